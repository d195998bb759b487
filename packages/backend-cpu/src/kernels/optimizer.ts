import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

export function optimizer({ wasm }: Engine) {
  return {
    sgdStep: ([p, v, g], { learningRate, momentum, nesterov, decay }) =>
      wasm.sgdStep(p.buffer, v.buffer, g.buffer, p.size, learningRate, momentum, Number(nesterov), decay),
    adamStep: ([p, m, v, g], { learningRate, beta1, beta2, epsilon, decay }) =>
      wasm.adamStep(p.buffer, m.buffer, v.buffer, g.buffer, p.size, learningRate, 1 - beta1, 1 - beta2, epsilon, decay),
  } satisfies Partial<Kernels<Ptr>>;
}
