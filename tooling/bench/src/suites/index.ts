import type { Suite } from '../suite';
import { conv } from './conv';
import { gemm } from './gemm';

export const suites: readonly Suite[] = [gemm, conv];
