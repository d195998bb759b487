import { describe, expect, it } from 'vitest';
import type { NdArray } from '../ndArray';
import { decodeImage } from './decodeImage';
import { randomCropLoader } from './randomCropLoader';
import { resizeImage } from './resizeImage';
import { fixture } from './testing/fixtures';

const place = (index: number, epoch = 0) => ({ index, epoch });
/** Column numbers as colors: shows which part it is, and which way round. */
const ramp: NdArray<Uint8Array> = {
  data: Uint8Array.from({ length: 100 * 200 * 3 }, (_, i) => Math.floor(i / 3) % 200),
  shape: [100, 200, 3],
};

describe('randomCropLoader', () => {
  it('follows from seed, pass and index alone', async () => {
    const load = randomCropLoader({ imageSize: [20, 30], brightness: 0.4, contrast: 0.4, saturation: 0.4, seed: 7 });
    const again = randomCropLoader({ imageSize: [20, 30], brightness: 0.4, contrast: 0.4, saturation: 0.4, seed: 7 });
    const [a, b, c] = [await load(ramp, place(1)), await load(ramp, place(2)), await load(ramp, place(1, 1))];
    expect(a.shape).toEqual([20, 30, 3]);
    expect(await again(ramp, place(1))).toEqual(a);
    expect(b.data).not.toEqual(a.data);
    expect(c.data).not.toEqual(a.data);
    const other = randomCropLoader({ imageSize: [20, 30], seed: 8 });
    expect((await other(ramp, place(1))).data).not.toEqual(a.data);
  });

  it('makes of a file what it makes of its image', async () => {
    const load = randomCropLoader({ imageSize: [16, 16], contrast: 0.5, seed: 3 });
    for (const name of ['halved.jpg', 'turned6.jpg', 'color.png']) {
      const file = await fixture(name);
      const image = await decodeImage(file);
      for (let i = 0; i < 5; i++) expect(await load(file, place(i))).toEqual(await load(image, place(i)));
    }
  });

  it('cuts out parts of the asked size and aspect, and mirrors half of them', async () => {
    const load = randomCropLoader({ imageSize: [1, 2], scale: [0.25, 0.25], ratio: [1, 1], antialias: false });
    let mirrored = 0;
    for (let i = 0; i < 200; i++) {
      const [left, , , right] = (await load(ramp, place(i))).data;
      // A square of a quarter of the area is 71 pixels wide; the two pixels lie half of that apart.
      expect(Math.abs(Math.abs(right - left) - 35.5)).toBeLessThan(1.5);
      if (right < left) mirrored++;
    }
    expect(mirrored).toBeGreaterThan(70);
    expect(mirrored).toBeLessThan(130);
  });

  it('takes the middle where no part fits', async () => {
    const load = randomCropLoader({ imageSize: [100, 100], scale: [1, 1], ratio: [1, 1], flip: 0 });
    const middle = resizeImage(ramp, [100, 100], { cropToAspectRatio: true });
    expect((await load(ramp, place(0))).data).toEqual(middle.data);
  });

  it("changes colors as torchvision's ColorJitter does", async () => {
    // One gray level and one color, so that means are known.
    const data = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => [120, 80, 40][i % 3]);
    const image = { data, shape: [8, 8, 3] };
    const plain = { imageSize: [4, 4] as const, flip: 0, seed: 5 };
    const luma = 0.299 * 120 + 0.587 * 80 + 0.114 * 40;
    const factor = async (option: object) => (await randomCropLoader({ ...plain, ...option })(image, place(0))).data;
    const [r, g, b] = await factor({ brightness: 0.5 });
    expect(r / 120).toBeCloseTo(g / 80, 1);
    expect(r).not.toBe(120);
    expect(Math.abs(b - (r * 40) / 120)).toBeLessThan(1);
    const saturated = await factor({ saturation: 0.5 });
    const s = (saturated[0] - luma) / (120 - luma);
    expect(Math.abs(saturated[2] - (luma + s * (40 - luma)))).toBeLessThan(1.5);
    expect(Math.abs(s - 1)).toBeGreaterThan(0.02);
    const contrasted = await factor({ contrast: 0.5 });
    const c = (contrasted[0] - luma) / (120 - luma);
    expect(Math.abs(contrasted[1] - (luma + c * (80 - luma)))).toBeLessThan(1.5);
    expect(await factor({})).toEqual(data.subarray(0, 48));
  });

  it('refuses options out of range', () => {
    const imageSize = [8, 8] as const;
    expect(() => randomCropLoader({ imageSize, scale: [0.5, 0.2] })).toThrow('scale is two numbers above 0');
    expect(() => randomCropLoader({ imageSize, flip: 2 })).toThrow('flip is from 0 to 1, not 2');
    expect(() => randomCropLoader({ imageSize, channels: 1, contrast: 0.1 })).toThrow('in 3 channels, not in 1');
    expect(() => randomCropLoader({ imageSize, seed: -1 })).toThrow('seed');
  });
});
