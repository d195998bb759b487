import { cpu } from '@striate/backend-cpu';
import { batchNormalization, conv2d, flatten, lambda, sequential } from '@striate/layers';
import { mul, setBackend, type Tensor } from '@striate/tensor';
import { beforeAll, expect, test } from 'vitest';
import { channelsFirst, makeExhibit, predict, relativeDifference } from './Exhibit';

beforeAll(() => setBackend(cpu()));

const build = (factor = 1) =>
  sequential([
    conv2d({ filters: 4, kernelSize: 3, kernelInitializer: 'zeros', inputShape: [5, 5, 2] }),
    batchNormalization(),
    lambda((x: Tensor) => mul(x, factor)),
    flatten(),
  ]);

test('is the same every time, with all its weights random', async () => {
  const [one, other] = [await makeExhibit(build), await makeExhibit(build)];
  expect(one.shape).toEqual([1, 5, 5, 2]);
  expect(one.scores).toEqual(other.scores);
  expect(await predict(other, one.image)).toEqual(one.scores);
  for (const weight of one.net.weights) expect(new Set(weight.dataSync()).size, weight.name).toBe(weight.size);
  one.dispose();
  other.dispose();
});

test('refuses a network in which the image is lost', async () => {
  await expect(makeExhibit(() => build(0))).rejects.toThrow('signals fade');
});

test('compares by the largest value', () => {
  const own = Float32Array.of(0, -4, 2);
  expect(relativeDifference(own, Float32Array.of(1, -4, 2))).toBe(0.25);
  expect(relativeDifference(own, Float32Array.of(0, -4))).toBe(Number.POSITIVE_INFINITY);
  expect(relativeDifference(own, Float32Array.of(Number.NaN, -4, 2))).toBeNaN();
});

test('an image goes to a peer channel by channel', () => {
  expect([...channelsFirst(Float32Array.of(1, 2, 3, 4, 5, 6), [1, 2, 1, 3])]).toEqual([1, 4, 2, 5, 3, 6]);
  expect([...channelsFirst(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 1, 2, 2])]).toEqual([1, 3, 2, 4, 5, 7, 6, 8]);
});
