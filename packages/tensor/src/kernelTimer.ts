import type { Backend } from './backend';

/** Called before every kernel; what it returns, after it. */
export type KernelTimer = (op: string, backend: Backend) => (() => void) | undefined;

/** There while `profile` measures, and only then. */
export let kernelTimer: KernelTimer | undefined;

export function setKernelTimer(timer: KernelTimer | undefined): void {
  kernelTimer = timer;
}
