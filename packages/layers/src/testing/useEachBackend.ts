import { cpu } from '@striate/backend-cpu';
import { webgl } from '@striate/backend-webgl';
import { setBackend } from '@striate/tensor';
import { beforeAll, vi } from 'vitest';

const inPage = typeof document !== 'undefined';

/**
 * Golden values are those of the CPU to 1e-5. A GPU's exponential, root and division have some more units in their last place, and
 * its sums another order.
 */
export const looseness = inPage ? 4 : 1;

/** Runs the tests of a file on the CPU backend in Node, and on the WebGL backend in a page. */
export function useEachBackend(): void {
  vi.setConfig({ testTimeout: 60_000 }); // programs are compiled on the way, and a machine may be busy
  beforeAll(() => (inPage ? setBackend(webgl()) : setBackend(cpu())));
}
