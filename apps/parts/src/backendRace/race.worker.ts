import { expose } from 'comlink';
import { race } from './race';

expose({ race });
