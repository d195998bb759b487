import { expose } from 'comlink';
import { measureNetwork } from './measureNetwork';

expose({ measureNetwork });
