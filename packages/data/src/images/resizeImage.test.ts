import { describe, expect, it } from 'vitest';
import type { NdArray } from '../ndArray';
import { resizeImage } from './resizeImage';
import resized from './testing/resized.json';

const floats = { data: Float32Array.from(resized.image), shape: resized.shape };
const bytes = { data: Uint8Array.from(resized.image, (value) => Math.round(255 * value)), shape: resized.shape };

/** `[height, width, 1]` from rows. */
function grey(rows: readonly (readonly number[])[]): NdArray<Uint8Array> {
  return { data: Uint8Array.from(rows.flat()), shape: [rows.length, rows[0].length, 1] };
}

describe('resizeImage', () => {
  it.each(resized.cases)("is PyTorch's interpolate: to $size, antialias $antialias", ({ size, antialias, values }) => {
    const to = [size[0], size[1]] as const;
    const got = resizeImage(floats, to, { antialias });
    expect(got.shape).toEqual([...size, 3]);
    got.data.forEach((value, i) => expect(Math.abs(value - values[i])).toBeLessThan(2e-6));
    // Bytes are computed in whole numbers: the same to half a level, and what that rounds to.
    const exact = resizeImage({ data: Float32Array.from(bytes.data), shape: bytes.shape }, to, { antialias });
    resizeImage(bytes, to, { antialias }).data.forEach((value, i) => {
      expect(Math.abs(value - exact.data[i])).toBeLessThan(0.56);
    });
  });

  it('takes 1 to 4 channels, each for itself', () => {
    const [h, w] = [11, 23];
    const planes = [0, 1, 2, 3].map((c) => Uint8Array.from({ length: h * w }, (_, i) => (i * (37 + 20 * c)) % 256));
    const alone = planes.map((data) => resizeImage({ data, shape: [h, w, 1] }, [7, 40]).data);
    for (const channels of [2, 3, 4]) {
      const data = Uint8Array.from(
        { length: h * w * channels },
        (_, i) => planes[i % channels][Math.floor(i / channels)],
      );
      const together = resizeImage({ data, shape: [h, w, channels] }, [7, 40]).data;
      together.forEach((value, i) => expect(value).toBe(alone[i % channels][Math.floor(i / channels)]));
    }
  });

  it('leaves a flat image flat, whatever the size', () => {
    for (const value of [0, 1, 127, 254, 255]) {
      const flat = { data: new Uint8Array(13 * 17 * 3).fill(value), shape: [13, 17, 3] };
      for (const size of [
        [1, 1],
        [5, 6],
        [13, 40],
        [100, 3],
      ] as const)
        expect(new Set(resizeImage(flat, size).data)).toEqual(new Set([value]));
    }
  });

  it('takes the nearest pixel', () => {
    const image = grey([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    expect([...resizeImage(image, [2, 2], { interpolation: 'nearest' }).data]).toEqual([2, 4, 6, 8]);
    expect([...resizeImage(image, [4, 4], { interpolation: 'nearest' }).data.subarray(0, 8)]).toEqual([
      1, 2, 3, 4, 1, 2, 3, 4,
    ]);
    expect(() => resizeImage(image, [2, 2], { interpolation: 'cubic' as 'nearest' })).toThrow(
      "no interpolation 'cubic'",
    );
  });

  it('keeps the aspect by cutting off or by adding a ground', () => {
    const image = grey([
      [9, 1, 2, 9],
      [9, 3, 4, 9],
    ]);
    expect(resizeImage(image, [2, 2], { cropToAspectRatio: true })).toEqual({
      data: Uint8Array.of(1, 2, 3, 4),
      shape: [2, 2, 1],
    });
    expect([...resizeImage(image, [4, 4], { padToAspectRatio: true }).data]).toEqual([
      ...[0, 0, 0, 0],
      ...[9, 1, 2, 9],
      ...[9, 3, 4, 9],
      ...[0, 0, 0, 0],
    ]);
    expect(() => resizeImage(image, [2, 2], { cropToAspectRatio: true, padToAspectRatio: true })).toThrow('exclude');
  });

  it('works on large images, and on small ones after them', () => {
    const large = { data: new Uint8Array(6000 * 5000 * 3).fill(200), shape: [6000, 5000, 3] };
    expect(new Set(resizeImage(large, [3, 2]).data)).toEqual(new Set([200]));
    expect([...resizeImage(grey([[10, 20]]), [1, 1]).data]).toEqual([15]);
  });

  it('says what it takes', () => {
    const data = new Uint8Array(24);
    expect(() => resizeImage({ data, shape: [2, 2, 2, 3] }, [2, 2])).toThrow(
      'one image [height, width, 1 to 4 channels]',
    );
    expect(() => resizeImage({ data, shape: [2, 2, 6] }, [2, 2])).toThrow('got [2,2,6]');
    expect(() => resizeImage({ data, shape: [2, 4, 4] }, [2, 2])).toThrow('takes 32 values, data has 24');
    expect(() => resizeImage({ data, shape: [2, 4, 3] }, [0, 2])).toThrow('a size is two whole numbers >= 1');
    const ints = { data: new Int32Array(24), shape: [2, 4, 3] } as unknown as NdArray<Uint8Array>;
    expect(() => resizeImage(ints, [2, 2])).toThrow('takes uint8 or float32, got Int32Array');
  });
});
