import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from '@striate/backend-cpu';
import { setBackend } from '@striate/tensor';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePng } from '../images/encodePng';
import { ImageDataGenerator } from './ImageDataGenerator';

let folder = '';

beforeAll(async () => {
  await setBackend(cpu());
  folder = await mkdtemp(join(tmpdir(), 'striate-flow-'));
  for (const [label, name] of ['cats', 'dogs'].entries()) {
    await mkdir(join(folder, name));
    for (let i = 0; i < 5; i++) {
      const data = new Uint8Array(8 * 6 * 3).fill(label * 100 + i);
      await writeFile(join(folder, name, `${i}.png`), await encodePng({ data, shape: [8, 6, 3] }));
    }
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives batches of resized images with one-hot labels, and says what the folder holds', async () => {
  const generator = new ImageDataGenerator({ rescale: 1 / 255, horizontalFlip: true });
  const flow = await generator.flowFromDirectory(folder, { targetSize: [4, 5], batchSize: 4, seed: 1 });
  expect(flow.classIndices).toEqual({ cats: 0, dogs: 1 });
  expect(flow.filenames).toHaveLength(10);
  const shapes: string[] = [];
  for await (const { x, y } of flow) {
    shapes.push(`${x.shape}, ${y.shape}`);
    const [pixels, labels] = [await x.data(), await y.data()];
    for (let i = 0; i < x.shape[0]; i++) {
      const byte = Math.round(pixels[i * 60] * 255);
      expect([...labels.slice(i * 2, i * 2 + 2)]).toEqual(byte >= 100 ? [0, 1] : [1, 0]);
    }
  }
  expect(shapes).toEqual(['4,4,5,3, 4,2', '4,4,5,3, 4,2', '2,4,5,3, 2,2']);
});

it('splits, has labels of each kind, and says what is wrong', async () => {
  const generator = new ImageDataGenerator({ validationSplit: 0.2 });
  const read = async (options: Parameters<typeof generator.flowFromDirectory>[1]) => {
    const [batch] = await (await generator.flowFromDirectory(folder, { targetSize: [2, 2], ...options })).toArray();
    return batch;
  };
  expect((await read({ subset: 'validation' })).x.shape).toEqual([2, 2, 2, 3]);
  expect((await read({ subset: 'training', colorMode: 'grayscale' })).x.shape).toEqual([8, 2, 2, 1]);
  expect((await read({ classMode: 'sparse' })).y.dtype).toBe('int32');
  expect((await read({ classMode: 'binary' })).y.shape).toEqual([10]);
  const same = await read({ classMode: 'input' });
  expect(await same.y.data()).toEqual(await same.x.data());
  await expect(read({ classMode: 'binary', classes: ['cats'] })).rejects.toThrow(/two classes, the folder has 1: cats/);
  await expect(read({ colorMode: 'cmyk' as 'rgb' })).rejects.toThrow(/colorMode 'cmyk' is not known/);
  await expect(read({ subset: 'validation', classes: ['cows'] })).rejects.toThrow(/cows/);
});
