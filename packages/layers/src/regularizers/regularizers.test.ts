import { grad, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { isDescribed } from '../config/described';
import { useCpu, values } from '../testing';
import { l1, l1l2, l2, orthogonalRegularizer, type Regularizer, resolveRegularizer } from './regularizers';

useCpu();

const w = () =>
  tensor([
    [1, -2],
    [3, 4],
  ]);
const of = async (regularizer: Regularizer) => (await values(regularizer(w())))[0];

describe('regularizers', () => {
  it('are the sums that Keras has', async () => {
    expect(await of(l1())).toBeCloseTo(0.1, 6);
    expect(await of(l1(0.5))).toBeCloseTo(5, 6);
    expect(await of(l2({ l2: 0.1 }))).toBeCloseTo(3, 6);
    expect(await of(l1l2({ l1: 0.1, l2: 0.1 }))).toBeCloseTo(4, 6);
    expect(await of(l1l2({ l2: 0.1 }))).toBeCloseTo(3, 6);
    expect(await of(resolveRegularizer('l1l2'))).toBeCloseTo(0.4, 6);
    // The one pair of rows: |3 - 8| / (sqrt(5) * 5); of columns: |-2 + 12| / (sqrt(10) * sqrt(20)).
    expect(await of(orthogonalRegularizer())).toBeCloseTo((0.01 * 5) / (Math.sqrt(5) * 5), 6);
    expect(await of(orthogonalRegularizer({ factor: 1, mode: 'columns' }))).toBeCloseTo(10 / Math.sqrt(200), 6);
  });

  it('have gradients', async () => {
    expect(await values(grad(l1(0.5))(w()))).toEqual([0.5, -0.5, 0.5, 0.5]);
    expect(await values(grad(l2(0.5))(w()))).toEqual([1, -2, 3, 4]);
  });

  it('say how they were made', () => {
    const made = (regularizer: Regularizer) =>
      isDescribed(regularizer) ? [regularizer.className, regularizer.config] : undefined;
    expect(made(l1(0.5))).toEqual(['L1', { l1: 0.5 }]);
    expect(made(resolveRegularizer('l2'))).toEqual(['L2', { l2: 0.01 }]);
    expect(made(l1l2({ l1: 1 }))).toEqual(['L1L2', { l1: 1, l2: 0 }]);
    expect(made(orthogonalRegularizer())).toEqual(['OrthogonalRegularizer', { factor: 0.01, mode: 'rows' }]);
  });

  it('refuse what is none', () => {
    expect(() => l2(-1)).toThrow('l2: l2 must be a number >= 0, got -1');
    expect(() => orthogonalRegularizer()(tensor([1]))).toThrow('orthogonalRegularizer: takes a matrix, got [1]');
    // @ts-expect-error: a typo.
    expect(() => resolveRegularizer('l22')).toThrow("regularizer 'l22' is not known; did you mean");
  });
});
