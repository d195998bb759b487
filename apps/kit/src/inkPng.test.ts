import { decodeImage } from 'striate';
import { expect, test } from 'vitest';
import { inkPng } from './inkPng';

test('is a PNG whose alpha is the ink', async () => {
  const [type, base64] = (await inkPng([0, 1, 0.5, 2], 2, 2)).split(',');
  expect(type).toBe('data:image/png;base64');
  const { data } = await decodeImage(Buffer.from(base64, 'base64'), { channels: 4 });
  expect(Array.from(data).filter((_, i) => i % 4 === 3)).toEqual([0, 255, 128, 255]);
});
