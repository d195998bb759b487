import { cpu } from '@striate/backend-cpu';
import { embedding } from '@striate/layers';
import { ShapeError, setBackend, tensor, ValueError } from '@striate/tensor';
import { beforeAll, expect, it } from 'vitest';
import { embeddingMatrix } from './embeddingMatrix';

beforeAll(() => setBackend(cpu()));

const vectors = new Map([
  ['good', Float32Array.of(1, 2)],
  ['film', Float32Array.of(3, 4)],
]);

it('has a row for each index: padding is zero, what is missing random', async () => {
  const rows = (await embeddingMatrix(['', '[UNK]', 'film', 'zzz', 'good'], vectors, {
    seed: 1,
  }).array()) as number[][];
  expect([rows[0], rows[2], rows[4]]).toEqual([
    [0, 0],
    [3, 4],
    [1, 2],
  ]);
  for (const value of [...rows[1], ...rows[3]]) expect(Math.abs(value)).toBeLessThanOrEqual(0.25);
  expect(new Set([...rows[1], ...rows[3]]).size).toBe(4);
});

it('gives a row the same numbers, whatever the others have', async () => {
  const wide = new Map([['the', new Float32Array(300)]]);
  const vocabulary = ['', '[UNK]', 'a', 'the'];
  const first = await embeddingMatrix(vocabulary, wide, { seed: 3 }).data();
  const second = await embeddingMatrix(vocabulary, new Map([...wide, ['a', new Float32Array(300)]]), {
    seed: 3,
  }).data();
  expect(second.subarray(300, 600)).toEqual(first.subarray(300, 600));
  expect(await embeddingMatrix(vocabulary, wide, { seed: 4 }).data()).not.toEqual(first);
  // Even from -0.25 to 0.25: the variance is a twelfth of the square of a half.
  const variance = Array.from(first.subarray(300, 900)).reduce((sum, value) => sum + value * value, 0) / 600;
  expect(variance).toBeCloseTo(0.25 / 12, 2);
});

it("takes a tokenizer's indices, and zeros for what is missing", async () => {
  const wordIndex = new Map([
    ['film', 1],
    ['zzz', 2],
  ]);
  expect(await embeddingMatrix(wordIndex, vectors, { missing: 0 }).array()).toEqual([
    [0, 0],
    [3, 4],
    [0, 0],
  ]);
});

it('begins an embedding', async () => {
  const matrix = embeddingMatrix(['', 'good', 'film'], vectors);
  const layer = embedding({ inputDim: 3, outputDim: 2, embeddingsInitializer: () => matrix });
  expect(await layer(tensor([[2, 0]], 'int32')).array()).toEqual([
    [
      [3, 4],
      [0, 0],
    ],
  ]);
  expect(matrix.disposed).toBe(false);
});

it('refuses what makes no matrix', () => {
  expect(() => embeddingMatrix(['a'], new Map())).toThrow(ValueError);
  expect(() => embeddingMatrix(['a'], new Map())).toThrow('there is no vector at all');
  expect(() =>
    embeddingMatrix(
      ['a', 'b'],
      new Map([
        ['a', [1]],
        ['b', [1, 2]],
      ]),
    ),
  ).toThrow(ShapeError);
  expect(() => embeddingMatrix(new Map([['good', -1]]), vectors)).toThrow("the index of 'good' is -1");
  expect(() => embeddingMatrix(['a'], vectors, { missing: -1 })).toThrow('missing -1');
});
