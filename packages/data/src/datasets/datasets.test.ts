import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { FormatError, StriateError } from '@striate/tensor';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serve, testServer } from '../download/testServer';
import { cifar10, cifar10Card } from './cifar10';
import type { DatasetCard } from './DatasetCard';
import { fashionMnist, fashionMnistCard } from './fashionMnist';
import { idxImages } from './idxImages';
import { mnist, mnistCard } from './mnist';
import { movieReviews, movieReviewsCard } from './movieReviews';

let temporary = '';
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'striate-data-'));
});
afterEach(() => rm(temporary, { recursive: true }));

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const sharedOr = (skip: (why: string) => void, name: string) => {
  const folder = join(shared, name);
  if (!existsSync(folder)) skip(`${folder} is not here: nothing was tried on the original files`);
  return folder;
};

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const images = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 9, 8]);
const labels = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 3, 4]);

/** MNIST with two tiny images, at some address. */
function tinyCard(url = 'http://127.0.0.1:9'): DatasetCard {
  const files = mnistCard.files.map(({ name }) => {
    const content = name.includes('images') ? images : labels;
    const packed = gzipSync(content);
    return { name, urls: [`${url}/${name}`], bytes: packed.length, sha256: hash(packed), contentSha256: hash(content) };
  });
  return { ...mnistCard, name: 'tiny', files };
}
const quiet = { retries: 0, onProgress: () => {} };

describe('the cards', () => {
  it.each([mnistCard, fashionMnistCard, cifar10Card, movieReviewsCard])('say all there is to say: $name', (card) => {
    for (const text of [card.title, card.licence, card.citation]) expect(text.length).toBeGreaterThan(2);
    expect(card.source).toMatch(/^https?:/);
    for (const { sha256, bytes, urls, name } of card.files) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(bytes).toBeGreaterThan(1000);
      for (const url of urls) expect(new URL(url).pathname.endsWith(`/${name}`)).toBe(true);
    }
  });
});

describe('a data set in the cache', () => {
  it('is downloaded once, and found there later', async () => {
    await using server = await testServer((request, response) => {
      serve(gzipSync(request.url?.includes('images') ? images : labels))(request, response);
    });
    const card = tinyCard(new URL(server.url).origin);
    const options = { ...quiet, cacheDir: temporary };
    expect((await idxImages(card, options)).train.images).toEqual({
      data: new Uint8Array([9, 8]),
      shape: [2, 1, 1, 1],
    });
    expect([...(await idxImages(card, { ...options, download: false })).test.labels]).toEqual([3, 4]);
    expect(server.requests).toHaveLength(4);
    expect((await readdir(join(temporary, 'tiny'))).sort()).toEqual(card.files.map(({ name }) => name).sort());
  });

  it('may be packed anew or not at all, but must be the same', async () => {
    const card = tinyCard();
    const folder = join(temporary, 'tiny');
    await mkdir(folder);
    for (const { name } of card.files) {
      const content = name.includes('images') ? images : labels;
      if (name.startsWith('train')) await writeFile(join(folder, name.replace('.gz', '')), content);
      else await writeFile(join(folder, name), gzipSync(content, { level: 1 }));
    }
    const options = { ...quiet, cacheDir: temporary, download: false };
    expect((await idxImages(card, options)).test.length).toBe(2);
    await writeFile(join(folder, 't10k-labels-idx1-ubyte.gz'), gzipSync(labels.map((byte) => byte ^ 1)));
    await expect(idxImages(card, options)).rejects.toThrow(
      /t10k-labels-idx1-ubyte.gz has sha256 [0-9a-f]{64}, expected/,
    );
    await writeFile(join(folder, 't10k-labels-idx1-ubyte.gz'), gzipSync(labels).subarray(0, 20));
    await expect(idxImages(card, options)).rejects.toThrow(/t10k-labels-idx1-ubyte.gz: .* do not unpack/);
  });

  it('is looked for in the places where systems install it', async () => {
    const card = tinyCard();
    for (const { name } of card.files) {
      await writeFile(join(temporary, name), gzipSync(name.includes('images') ? images : labels));
    }
    const found = await idxImages(card, { ...quiet, cacheDir: join(temporary, 'none'), download: false }, [temporary]);
    expect(found.train.length).toBe(2);
  });

  it('says, without a network, which files to put where', async () => {
    const error = await idxImages(tinyCard(), { ...quiet, cacheDir: temporary }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StriateError);
    const { message } = error as StriateError;
    expect(message).toContain("'tiny/train-images-idx3-ubyte.gz' could not be downloaded");
    expect(message).toContain(`can be put into ${temporary}/tiny, or any folder given as { folder }:`);
    for (const { name } of mnistCard.files) expect(message).toContain(`  ${name} (`);
    await expect(mnist({ full: true, download: false, cacheDir: temporary })).rejects.toThrow(/download is false/);
  });
});

/** A file of CIFAR-10 with one image of one class. */
const cifarFile = (label: number) => new Uint8Array(3073).fill(label);
const cifarNames = ['data_batch_1', 'data_batch_2', 'data_batch_3', 'data_batch_4', 'data_batch_5', 'test_batch'];

describe('cifar10', () => {
  it('is read from the archive, or from what is in it', async () => {
    const entries = cifarNames.map((name, i) => ({
      header: { name: `cifar-10-batches-bin/${name}.bin`, size: 3073 },
      body: cifarFile(i),
    }));
    await writeFile(join(temporary, 'cifar-10-binary.tar.gz'), gzipSync(await packTar(entries.reverse())));
    const packed = await cifar10({ folder: temporary });
    await mkdir(join(temporary, 'in/cifar-10-batches-bin'), { recursive: true });
    for (const [i, name] of cifarNames.entries()) {
      await writeFile(join(temporary, `in/cifar-10-batches-bin/${name}.bin`), cifarFile(i));
    }
    const unpacked = await cifar10({ folder: join(temporary, 'in') });
    for (const { train, test, classNames } of [packed, unpacked]) {
      expect(train.images.shape).toEqual([5, 32, 32, 3]);
      expect([...train.labels, ...test.labels]).toEqual([0, 1, 2, 3, 4, 5]);
      expect(train.images.data[4 * 3072]).toBe(4);
      expect(classNames[train.labels[3]]).toBe('cat');
    }
  });

  it('names the file that is missing', async () => {
    await writeFile(join(temporary, 'data_batch_1.bin'), cifarFile(1));
    await expect(cifar10({ folder: temporary })).rejects.toThrow(
      /there is data_batch_1.bin in .*, but no data_batch_2.bin/,
    );
    const file = { header: { name: 'cifar-10-batches-bin/test_batch.bin', size: 3073 }, body: cifarFile(1) };
    await mkdir(join(temporary, 'in'));
    await writeFile(join(temporary, 'in/cifar-10-binary.tar.gz'), gzipSync(await packTar([file])));
    await expect(cifar10({ folder: join(temporary, 'in') })).rejects.toThrow(FormatError);
    await expect(cifar10({ folder: join(temporary, 'in') })).rejects.toThrow(
      /holds no cifar-10-batches-bin\/data_batch_1.bin/,
    );
  });

  it('reads original files', async ({ skip }) => {
    const folder = sharedOr(skip, 'cifar10');
    for (const name of cifarNames) {
      const original = name === 'test_batch' ? 'test_batch_first1000' : 'data_batch_1';
      await symlink(join(folder, `${original}.bin.gz`), join(temporary, `${name}.bin.gz`));
    }
    const { train, test, classNames } = await cifar10({ folder: temporary });
    expect([train.length, test.length]).toEqual([50000, 1000]);
    expect([classNames[train.labels[0]], classNames[test.labels[0]]]).toEqual(['frog', 'cat']);
  }, 60_000);
});

describe('movieReviews', () => {
  const files = {
    'rt-polarity.neg': new Uint8Array([...Buffer.from('so bad .\ncaf\xe9 \x85 no .\n', 'latin1')]),
    'rt-polarity.pos': new Uint8Array([...Buffer.from('good \n', 'latin1')]),
  };

  it('is read from the archive, or from what is in it', async () => {
    const entries = Object.entries(files).map(([name, body]) => ({
      header: { name: `rt-polaritydata/${name}`, size: body.length },
      body,
    }));
    await writeFile(join(temporary, 'rt-polaritydata.tar.gz'), gzipSync(await packTar(entries)));
    const packed = await movieReviews({ folder: temporary });
    expect(packed.texts).toEqual(['so bad .', 'café … no .', 'good']);
    expect([[...packed.labels], packed.length]).toEqual([[0, 0, 1], 3]);
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(temporary, name), bytes);
    expect(await movieReviews({ folder: temporary })).toEqual(packed);
  });

  it('reads the original files', async ({ skip }) => {
    const folder = sharedOr(skip, 'movie-reviews');
    const { texts, labels, classNames } = await movieReviews({ folder });
    expect([texts.length, labels.filter((label) => label === 1).length]).toEqual([10662, 5331]);
    expect(texts[0]).toBe('simplistic , silly and tedious .');
    expect(classNames[labels[10661]]).toBe('positive');
  });
});

it('the original files of mnist and fashion-mnist have the checksums on the cards, from the cache', async ({
  skip,
}) => {
  const full = { full: true };
  for (const [card, load] of [
    [mnistCard, mnist],
    [fashionMnistCard, fashionMnist],
  ] as const) {
    const folder = sharedOr(skip, card.name);
    await mkdir(join(temporary, card.name));
    for (const { name } of card.files) await copyFile(join(folder, name), join(temporary, card.name, name));
    const { train, test } = await load({ ...full, cacheDir: temporary, download: false });
    expect([train.images.shape, test.images.shape]).toEqual([card.shapes['train.images'], card.shapes['test.images']]);
  }
}, 120_000);
