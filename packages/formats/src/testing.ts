// What tests of this package share.
import { cpu } from '@striate/backend-cpu';
import { setBackend } from '@striate/tensor';
import { beforeAll, vi } from 'vitest';

/** Runs the tests of a file on the CPU backend. */
export function useCpu(): void {
  vi.setConfig({ testTimeout: 30_000 }); // a machine that is busy with other things is no failure
  beforeAll(() => setBackend(cpu()));
}
