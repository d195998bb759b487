import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { fashionMnist } from './fashionMnist';
import type { LabelledImages } from './labelledImages';
import { mnist } from './mnist';

function counts({ labels }: LabelledImages): number[] {
  const count = new Array<number>(10).fill(0);
  for (const label of labels) count[label]++;
  return count;
}

function sha256(...arrays: readonly ArrayBufferView[]): string {
  const hash = createHash('sha256');
  for (const array of arrays) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
}

/** A digest of each image and its label. */
function hashes({ images: { data }, labels, length }: LabelledImages, count = length): string[] {
  return Array.from({ length: count }, (_, i) => `${labels[i]} ${sha256(data.subarray(i * 784, (i + 1) * 784))}`);
}

describe('the digits in the package', () => {
  it('are 8,000 and 2,000, with every class in the same share', async () => {
    const { train, test, classNames } = await mnist();
    expect(train.images.shape).toEqual([8000, 28, 28, 1]);
    expect(test.images.shape).toEqual([2000, 28, 28, 1]);
    expect([train.length, test.length]).toEqual([8000, 2000]);
    expect(counts(train)).toEqual([801, 902, 793, 826, 784, 690, 811, 856, 755, 782]);
    expect(counts(test)).toEqual([200, 225, 198, 206, 196, 173, 203, 214, 189, 196]);
    expect(classNames).toHaveLength(10);
  });

  it('are these very pixels and labels', async () => {
    const { train, test } = await mnist();
    expect(sha256(train.images.data, train.labels)).toBe(
      '29800a0a9259aed058670efeae2bdb5ced2db55f6966b2077b15bab650f09ffc',
    );
    expect(sha256(test.images.data, test.labels)).toBe(
      '2c564133b190e32dbcbb5f552bc46170c5b4babe5fabb2916d767deacadc45b8',
    );
  });

  it('share no image between the two parts, and begin with a mixture of classes', async () => {
    const { train, test } = await mnist();
    expect(new Set([...hashes(train), ...hashes(test)]).size).toBe(10000);
    expect(new Set(train.labels.subarray(0, 100)).size).toBe(10);
  });

  it('come as a data set of { x, y }', async () => {
    const { test } = await mnist();
    const dataset = test.dataset();
    expect(dataset.length).toBe(2000);
    const [first] = await dataset.take(1).toArray();
    expect(first.x.shape).toEqual([28, 28, 1]);
    expect(first.y).toBe(test.labels[0]);
  });
});

describe('a folder', () => {
  it('without the files is named in the error', async () => {
    const folder = join(tmpdir(), 'no-such-mnist');
    await expect(mnist({ folder })).rejects.toThrow(/neither .*no-such-mnist\/train-images-idx3-ubyte nor .*\.gz/);
  });

  it('is read with plain files, by path or by URL', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'striate-idx-'));
    try {
      for (const part of ['train', 't10k']) {
        await writeFile(
          join(folder, `${part}-images-idx3-ubyte`),
          new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 9, 8]),
        );
        await writeFile(join(folder, `${part}-labels-idx1-ubyte`), new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 3, 4]));
      }
      const { train } = await mnist({ folder });
      expect(train.images).toEqual({ data: new Uint8Array([9, 8]), shape: [2, 1, 1, 1] });
      expect([...train.labels]).toEqual([3, 4]);
      expect((await fashionMnist({ folder: new URL(`file://${folder}/`) })).classNames[train.labels[0]]).toBe('Dress');
      await writeFile(join(folder, 't10k-labels-idx1-ubyte'), new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 3]));
      await expect(mnist({ folder })).rejects.toThrow(FormatError);
      await expect(mnist({ folder })).rejects.toThrow(
        /mnist \(t10k\): expected 2 labels for as many images, got shape \[1\]/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
  const folderOr = (skip: (why: string) => void, name: string) => {
    const folder = join(shared, name);
    if (!existsSync(folder)) skip(`${folder} is not here: the reader was not tried on the original files`);
    return folder;
  };

  it('of the original mnist gives 60,000 and 10,000, and the first 10,000 are the digits in the package', async ({
    skip,
  }) => {
    const original = await mnist({ folder: folderOr(skip, 'mnist') });
    expect(original.train.images.shape).toEqual([60000, 28, 28, 1]);
    expect(original.test.images.shape).toEqual([10000, 28, 28, 1]);
    expect(counts(original.train)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    const { train, test } = await mnist();
    const [theirs, ours] = [hashes(original.train, 10000), [...hashes(train), ...hashes(test)]];
    expect(ours.sort()).toEqual(theirs.sort());
  }, 60_000);

  it('of the original fashion-mnist gives 60,000 and 10,000', async ({ skip }) => {
    const { train, test } = await fashionMnist({ folder: folderOr(skip, 'fashion-mnist') });
    expect(train.images.shape).toEqual([60000, 28, 28, 1]);
    expect(counts(train)).toEqual(new Array(10).fill(6000));
    expect(counts(test)).toEqual(new Array(10).fill(1000));
  }, 60_000);
});
