import { mnist } from '@striate/data';
import { argMax, tensor } from '@striate/tensor';
import { expect, it } from 'vitest';
import { lenet5 } from '../../lenet5';
import { useCpu } from '../../testing';

useCpu();

it('lenet5 comes with its weights in a page', async () => {
  const net = await lenet5({ weights: 'mnist' });
  const { test } = await mnist();
  const images = Float32Array.from(test.images.data.subarray(0, 200 * 784), (byte) => byte / 255);
  const guesses = await argMax(await net.predict(tensor(images, [200, 28, 28, 1])), 1).data();
  const right = test.labels.subarray(0, 200).filter((label, i) => label === guesses[i]).length;
  expect(right).toBeGreaterThan(196);
});
