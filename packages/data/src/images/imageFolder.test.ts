import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpu } from '@striate/backend-cpu';
import { FormatError, setBackend } from '@striate/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageFolder } from './imageFolder';
import { randomCropLoader } from './randomCropLoader';
import { fixture } from './testing/fixtures';

let root = '';
const write = async (path: string, bytes: Uint8Array | string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), bytes);
};

beforeAll(async () => {
  await setBackend(cpu({ threads: 1 }));
  root = await mkdtemp(join(tmpdir(), 'striate-'));
  for (let i = 0; i < 10; i++) await write(`good/dogs/${i}.jpg`, await fixture(`turned${2 + (i % 3)}.jpg`));
  for (let i = 0; i < 5; i++) await write(`good/cats/${i}.png`, await fixture('color.png'));
  await write('good/cats/kittens/small.webp', await fixture('lossy.webp'));
  await write('good/Birds/a.JPEG', await fixture('halved.jpg'));
  await write('good/Birds/b.jpg', await fixture('halved.jpg'));
  await write('good/notes.txt', 'not an image');
  await write('good/.hidden/x.jpg', await fixture('halved.jpg'));
  const jpeg = await fixture('halved.jpg');
  await write('bad/a/half.jpg', jpeg.subarray(0, 400));
  await write('bad/a/whole.jpg', jpeg);
  await write('bad/a/empty.jpg', '');
  await write('bad/b/page.jpg', '<html>404</html>');
  await write('bad/b/old.gif', 'GIF89a........');
  await write('bad/b/noise.png', (await fixture('color.png')).fill(7, 60, 1000));
  await write('bad/b/whole.png', await fixture('color.png'));
  await write('flat/a.jpg', jpeg);
});
afterAll(() => rm(root, { recursive: true }));

describe('imageFolder', () => {
  it('takes each folder for a class, in the order of their names', async () => {
    const folder = await imageFolder(join(root, 'good'), { shuffle: false });
    expect(folder.classNames).toEqual(['Birds', 'cats', 'dogs']);
    expect(folder.length).toBe(18);
    expect(folder.files.slice(0, 8)).toEqual([
      ...['Birds/a.JPEG', 'Birds/b.jpg'],
      ...['cats/0.png', 'cats/1.png', 'cats/2.png', 'cats/3.png', 'cats/4.png', 'cats/kittens/small.webp'],
    ]);
    expect([...folder.labels]).toEqual([0, 0, 1, 1, 1, 1, 1, 1, ...new Array(10).fill(2)]);
    expect(folder.badFiles).toEqual([]);
    const examples = await folder.toArray();
    expect(examples.map(({ y }) => y)).toEqual([...folder.labels]);
    expect(examples[0].x.shape).toEqual([36, 48, 3]);
  });

  it('resizes, so that batches can be made', async () => {
    const folder = await imageFolder(join(root, 'good'), { imageSize: [8, 10], channels: 1, shuffle: false });
    const shapes: string[] = [];
    for await (const { x, y } of folder.batch(8)) shapes.push(`${x.dtype} ${x.shape} ${y.dtype}`);
    expect(shapes).toEqual(['uint8 8,8,10,1 int32', 'uint8 8,8,10,1 int32', 'uint8 2,8,10,1 int32']);
  });

  it('shuffles anew each pass, and the same for the same seed', async () => {
    const orders = async (seed: number) => {
      const folder = await imageFolder(join(root, 'good'), { imageSize: [2, 2], seed });
      const pass = async () => (await folder.toArray()).map(({ y }) => y).join('');
      return [await pass(), await pass()];
    };
    const [first, second] = await orders(1);
    expect(second).not.toBe(first);
    expect(await orders(1)).toEqual([first, second]);
    expect(await orders(2)).not.toEqual([first, second]);
  });

  it('keeps a share of every class for validation', async () => {
    const options = { validationSplit: 0.4, seed: 3, shuffle: false } as const;
    const [training, validation] = await imageFolder(join(root, 'good'), { ...options, subset: 'both' });
    const counts = (labels: Int32Array) => [0, 1, 2].map((label) => labels.filter((l) => l === label).length);
    expect(counts(training.labels)).toEqual([1, 4, 6]);
    expect(counts(validation.labels)).toEqual([1, 2, 4]);
    expect(new Set([...training.files, ...validation.files]).size).toBe(18);
    expect(validation.classNames).toEqual(training.classNames);
    // Asked for apart, they are the same.
    expect((await imageFolder(join(root, 'good'), { ...options, subset: 'training' })).files).toEqual(training.files);
    expect((await imageFolder(join(root, 'good'), { ...options, subset: 'validation' })).files).toEqual(
      validation.files,
    );
    const other = await imageFolder(join(root, 'good'), { ...options, seed: 4, subset: 'validation' });
    expect(other.files).not.toEqual(validation.files);
  });

  it('takes classes in a given order, and only those', async () => {
    const folder = await imageFolder(pathToFileURL(join(root, 'good')), { classNames: ['dogs', 'Birds'] });
    expect(folder.classNames).toEqual(['dogs', 'Birds']);
    expect(folder.length).toBe(12);
    const pngs = await imageFolder(join(root, 'good'), { extensions: ['.png'] });
    expect(pngs.classNames).toEqual(['cats']);
    await expect(imageFolder(join(root, 'good'), { classNames: ['dogs', 'horses'] })).rejects.toThrow(
      'there are no images in horses; there are in Birds, cats, dogs',
    );
  });

  it('names the files that cannot be read', async () => {
    const reading = imageFolder(join(root, 'bad'));
    await expect(reading).rejects.toThrow(FormatError);
    await expect(reading).rejects.toThrow(
      "4 of 7 files cannot be read; badFiles: 'skip' leaves them out:\n" +
        '  a/empty.jpg is empty; what can be read is PNG, JPEG and WebP\n' +
        '  a/half.jpg: the JPEG is cut off: its 400 bytes end before the picture does\n' +
        '  b/old.gif is a GIF; what can be read is PNG, JPEG and WebP\n' +
        '  b/page.jpg is a page of HTML; what can be read is PNG, JPEG and WebP',
    );
  });

  it('leaves them out, and lists them', async () => {
    const folder = await imageFolder(join(root, 'bad'), { badFiles: 'skip', shuffle: false });
    expect(folder.badFiles.map(({ path }) => path)).toEqual(['a/empty.jpg', 'a/half.jpg', 'b/old.gif', 'b/page.jpg']);
    expect(folder.files).toEqual(['a/whole.jpg', 'b/noise.png', 'b/whole.png']);
    // A header tells nothing of what lies behind it.
    await expect(folder.toArray()).rejects.toThrow('noise.png: the PNG is damaged');
    const checked = await imageFolder(join(root, 'bad'), { badFiles: 'skip', check: 'decode' });
    expect(checked.files).toEqual(['a/whole.jpg', 'b/whole.png']);
    expect((await checked.toArray()).length).toBe(2);
  });

  it('loads as it is told to, the same crop in whatever order', async () => {
    const load = randomCropLoader({ imageSize: [6, 6], seed: 1 });
    const images = async (shuffle: boolean) => {
      const folder = await imageFolder(join(root, 'good'), { load, shuffle, seed: 5 });
      return (await folder.toArray()).map(({ x }) => String(x.data)).sort();
    };
    expect(await images(true)).toEqual(await images(false));
  });

  it('says what is wrong with a folder or an option', async () => {
    await expect(imageFolder(join(root, 'nowhere'))).rejects.toThrow('there is no such folder');
    await expect(imageFolder(join(root, 'flat'))).rejects.toThrow('which would be a class, only 1 outside of folders');
    const good = join(root, 'good');
    await expect(imageFolder(good, { subset: 'training' })).rejects.toThrow(
      "subset 'training' takes a validationSplit",
    );
    await expect(imageFolder(good, { validationSplit: 0.2 })).rejects.toThrow('not undefined');
    const misspelt = { imagesize: [8, 8] } as object;
    await expect(imageFolder(good, misspelt)).rejects.toThrow(
      "option 'imagesize' is not known; did you mean 'imageSize'?",
    );
    await expect(imageFolder(good, { validationSplit: 2, subset: 'both' })).rejects.toThrow('below 1, not 2');
  });
});
