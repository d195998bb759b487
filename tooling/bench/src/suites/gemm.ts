import { cpu } from '@striate/backend-cpu';
import { matmul, scope, tensor } from '@striate/tensor';
import { numbers } from '../network/problem';
import { jaxGemm } from '../peers/jax';
import { peak } from '../peers/peak';
import { pytorchGemm } from '../peers/pytorch';
import { tfjsGemm } from '../peers/tfjsGemm';
import { disposeAll, madeOn, startBackend } from '../startBackend';
import { type Duel, PeerAbsent, type Setup, type Subject, type Suite, timed } from '../suite';

/** Above this, plain JavaScript takes seconds. */
const tfjsLimit = 256;

function square(n: number): Duel {
  const flops = 2 * n ** 3;
  const operands = () => {
    const random = numbers(n);
    return [0, 1].map(() => Float32Array.from({ length: n * n }, random));
  };
  return {
    name: `gemm-${n}`,
    flops,
    ours: ours(n, operands),
    peers: {
      peak: peak(flops),
      'one-thread': oneThread(n, operands),
      'tfjs-wasm': tfjsGemm('wasm', n, operands),
      ...(n <= tfjsLimit && { 'tfjs-cpu': tfjsGemm('cpu', n, operands) }),
      'jax-js': jaxGemm(n, operands),
      pytorch: pytorchGemm(n, operands),
    },
  };
}

/** The public `matmul` on resident tensors: checks, allocation and packing are in it. */
function ours(n: number, operands: () => Float32Array[]): Setup {
  return async ({ threads }) => {
    await startBackend(threads);
    return product(n, operands);
  };
}

/** Ours again, on a backend of its own with one thread: the ratio says how much the others help. */
function oneThread(n: number, operands: () => Float32Array[]): Setup {
  return async ({ threads }) => {
    if (threads === 1) throw new PeerAbsent('ours has one thread itself; compare with --threads 2');
    return madeOn(cpu({ threads: 1 }), () => product(n, operands));
  };
}

async function product(n: number, operands: () => Float32Array[]): Promise<Subject> {
  const [a, b] = operands().map((values) => tensor(values, [n, n]));
  const total = matmul(a, b).sum();
  const results = [await total.item()];
  return timed(
    () =>
      scope(() => {
        matmul(a, b);
      }),
    { results, dispose: () => disposeAll([a, b, total]) },
  );
}

export const gemm: Suite = {
  name: 'gemm',
  about: 'square matrix products, single precision, nothing packed beforehand',
  cases: [64, 128, 256, 512, 1024].map(square),
};
