import type { Suite } from '../suite';
import { conv } from './conv';
import { data } from './data';
import { gemm } from './gemm';
import { inference } from './inference';
import { memory } from './memory';
import { startup } from './startup';
import { train } from './train';
import { webgl } from './webgl';
import { zoo } from './zoo';

export const suites: readonly Suite[] = [gemm, conv, inference, train, data, memory, startup, zoo, webgl];
