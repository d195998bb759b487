import { add, fill, flip, mul, pad, relu, setBackend, softplus, tensor, transpose, zeros } from '@striate/tensor';
import { expect, test } from 'vitest';
import { webgl } from './webgl';

test('elementwise chains, broadcasts and movements', async () => {
  await setBackend(webgl({ debug: true }));
  const x = tensor([
    [1, -2, 3],
    [4, 5, -6],
  ]);
  expect(await add(mul(x, 2), tensor([10, 20, 30])).array()).toEqual([
    [12, 16, 36],
    [18, 30, 18],
  ]);
  expect(await relu(x).array()).toEqual([
    [1, 0, 3],
    [4, 5, 0],
  ]);
  expect(await add(x, tensor([[1], [2]])).array()).toEqual([
    [2, -1, 4],
    [6, 7, -4],
  ]);
  expect(await transpose(x).array()).toEqual([
    [1, 4],
    [-2, 5],
    [3, -6],
  ]);
  expect(
    await pad(x, [
      [1, 0],
      [0, 1],
    ]).array(),
  ).toEqual([
    [0, 0, 0, 0],
    [1, -2, 3, 0],
    [4, 5, -6, 0],
  ]);
  expect(await flip(x, 1).array()).toEqual([
    [3, -2, 1],
    [-6, 5, 4],
  ]);
  expect(await add(zeros([2, 2]), fill([2, 2], 3)).array()).toEqual([
    [3, 3],
    [3, 3],
  ]);
  const y = await softplus(tensor(Float32Array.from({ length: 5000 }, (_, i) => i / 1000 - 2))).data();
  expect(y[2000]).toBeCloseTo(Math.log(2), 5);
  expect(softplus(tensor([0])).dataSync()[0]).toBeCloseTo(Math.log(2), 5);
});
