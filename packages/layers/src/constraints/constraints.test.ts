import { tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { isDescribed } from '../config/described';
import { useCpu, values } from '../testing';
import { type Constraint, maxNorm, minMaxNorm, nonNeg, resolveConstraint, unitNorm } from './constraints';

useCpu();

/** Columns of the norms 5 and 0.5. */
const w = () =>
  tensor([
    [3, 0.3],
    [-4, 0.4],
  ]);
const of = (constraint: Constraint) => values(constraint(w()));
const close = (numbers: number[]) => numbers.map((n) => expect.closeTo(n, 5));

describe('constraints', () => {
  it('bring norms, or values, into their range', async () => {
    expect(await of(maxNorm())).toEqual(close([1.2, 0.3, -1.6, 0.4]));
    expect(await of(maxNorm(1))).toEqual(close([0.6, 0.3, -0.8, 0.4]));
    expect(await of(unitNorm())).toEqual(close([0.6, 0.6, -0.8, 0.8]));
    expect(await of(unitNorm({ axis: [0, 1] }))).toEqual(close([3, 0.3, -4, 0.4].map((v) => v / Math.sqrt(25.25))));
    expect(await of(minMaxNorm({ minValue: 1, maxValue: 2 }))).toEqual(close([1.2, 0.6, -1.6, 0.8]));
    expect(await of(minMaxNorm({ minValue: 1, maxValue: 2, rate: 0.5 }))).toEqual(close([2.1, 0.45, -2.8, 0.6]));
    expect(await of(nonNeg())).toEqual(close([3, 0.3, 0, 0.4]));
    expect(await values(maxNorm()(tensor([0, 0])))).toEqual([0, 0]);
  });

  it('take the filters of a convolution one by one', async () => {
    const filters = tensor([3, 0, 4, 0.5], [2, 1, 1, 2]);
    expect(await values(maxNorm({ maxValue: 1, axis: [0, 1, 2] })(filters))).toEqual(close([0.6, 0, 0.8, 0.5]));
  });

  it('say how they were made', () => {
    const made = (constraint: Constraint) =>
      isDescribed(constraint) ? [constraint.className, constraint.config] : undefined;
    expect(made(maxNorm(3))).toEqual(['MaxNorm', { maxValue: 3, axis: 0 }]);
    expect(made(resolveConstraint('minMaxNorm'))).toEqual([
      'MinMaxNorm',
      { minValue: 0, maxValue: 1, rate: 1, axis: 0 },
    ]);
    expect(made(nonNeg())).toEqual(['NonNeg', {}]);
  });

  it('refuse what is none', () => {
    expect(() => maxNorm(-1)).toThrow('maxNorm: maxValue must be a number >= 0, got -1');
    expect(() => minMaxNorm({ minValue: 2 })).toThrow('minMaxNorm: minValue 2 is above maxValue 1');
    // @ts-expect-error: a typo.
    expect(() => resolveConstraint('maxnorm1')).toThrow("constraint 'maxnorm1' is not known; did you mean 'maxNorm'?");
  });
});
