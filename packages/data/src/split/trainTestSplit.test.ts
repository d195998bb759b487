import { cpu } from '@striate/backend-cpu';
import { Generator, ShapeError, seed, setBackend, type Tensor, tensor, ValueError } from '@striate/tensor';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import type { NdArray } from '../ndArray';
import { shareOut } from './shareOut';
import { stratifiedSplit } from './stratifiedSplit';
import { takeRows } from './takeRows';
import { trainTestSplit } from './trainTestSplit';

beforeAll(() => setBackend(cpu()));

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const sorted = (values: ArrayLike<number>) => Array.from(values).sort((a, b) => a - b);
const countOf = (labels: ArrayLike<number>, label: number) => Array.from(labels).filter((l) => l === label).length;

describe('trainTestSplit', () => {
  it.each([
    [10, {}, 7, 3],
    [10, { testSize: 0.3 }, 7, 3],
    [10, { testSize: 0.31 }, 6, 4],
    [10, { trainSize: 0.39 }, 3, 7],
    [10, { testSize: 2 }, 8, 2],
    [10, { trainSize: 4, testSize: 0.2 }, 4, 2],
  ])('%i with %j, as scikit-learn rounds', (n, options, train, test) => {
    const split = trainTestSplit(n, { ...options, seed: 1 });
    expect([split.train.length, split.test.length]).toEqual([train, test]);
    expect(new Set([...split.train, ...split.test]).size).toBe(train + test);
  });

  it('follows from its seed, or from that of the shared generator', () => {
    expect(trainTestSplit(50, { seed: 4 })).toEqual(trainTestSplit(50, { seed: 4 }));
    expect(trainTestSplit(50, { seed: 5 })).not.toEqual(trainTestSplit(50, { seed: 4 }));
    seed(9);
    const first = trainTestSplit(50);
    expect(trainTestSplit(50)).not.toEqual(first);
    seed(9);
    expect(trainTestSplit(50)).toEqual(first);
  });

  it('keeps the order on request', () => {
    expect(trainTestSplit(5, { shuffle: false, testSize: 2 })).toEqual({
      train: Int32Array.of(0, 1, 2),
      test: Int32Array.of(3, 4),
    });
  });

  it('splits arrays of every kind together, and tells their types', async () => {
    interface Arrays {
      text: string[];
      image: NdArray<Uint8Array>;
      row: Tensor;
      y: Float32Array;
    }
    const arrays: Arrays = {
      text: upTo(8).map(String),
      image: { data: new Uint8Array(16).map((_, i) => i >> 1), shape: [8, 2] },
      row: tensor(upTo(8).map((i) => [i, i])),
      y: Float32Array.from(upTo(8)),
    };
    const { train, test } = trainTestSplit(arrays, { seed: 2, testSize: 3 });
    expectTypeOf(train).toEqualTypeOf(arrays);
    expect([...train.y]).toEqual(train.text.map(Number));
    expect([...train.image.data]).toEqual([...train.y].flatMap((i) => [i, i]));
    expect([train.image.shape, test.row.shape, test.y.constructor]).toEqual([[5, 2], [3, 2], Float32Array]);
    expect([...(await test.row.data())]).toEqual([...test.y].flatMap((i) => [i, i]));
    expect(sorted([...train.y, ...test.y])).toEqual(upTo(8));
  });

  it('keeps the part of each class', () => {
    const y = Int32Array.from(upTo(100), (i) => (i < 90 ? 0 : 1));
    for (const stratify of [true, upTo(100).map((i) => (i < 90 ? 'rare' : 'common'))]) {
      const { train, test } = trainTestSplit({ y, i: upTo(100) }, { stratify, seed: 3, testSize: 0.2 });
      expect([countOf(train.y, 1), countOf(test.y, 1), train.y.length]).toEqual([8, 2, 80]);
      expect(sorted([...train.i, ...test.i])).toEqual(upTo(100));
      expect(train.i).not.toEqual(sorted(train.i)); // mixed, not class after class
    }
    const { test } = trainTestSplit(100, { stratify: y, testSize: 10, seed: 1 });
    expect(Array.from(test, (i) => y[i]).filter((label) => label === 1)).toEqual([1]);
  });

  it('says what cannot be', () => {
    expect(() => trainTestSplit(10, { testSize: 1.5 })).toThrow(ValueError);
    expect(() => trainTestSplit(10, { testSize: 1.5 })).toThrow('testSize 1.5 is neither between 0 and 1 nor');
    expect(() => trainTestSplit(10, { testSize: 10 })).toThrow(
      '10 examples do not split into 0 to train and 10 to test',
    );
    expect(() => trainTestSplit(10, { testSize: 6, trainSize: 5 })).toThrow('into 5 to train and 6 to test');
    expect(() => trainTestSplit(-1)).toThrow('-1 is not a number of examples');
    expect(() => trainTestSplit({ x: [1, 2], y: [1] })).toThrow(ShapeError);
    expect(() => trainTestSplit({ x: [1, 2], y: [1] })).toThrow('x has 2 examples but y has 1');
    expect(() => trainTestSplit('text')).toThrow('the array is no list of examples');
    expect(() => trainTestSplit({ x: [1, 2, 3] }, { stratify: true })).toThrow('an array y of class numbers');
    expect(() =>
      trainTestSplit(
        {
          y: [
            [1, 0],
            [0, 1],
          ],
        },
        { stratify: true },
      ),
    ).toThrow('one label an example');
    expect(() => trainTestSplit({ y: [0, 0, 1] }, { stratify: true })).toThrow('a class has 1 example only');
    expect(() => trainTestSplit(9, { stratify: [0, 0, 0, 1, 1, 1, 2, 2, 2], testSize: 2 })).toThrow(
      'a part of 2 examples is too small for the 3 classes',
    );
    expect(() => trainTestSplit(9, { stratify: [0, 1] })).toThrow('9 examples, but 2 labels');
    expect(() => trainTestSplit(4, { stratify: [0, 1, 0, 1], shuffle: false })).toThrow(
      'does not go with shuffle: false',
    );
  });
});

describe('stratifiedSplit', () => {
  it('makes as many parts as fractions', () => {
    const y = upTo(1000).map((i) => (i % 10 === 0 ? 1 : 0));
    const parts = stratifiedSplit({ x: upTo(1000), y }, { fractions: [0.8, 0.1, 0.1], seed: 1 });
    expect(parts.map((part) => [part.y.length, countOf(part.y, 1)])).toEqual([
      [800, 80],
      [100, 10],
      [100, 10],
    ]);
    expect(sorted(parts.flatMap(({ x }) => x))).toEqual(upTo(1000));
    const [train, test] = stratifiedSplit(1000, { testSize: 0.2, labels: y, seed: 1 });
    expect([train.length, test.length]).toEqual([800, 200]);
    expect(stratifiedSplit({ y }, { testSize: 0.2, seed: 1 }).map((part) => countOf(part.y, 1))).toEqual([80, 20]);
  });

  it('refuses fractions that are none', () => {
    const y = [0, 0, 1, 1];
    expect(() => stratifiedSplit({ y }, { fractions: [0.5, 0.4] })).toThrow('with sum 1, got [0.5, 0.4]');
    expect(() => stratifiedSplit({ y }, { fractions: [0.5, 0.5], testSize: 0.5 })).toThrow('not both');
    expect(() => stratifiedSplit({ y }, { testSize: 1 })).toThrow(ValueError);
    expect(() => stratifiedSplit(4)).toThrow('stratifying needs one label');
  });
});

describe('shareOut', () => {
  it('goes by the largest remainder, by lot among equal ones', () => {
    expect(shareOut([42, 10], 8, new Generator(1))).toEqual([6, 2]);
    expect(shareOut([40, 10], 5, new Generator(1))).toEqual([4, 1]);
    const lots = upTo(40).map((i) => shareOut([1, 1, 1, 1], 2, new Generator(i)).join(''));
    expect(new Set(lots).size).toBe(6);
    expect(shareOut([0, 0], 0, new Generator(1))).toEqual([0, 0]);
  });
});

describe('takeRows', () => {
  it('copies', () => {
    const y = Int32Array.of(5, 6, 7);
    const taken = takeRows(y, [2, 0, 2]);
    expect(taken).toEqual(Int32Array.of(7, 5, 7));
    taken[0] = 0;
    expect(y[2]).toBe(7);
    expect(() => takeRows(y, [3])).toThrow('3 is not the index of one of 3 examples');
    expect(() => takeRows(y, [0.5])).toThrow(ShapeError);
  });
});
