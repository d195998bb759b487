import { cpu } from '@striate/backend-cpu';
import { webgl } from '@striate/backend-webgl';
import { type Backend, type Kernels, required, setBackend } from '@striate/tensor';
import { naive } from './naiveBackend';

/** Tests a backend cannot pass yet. */
export interface Skip {
  /** Part of a test's full name, "conv2d groups 2: gradient", or a pattern for it. */
  readonly tests: string | RegExp;
  readonly reason: string;
}

/** A backend under test. */
export interface BackendEntry {
  readonly name: string;
  /** Makes it the current backend. */
  readonly install: () => Promise<void>;
  /** Default: both. */
  readonly environment?: 'node' | 'browser';
  /** How much further off than the default its results may be: a GPU's exp is coarser than a CPU's. Default 1. */
  readonly looseness?: number;
  /** Runs with `npm test -- --all` only. */
  readonly thorough?: boolean;
  /** Leaves out the cases that plain loops take too long for. */
  readonly smallOnly?: boolean;
  readonly skip?: readonly Skip[];
}

/** The same backend without its optional kernels: every composition of other ops has to give the same results. */
function composed<B>(backend: Backend<B>): Backend<B> {
  const kept = Object.entries(backend.kernels).filter(([name]) => name in required);
  return { ...backend, name: `${backend.name}, composed`, kernels: Object.fromEntries(kept) as Kernels<B> };
}

/** What no GPU tells without being waited for; such losses are NaN. */
const unknownIndices: Skip = {
  tests: 'sparseSoftmaxCrossEntropy with a label that is no class',
  reason: 'indices that the device computed are not checked',
};

/** A new backend joins with one line here. */
export const backends: readonly BackendEntry[] = [
  { name: 'naive', install: () => setBackend(naive()), environment: 'node', smallOnly: true },
  { name: 'cpu', install: () => setBackend(cpu({ threads: 2 })) },
  { name: 'cpu, one thread', install: () => setBackend(cpu({ threads: 1 })) },
  {
    name: 'cpu, composed',
    install: () => setBackend(composed(cpu())),
    environment: 'node',
    smallOnly: true,
  },
  {
    name: 'webgl',
    install: () => setBackend(webgl({ debug: true })),
    environment: 'browser',
    looseness: 4,
    skip: [unknownIndices],
  },
  {
    name: 'webgl, four attachments',
    install: () => setBackend(webgl({ attachments: 4 })),
    environment: 'browser',
    thorough: true,
    looseness: 4,
    smallOnly: true,
    skip: [unknownIndices],
  },
];
