import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { overElements } from './overElements';

/** Updates in place: what was prepared of the parameter is out of date. */
export function optimizer(engine: Engine) {
  const { wasm, prepared } = engine;
  return {
    sgdStep: ([p, v, g], { learningRate, momentum, nesterov, decay }) => {
      prepared.changed(p.buffer);
      overElements(engine, wasm.sgdStep, p.size, (i, count) => {
        const state = [p.buffer + i * 4, v.buffer + i * 4, g.buffer + i * 4, count] as const;
        return [...state, learningRate, momentum, Number(nesterov), decay];
      });
    },
    adamStep: ([p, m, v, g], { learningRate, beta1, beta2, epsilon, decay }) => {
      prepared.changed(p.buffer);
      overElements(engine, wasm.adamStep, p.size, (i, count) => {
        const state = [p.buffer + i * 4, m.buffer + i * 4, v.buffer + i * 4, g.buffer + i * 4, count] as const;
        return [...state, learningRate, 1 - beta1, 1 - beta2, epsilon, decay];
      });
    },
  } satisfies Partial<Kernels<Ptr>>;
}
