import { ValueError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { kFold } from './kFold';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const tests = (...args: Parameters<typeof kFold<number>>) => Array.from(kFold(...args), ({ test }) => [...test]);

describe('kFold', () => {
  it("cuts in order, the first folds one larger: the example of scikit-learn's documentation", () => {
    expect(tests(4, { k: 2 })).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(tests(11, { k: 3 })).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10],
    ]);
    expect([...kFold(5, { k: 2 })][1]).toEqual({ train: Int32Array.of(0, 1, 2), test: Int32Array.of(3, 4) });
    expect(tests(10)).toHaveLength(5);
  });

  it('mixes with a seed; every example is tested once', () => {
    const folds = tests(103, { k: 10, seed: 1 });
    expect(folds.map(({ length }) => length)).toEqual([11, 11, 11, 10, 10, 10, 10, 10, 10, 10]);
    expect(folds.flat().sort((a, b) => a - b)).toEqual(upTo(103));
    expect(folds).toEqual(tests(103, { k: 10, seed: 1 }));
    expect(folds).not.toEqual(tests(103, { k: 10, seed: 2 }));
    for (const { train, test } of kFold(103, { k: 10, seed: 1 })) {
      expect([...train, ...test].sort((a, b) => a - b)).toEqual(upTo(103));
    }
  });

  it("stratifies as scikit-learn's StratifiedKFold does", () => {
    // Its documentation's example, and one whose folds were worked out from its allocation rule by hand.
    expect(tests(4, { k: 2, stratified: [0, 0, 1, 1] })).toEqual([
      [0, 2],
      [1, 3],
    ]);
    const labels = ['b', 'a', 'b', 'a', 'b', 'b', 'a'];
    expect(tests(7, { k: 3, stratified: labels })).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('keeps the part of each class', () => {
    const y = Int32Array.from(upTo(1000), (i) => (i < 100 ? 1 : 0));
    for (const { train, test } of kFold({ x: upTo(1000), y }, { k: 10, stratified: true, seed: 5 })) {
      expect([test.y.reduce((a, b) => a + b), train.y.reduce((a, b) => a + b)]).toEqual([10, 90]);
      expect([test.x.length, train.x.length]).toEqual([100, 900]);
    }
  });

  it('refuses what cannot be', () => {
    expect(() => kFold(10, { k: 1 })).toThrow(ValueError);
    expect(() => kFold(3)).toThrow('k 5 is not a whole number from 2 to 3, the number of examples');
    expect(() => kFold(6, { k: 3, stratified: [0, 0, 0, 0, 1, 1] })).toThrow(
      'from 2 to 2, the number of examples of the smallest class',
    );
    // @ts-expect-error the types know the names
    expect(() => kFold(6, { stratify: true })).toThrow("did you mean 'stratified'?");
    expect(() => kFold(6, { seed: 1, shuffle: false })).toThrow('seed 1 does nothing');
    expect(() => kFold(6, { stratified: true })).toThrow('stratifying needs one label');
  });
});
