import { expose } from 'comlink';
import { Heat } from './Heat';

expose(new Heat());
