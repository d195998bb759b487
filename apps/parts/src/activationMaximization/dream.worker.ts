import { expose } from 'comlink';
import { Dream } from './Dream';

expose(new Dream());
