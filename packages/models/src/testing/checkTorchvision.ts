import { loadStateDict, type TensorMap, toStateDict } from '@striate/formats';
import type { Model } from '@striate/layers';
import { type Backend, getBackend, metaTensor, setBackend } from '@striate/tensor';
import { expect } from 'vitest';
import { formulaImages } from './formula';
import { relativeError } from './relativeError';
import { type TorchvisionName, torchvision } from './torchvision';

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

/** Whether our network, given torchvision's state dict, gives torchvision's scores. */
export async function checkScores(name: TorchvisionName, net: Model, state: TensorMap): Promise<void> {
  expect(loadStateDict(net, state).matched).toHaveLength(net.weights.length);
  const images = formulaImages(1, 224);
  const outputs = await net.predictAll(images);
  const scores = await outputs[0].data();
  const { norm, scores: wanted } = torchvision[name];
  expect(scores).toHaveLength(1000);
  const eighths = scores.filter((_, i) => i % 8 === 0);
  expect(relativeError(eighths, wanted)).toBeLessThan(1e-4);
  expect(Math.abs(Math.hypot(...scores) / norm - 1)).toBeLessThan(1e-4);
  for (const tensor of [images, ...outputs]) tensor.dispose();
}

/** Whether a network gives back the state dict it was given: names, shapes, values and their order. */
export async function checkStateDict(net: Model, state: TensorMap): Promise<void> {
  const written = await toStateDict(net);
  expect([...written.keys()].toSorted()).toEqual([...state.keys()].toSorted());
  const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => Buffer.from(buffer, byteOffset, byteLength);
  const changed = [...written].filter(([name, { shape, data }]) => {
    const given = state.get(name);
    return !given || String(given.shape) !== String(shape) || !bytes(given.data).equals(bytes(data));
  });
  expect(changed.map(([name]) => name)).toEqual([]);
}
