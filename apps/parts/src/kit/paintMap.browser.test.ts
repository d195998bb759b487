import { expect, test } from 'vitest';
import { largestOf, paintMap } from './paintMap';

const values = [2, -1, 0, 4, -4, 8];

function pixels(canvas: HTMLCanvasElement): number[][] {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: data.length / 4 }, (_, i) => [...data.slice(i * 4, i * 4 + 4)]);
}

test('positive values are blue, negative ones orange, zero is nothing', () => {
  const canvas = document.createElement('canvas');
  paintMap(canvas, values, { width: 3, height: 2 });
  expect([canvas.width, canvas.height]).toEqual([3, 2]);
  const found = pixels(canvas);
  expect(found.map(([, , , alpha]) => alpha)).toEqual([64, 32, 0, 128, 128, 255]);
  expect(found[5][2]).toBeGreaterThan(found[5][0]);
  expect(found[4][0]).toBeGreaterThan(found[4][2]);
});

test('one channel of several, on the scale of all', () => {
  const canvas = document.createElement('canvas');
  paintMap(canvas, values, { width: 1, height: 3, channels: 2, channel: 1, scale: largestOf(values) });
  expect(pixels(canvas).map(([, , , alpha]) => alpha)).toEqual([32, 128, 255]);
  expect(largestOf(values, 2, 0)).toBe(4);
});
