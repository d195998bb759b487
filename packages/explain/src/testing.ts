// What tests of this package share.
import { cpu } from '@striate/backend-cpu';
import {
  add,
  concatenate,
  conv2d,
  dense,
  type Functional,
  flatten,
  input,
  maxPooling2d,
  model,
  type Sequential,
  sequential,
} from '@striate/layers';
import { randomNormal, seed, setBackend, type Tensor } from '@striate/tensor';
import { beforeAll, vi } from 'vitest';

/** Runs the tests around it on the CPU backend. */
export function useCpu(): void {
  vi.setConfig({ testTimeout: 30_000 }); // a machine that is busy with other things is no failure
  beforeAll(() => setBackend(cpu()));
}

/** A chain: 8x8x2 → convolution 3 @ 3x3 (tanh) → pool → dense softmax of 4. */
export function chain(): Sequential {
  seed(3);
  return sequential([
    conv2d({ name: 'conv', filters: 3, kernelSize: 3, activation: 'tanh', inputShape: [8, 8, 2] }),
    maxPooling2d({ name: 'pool' }),
    flatten({ name: 'flat' }),
    dense({ name: 'classes', units: 4, activation: 'softmax' }),
  ]);
}

/** A graph with branches, strides, dilation and a model within: 17x17x1 → classes of 3. */
export function branches(): Functional {
  seed(4);
  const image = input({ shape: [17, 17, 1] });
  const x = conv2d({ name: 'stem', filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'tanh' })(image);
  const one = conv2d({ name: 'one', filters: 4, kernelSize: 1 })(x);
  const wide = conv2d({ name: 'wide', filters: 4, kernelSize: 3, dilationRate: 2, padding: 'same' })(x);
  const sum = add({ name: 'sum' })([one, wide]);
  const inner = sequential([conv2d({ name: 'deep', filters: 2, kernelSize: 3, inputShape: [9, 9, 4] })], {
    name: 'part',
  });
  const both = concatenate({ name: 'both' })([inner(sum), inner(x)]);
  const scores = dense({ name: 'scores', units: 3 })(flatten({ name: 'flat' })(both));
  return model({ inputs: image, outputs: scores });
}

/** Pictures of noise. */
export function noise(shape: readonly number[], at = 5): Tensor {
  seed(at);
  return randomNormal(shape);
}
