import { argMax, setBackend, sparseSoftmaxCrossEntropy, tensor, zeros } from '@striate/tensor';
import { expect, test } from 'vitest';
import { webgl } from '../webgl';

test('a label that only the device knows and that is no class makes the loss NaN', async () => {
  await setBackend(webgl());
  const labels = argMax(tensor([0, 1, 2, 3, 0, 0, 0, 0], [2, 4]), 1);
  const loss = sparseSoftmaxCrossEntropy(zeros([2, 3]), labels);
  expect(await loss.array()).toEqual([Number.NaN, expect.closeTo(Math.log(3), 5)]);
});
