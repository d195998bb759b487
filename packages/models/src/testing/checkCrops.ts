import { readNpy } from '@striate/data';
import type { Functional } from '@striate/layers';
import { tensor } from '@striate/tensor';
import { expect } from 'vitest';
import { relativeError } from './relativeError';

/** Photographs of ../shared/data/googlenet: 224 x 224 pixels, and the scores of another implementation. */
export const crops = ['bvlc_cat', 'pytorch_hub_dog', 'keras_elephant'] as const;

/** Whether GoogLeNet has the stored scores for a photograph. `read` gives the bytes of a file of that folder. */
export async function checkCrop(
  net: Functional,
  crop: (typeof crops)[number],
  read: (name: string) => Promise<Uint8Array>,
): Promise<void> {
  const pixels = await read(`${crop}.rgb224.u8`);
  // Blue, green, red, less Caffe's means.
  const means = [104, 117, 123];
  const image = Float32Array.from(pixels, (_, i) => pixels[i - (i % 3) + 2 - (i % 3)] - means[i % 3]);
  const scores = await (await net.predict(tensor(image, [1, 224, 224, 3]))).data();
  const stored = await readNpy(await read(`${crop}.googlenet_logits.npy`));
  expect(scores).toHaveLength(1000);
  expect(relativeError(scores, [...stored.data])).toBeLessThan(1e-4);
}
