import { expose } from 'comlink';
import { Teach } from './teach';

expose(new Teach());
