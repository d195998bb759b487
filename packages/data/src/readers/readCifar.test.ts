import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { readCifar } from './readCifar';

/** Images whose pixel p of channel c is p + 7 c (mod 256). */
function records(...labels: readonly number[][]): Uint8Array {
  const image = Array.from({ length: 3072 }, (_, i) => (i % 1024) + 7 * Math.floor(i / 1024));
  return Uint8Array.from(labels.flatMap((label) => [...label, ...image]));
}

describe('readCifar', () => {
  it('reads labels, and brings the channels of a pixel together', async () => {
    const file = records([3], [9]);
    for (const source of [file, gzipSync(file)]) {
      const { images, labels, length, coarseLabels } = await readCifar(source);
      expect([images.shape, [...labels], length, coarseLabels]).toEqual([[2, 32, 32, 3], [3, 9], 2, undefined]);
      const at = 3072 + 3 * (5 * 32 + 4); // image 1, row 5, column 4
      expect([...images.data.subarray(at, at + 3)]).toEqual([164, 171, 178]);
    }
  });

  it('reads both labels of CIFAR-100', async () => {
    const { labels, coarseLabels } = await readCifar(records([19, 99], [0, 50]), { classes: 100 });
    expect([[...labels], [...(coarseLabels ?? [])]]).toEqual([
      [99, 50],
      [19, 0],
    ]);
  });

  it('refuses parts of records and labels that are no class', async () => {
    await expect(readCifar(records([1]).subarray(1))).rejects.toThrow(FormatError);
    await expect(readCifar(records([1]).subarray(1))).rejects.toThrow(/whole records of 3073 bytes .* got 3072 bytes$/);
    await expect(readCifar(records([1, 2]))).rejects.toThrow(/got 3074 bytes; this looks like classes: 100/);
    await expect(readCifar(records([1], [10]))).rejects.toThrow('image 1 has label 10, expected 0 to 9');
    await expect(readCifar(records([20, 1]), { classes: 100 })).rejects.toThrow('coarse label 20, expected 0 to 19');
  });

  it('reads the original images', async ({ skip }) => {
    const file = fileURLToPath(new URL('../../../../../shared/data/cifar10/data_batch_1.bin.gz', import.meta.url));
    if (!existsSync(file)) skip(`${file} is not here: the reader was not tried on the original file`);
    const { images, labels } = await readCifar(file);
    expect(images.shape).toEqual([10000, 32, 32, 3]);
    expect([...labels.subarray(0, 10)]).toEqual([6, 9, 9, 4, 1, 1, 2, 7, 8, 3]);
    // The first pixels of the frog that comes first, as every course that begins with it shows them.
    expect([...images.data.subarray(0, 6)]).toEqual([59, 62, 63, 43, 46, 45]);
  }, 30_000);
});
