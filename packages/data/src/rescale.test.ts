import { expect, it } from 'vitest';
import { rescale } from './rescale';

it('maps pixels to 0 … 1 by default, or as asked', () => {
  const pixels = { data: new Uint8Array([0, 51, 255]), shape: [3] };
  expect(rescale(pixels)).toEqual({ data: new Float32Array([0, 0.2, 1]), shape: [3] });
  expect(rescale(pixels, 2 / 255, -1).data).toEqual(new Float32Array([-1, -0.6, 1]));
});
