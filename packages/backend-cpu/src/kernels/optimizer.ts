import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split } from '../threads/split';

/** Values from which a task is worth a thread. */
const TASK = 16_384;

/** Updates in place: what was prepared of the parameter is out of date. */
export function optimizer({ wasm, prepared, parallel }: Engine) {
  return {
    sgdStep: ([p, v, g], { learningRate, momentum, nesterov, decay }) => {
      prepared.changed(p.buffer);
      const calls = split(p.size, TASK, 16).map(([i, past]) => {
        const at = i * 4;
        const state = [p.buffer + at, v.buffer + at, g.buffer + at, past - i] as const;
        return [...state, learningRate, momentum, Number(nesterov), decay] as const;
      });
      parallel(wasm.sgdStep, calls);
    },
    adamStep: ([p, m, v, g], { learningRate, beta1, beta2, epsilon, decay }) => {
      prepared.changed(p.buffer);
      const calls = split(p.size, TASK, 16).map(([i, past]) => {
        const at = i * 4;
        const state = [p.buffer + at, m.buffer + at, v.buffer + at, g.buffer + at, past - i] as const;
        return [...state, learningRate, 1 - beta1, 1 - beta2, epsilon, decay] as const;
      });
      parallel(wasm.adamStep, calls);
    },
  } satisfies Partial<Kernels<Ptr>>;
}
