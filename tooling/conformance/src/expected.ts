import { type Case, dtypeOf, valuesOf } from './case';
import { derivativeAlong, derivativeAt, type Scalar, secondDerivativeAt, somePositions } from './finiteDifferences';
import type { NdArray } from './ndArray';
import { randomArray } from './randomArray';

// What the reference says of a case. It is computed when a backend first asks and kept for the next one.

/** Elements of one input whose derivative is taken one by one; a random direction covers the rest. */
const firstOrderPositions = 24;
const secondOrderPositions = 8;

/** Derivatives of the loss sum(result * weights). */
export interface Slopes {
  /** Which inputs are differentiated, and where they stand. */
  readonly wanted: readonly number[];
  readonly points: readonly NdArray[];
  readonly weights: NdArray;
  readonly direction: readonly NdArray[];
  /** For each differentiated input, the elements that were moved and the derivatives found there. */
  readonly positions: readonly number[][];
  readonly slopes: readonly number[][];
}

export interface Gradient extends Slopes {
  /** With all inputs moving along the direction. */
  readonly slopeAlong: number;
}

/** Remembers what `compute` found for each case. */
function remembered<T>(compute: (test: Case) => T): (test: Case) => T {
  const known = new WeakMap<Case, { value: T }>();
  return (test) => {
    let entry = known.get(test);
    if (!entry) {
      entry = { value: compute(test) };
      known.set(test, entry);
    }
    return entry.value;
  };
}

export const expectedForward = remembered((test) => test.reference(...test.inputs.map(valuesOf)));

export const expectedGradient = remembered((test): Gradient => {
  const start = startOf(test, 500, test.positions ?? firstOrderPositions);
  const { loss, points, direction, positions } = start;
  const slopes = positions.map((list, i) => list.map((position) => derivativeAt(loss, points, i, position)));
  return { ...start, slopes, slopeAlong: derivativeAlong(loss, points, direction) };
});

export const expectedSecondOrder = remembered((test): Slopes => {
  const start = startOf(test, 600, secondOrderPositions);
  const { loss, points, direction, positions } = start;
  const slopes = positions.map((list, i) =>
    list.map((position) => secondDerivativeAt(loss, points, direction, i, position)),
  );
  return { ...start, slopes };
});

function startOf(test: Case, seed: number, limit: number): Omit<Slopes, 'slopes'> & { loss: Scalar } {
  const all = test.inputs.map(valuesOf);
  const wanted = test.inputs.flatMap((input, k) => (dtypeOf(input) === 'float32' ? [k] : []));
  const points = wanted.map((k) => all[k]);
  const weights = randomArray(expectedForward(test).shape, 77, 0.25, 1.25);
  const loss = (moved: readonly NdArray[]) => {
    const inputs = [...all];
    wanted.forEach((k, i) => {
      inputs[k] = moved[i];
    });
    return test.reference(...inputs).data.reduce((total, value, i) => total + value * weights.data[i], 0);
  };
  return {
    wanted,
    points,
    weights,
    direction: points.map((point, i) => randomArray(point.shape, seed + i)),
    positions: points.map((point, i) => somePositions(point.data.length, limit, 2 * seed + i)),
    loss,
  };
}
