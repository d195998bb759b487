import '../onCpu';
import { expose } from 'comlink';
import { raceOnDigits } from './digitsRace';

expose(raceOnDigits);
