// What tests of this package share.
import { cpu } from '@striate/backend-cpu';
import {
  add,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  type Functional,
  globalAveragePooling2d,
  input,
  type Model,
  maxPooling2d,
  model,
  relu,
} from '@striate/layers';
import { Generator, seed, setBackend } from '@striate/tensor';
import { beforeAll, vi } from 'vitest';

/** Runs the tests around it on the CPU backend. */
export function useCpu(): void {
  vi.setConfig({ testTimeout: 30_000 }); // a machine that is busy with other things is no failure
  beforeAll(() => setBackend(cpu()));
}

/** A small residual network of two stages and a classifier of 6, with the names torchvision would give its layers. */
export function tinyNet({ size = 12, channels = 3, dropoutRate = 0 } = {}): Functional {
  seed(7);
  const image = input({ shape: [size, size, channels] });
  let x = conv2d({ name: 'conv1', filters: 8, kernelSize: 3, padding: 'same', useBias: false })(image);
  x = relu({ name: 'relu' })(batchNormalization({ name: 'bn1' })(x));
  for (const stage of [1, 2]) {
    const name = `layer${stage}.0`;
    let y = conv2d({ name: `${name}.conv1`, filters: 8, kernelSize: 3, padding: 'same', useBias: false })(x);
    y = relu({ name: `${name}.relu1` })(batchNormalization({ name: `${name}.bn1` })(y));
    y = conv2d({ name: `${name}.conv2`, filters: 8, kernelSize: 3, padding: 'same' })(y);
    x = relu({ name })(add({ name: `${name}.add` })([x, y]));
    if (stage === 1) x = maxPooling2d({ name: 'pool', poolSize: 2 })(x);
  }
  x = globalAveragePooling2d({ name: 'avgpool' })(x);
  if (dropoutRate > 0) x = dropout({ name: 'dropout', rate: dropoutRate })(x);
  return model({ inputs: image, outputs: dense({ name: 'fc', units: 6, activation: 'softmax' })(x), name: 'tiny' });
}

/** Noisy pictures, bytes, in as many classes: a bright bar at another height for each. */
export function pictures({ count = 30, classes = 3, size = 12, channels = 3, from = 1 } = {}) {
  const noise = new Generator(from).uniform(count * size * size * channels);
  const data = Uint8Array.from(noise, (value) => 80 * value);
  const y = Int32Array.from({ length: count }, (_, i) => i % classes);
  y.forEach((label, i) => {
    const row = Math.floor(((label + 0.5) * size) / classes);
    data.fill(230, (i * size + row) * size * channels, (i * size + row + 1) * size * channels);
  });
  return { x: { data, shape: [count, size, size, channels] }, y };
}

/** The values of all weights by name, as text that is equal where every bit is. */
export async function bitsOf(net: Model): Promise<Map<string, string>> {
  const bits = new Map<string, string>();
  for (const [name, weight] of net.namedWeights()) {
    const data = await weight.data();
    bits.set(name, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'));
  }
  return bits;
}
