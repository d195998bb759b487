import { cpu } from '@striate/backend-cpu';
import { centerCrop, randomFlip } from '@striate/layers';
import { memory, setBackend, tensor } from '@striate/tensor';
import { beforeAll, expect, it } from 'vitest';
import { augmentationGrid } from './augmentationGrid';

beforeAll(() => setBackend(cpu()));

const pair = () => tensor([0, 10, 20, 30], [2, 1, 2, 1]);

it('has a row an image: the original, a wider gap, its variants', async () => {
  const picture = augmentationGrid(pair(), randomFlip({ mode: 'horizontal' }), { copies: 2, gap: 1, seed: 1 });
  expect(picture.dtype).toBe('uint8');
  expect(picture.shape).toEqual([1 + 2 * 2, 1 + 2 + 2 + 2 * 3, 1]);
  const rows = (await picture.array()) as number[][][];
  const line = rows[1].flat();
  expect(line.slice(0, 5)).toEqual([255, 0, 10, 255, 255]);
  expect([line.slice(5, 8), line.slice(8, 11)].every((v) => ['0,10,255', '10,0,255'].includes(v.join()))).toBe(true);
  expect(rows[3].flat().slice(1, 3)).toEqual([20, 30]);
  for (const row of [0, 2, 4]) expect(new Set(rows[row].flat())).toEqual(new Set([255]));
});

it('is the same for a seed, and takes images from 0 to 1 and layers that crop', async () => {
  const make = (seed: number) => augmentationGrid(pair(), [randomFlip()], { seed }).data();
  expect(await make(1)).toEqual(await make(1));
  const seen = new Set<string>();
  for (let seed = 0; seed < 5; seed++) seen.add((await make(seed)).join());
  expect(seen.size).toBeGreaterThan(1);
  const unit = augmentationGrid(tensor([0, 0.5, 1, 2], [1, 2, 2, 1]), [], { copies: 0, gap: 0, valueRange: [0, 1] });
  expect([...(await unit.data())]).toEqual([0, 128, 255, 255]);
  const cropped = augmentationGrid(tensor(new Float32Array(27), [1, 3, 3, 3]), centerCrop({ height: 1, width: 1 }), {
    copies: 1,
    gap: 0,
  });
  expect(cropped.shape).toEqual([3, 6, 3]);
});

it('puts several images into a row', () => {
  const three = tensor(new Float32Array(3 * 4), [3, 2, 2, 1]);
  const before = memory().tensors;
  const picture = augmentationGrid(three, randomFlip(), { copies: 1, columns: 2, gap: 1, seed: 1 });
  expect(picture.shape).toEqual([1 + 2 * 3, 1 + 2 * (4 + 3), 1]);
  expect(memory().tensors).toBe(before + 1);
});

it('says what it takes', () => {
  expect(() => augmentationGrid(tensor([1, 2]), randomFlip())).toThrow(
    /images \[n, height, width, 1 or 3\], got \[2\]/,
  );
  expect(() => augmentationGrid(pair(), randomFlip(), { columns: 0 })).toThrow(
    /columns must be a whole number >= 1, got 0/,
  );
});
