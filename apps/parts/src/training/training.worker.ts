// The CPU starts at once and gives the same bits everywhere; a network this small gains nothing from a GPU.
import '../onCpu';
import { expose } from 'comlink';
import { TrainingSession } from './TrainingSession';

expose(new TrainingSession());
