import { loadStateDict, type TensorMap, toStateDict } from '@striate/formats';
import type { Model } from '@striate/layers';
import { type Backend, getBackend, metaTensor, setBackend } from '@striate/tensor';
import { expect } from 'vitest';
import { formulaImages } from './formula';
import { stateShapes, type TorchvisionName, torchvision } from './torchvision';

/** A network without values of its own: random ones take longer to draw than others to load. */
export async function withoutValues<M extends Model>(build: () => M): Promise<M> {
  const backend: Backend = getBackend();
  await setBackend(metaTensor([1]).backend);
  try {
    return build();
  } finally {
    await setBackend(backend);
  }
}

/** The root of the mean square of the differences, as a share of that of the wanted values. */
export function relativeError(found: ArrayLike<number>, wanted: readonly number[]): number {
  let [off, size] = [0, 0];
  wanted.forEach((value, i) => {
    off += (found[i] - value) ** 2;
    size += value ** 2;
  });
  return Math.sqrt(off / size);
}

/** Whether a network of ours, given torchvision's state dict, gives torchvision's scores. */
export async function checkScores(name: TorchvisionName, build: () => Model, state: TensorMap): Promise<void> {
  const net = await withoutValues(build);
  const rename = (key: string) => (key.startsWith('aux') ? undefined : key);
  expect(loadStateDict(net, state, { rename }).matched).toHaveLength(net.weights.length);
  const images = formulaImages(1, 224);
  const output = await net.predict(images);
  const scores = await output.data();
  const { norm, scores: wanted } = torchvision[name];
  expect(scores).toHaveLength(1000);
  expect(
    relativeError(
      scores.filter((_, i) => i % 8 === 0),
      wanted,
    ),
  ).toBeLessThan(1e-4);
  expect(Math.abs(Math.hypot(...scores) / norm - 1)).toBeLessThan(1e-4);
  for (const tensor of [images, output, ...net.weights]) tensor.dispose();
}

/** Whether a network's state dict has the names and shapes of torchvision's, in its order. */
export async function checkLayout(name: TorchvisionName, net: Model): Promise<void> {
  const written = await toStateDict(net);
  const found = [...written].map(([key, { shape }]) => `${key} [${shape}]`);
  const wanted = [...stateShapes(torchvision[name])].map(([key, shape]) => `${key} [${shape}]`);
  expect(found.toSorted()).toEqual(wanted.toSorted());
}
