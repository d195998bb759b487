import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../decodeImage';
import { imageHeader } from '../imageHeader';
import { resizeImage } from '../resizeImage';
import decoded from './decoded.json';
import { emptyPng, fixture, mutate } from './fixtures';

function worst(got: Uint8Array, wanted: readonly number[]): number {
  expect(got.length).toBe(wanted.length);
  return got.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i])), 0);
}

/** What decoding must do wherever it runs: the same tests in Node.js and in a browser, against the same numbers. */
export function describeDecoding(where: string): void {
  describe(`decodeImage in ${where}`, () => {
    it.each(Object.entries(decoded))(
      'reads %s, upright, and resizes it to within 1/255',
      async (name, { shape, small }) => {
        const image = await decodeImage(await fixture(name), { channels: 4 });
        expect(image.shape).toEqual([...shape, 4]);
        expect(worst(resizeImage(image, [6, 8]).data, small)).toBeLessThanOrEqual(1);
      },
    );

    it('gives as many channels as are wanted', async () => {
      const file = await fixture('alpha.png');
      const [four, three, one] = await Promise.all(
        ([4, 3, 1] as const).map(async (channels) => (await decodeImage(file, { channels })).data),
      );
      // Colors are there even where nothing of them is to be seen.
      expect([...four.subarray(0, 4)]).toEqual([0, 0, 60, 0]);
      expect([...three.subarray(0, 3)]).toEqual([0, 0, 60]);
      for (let i = 0; i < one.length; i++) {
        expect([...three.subarray(3 * i, 3 * i + 3)]).toEqual([...four.subarray(4 * i, 4 * i + 3)]);
        const [r, g, b] = three.subarray(3 * i);
        expect(Math.abs(one[i] - (0.299 * r + 0.587 * g + 0.114 * b))).toBeLessThan(0.51);
      }
      expect((await decodeImage(await fixture('grey.png'), { channels: 3 })).shape).toEqual([36, 48, 3]);
      await expect(decodeImage(file, { channels: 2 as 1 })).rejects.toThrow('channels is 1, 3 or 4, not 2');
    });

    it.each(['color.png', 'turned6.jpg', 'turned7.webp', 'alpha.png'])('decodes a part of %s', async (name) => {
      const file = await fixture(name);
      const { data, shape } = await decodeImage(file);
      const region = { top: 7, left: 5, height: 11, width: 20 };
      const part = await decodeImage(file, { region: () => region });
      expect(part.shape).toEqual([11, 20, 3]);
      for (let y = 0; y < 11; y++) {
        const at = ((7 + y) * shape[1] + 5) * 3;
        expect(part.data.subarray(y * 60, (y + 1) * 60)).toEqual(data.subarray(at, at + 60));
      }
      await expect(decodeImage(file, { region: { ...region, top: 30, height: 40 } })).rejects.toThrow(
        'the region of 40 x 20 pixels at row 30, column 5 does not lie within',
      );
    });

    it('takes a File, and names it', async () => {
      const bytes = (await fixture('halved.jpg')) as Uint8Array<ArrayBuffer>;
      expect((await decodeImage(new File([bytes], 'cat.jpg'))).shape).toEqual([36, 48, 3]);
      const half = new File([bytes.subarray(0, 400)], 'cat.jpg');
      await expect(decodeImage(half)).rejects.toThrow(FormatError);
      await expect(decodeImage(half)).rejects.toThrow(
        'cat.jpg: the JPEG is cut off: its 400 bytes end before the picture',
      );
    });

    it('refuses what is too large by its header', async () => {
      await expect(decodeImage(emptyPng(60_000, 60_000))).rejects.toThrow('60000 x 60000');
      await expect(decodeImage(await fixture('color.png'), { maxPixels: 1000 })).rejects.toThrow('1728 pixels');
      await expect(decodeImage(await fixture('color.png'), { maxPixels: 0 })).rejects.toThrow('not 0');
    });

    it('takes a header that was read before', async () => {
      const file = new Blob([(await fixture('turned6.jpg')) as Uint8Array<ArrayBuffer>]);
      const header = imageHeader(await fixture('turned6.jpg'));
      expect(await decodeImage(file, { header })).toEqual(await decodeImage(file));
    });

    it('says that a file is damaged', async () => {
      const file = await fixture('color.png');
      const damaged = file.slice().fill(7, 60, 1000);
      const reading = decodeImage(new File([damaged], 'cat.png'));
      await expect(reading).rejects.toThrow(FormatError);
      await expect(reading).rejects.toThrow('cat.png: the PNG is damaged');
      await expect(decodeImage(emptyPng(5, 5))).rejects.toThrow(FormatError);
    });

    it('reads or refuses mutated files', async () => {
      const files = await Promise.all(Object.keys(decoded).map(fixture));
      for (let i = 0; i < 300; i++) {
        const bytes = mutate(files[i % files.length], i);
        const outcome = await decodeImage(bytes, { maxPixels: 1e6 }).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FormatError);
      }
    }, 30_000);
  });
}
