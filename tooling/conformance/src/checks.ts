import { addN, grads, mul, scope, sum, type Tensor, tensorCount } from '@striate/tensor';
import { type Case, describeCase, dtypeOf, type Tolerance, toTensor, valuesOf } from './case';
import { exact, expectClose, mismatch } from './compare';
import { derivativeAlong, derivativeAt, secondDerivativeAt, somePositions } from './finiteDifferences';
import { fromValues, type NdArray } from './ndArray';
import { randomArray } from './randomArray';

const forwardTolerance: Tolerance = { relative: 1e-5 };
const gradientTolerance: Tolerance = { relative: 3e-5 };
/** Elements of one input whose derivative is taken one by one; a random direction covers the rest. */
const firstOrderPositions = 40;
const secondOrderPositions = 12;

/** A backend may be allowed more than the default, a GPU's exp for instance. */
function loosened(tolerance: Tolerance, looseness: number): Tolerance {
  const { relative, absolute } = tolerance;
  return { relative: relative * looseness, absolute: absolute === undefined ? undefined : absolute * looseness };
}

/** Runs `body` with the case's tensors, frees what it made, and throws if anything stays behind. */
async function withTensors(
  test: Case,
  body: (inputs: Tensor[]) => { results: Tensor[]; check: () => Promise<void> },
): Promise<void> {
  const before = tensorCount();
  const inputs = test.inputs.map(toTensor);
  const { results, check } = body(inputs);
  try {
    await check();
  } finally {
    for (const result of results) result.dispose();
    for (const input of inputs) input.dispose();
  }
  const left = tensorCount() - before;
  if (left !== 0) throw new Error(`${left} tensors were left behind\n  ${describeCase(test)}`);
}

/** The result against the reference; and the inputs are as they were. */
export async function checkForward(test: Case, looseness = 1): Promise<void> {
  await withTensors(test, (inputs) => {
    const result = scope(() => test.run(...inputs));
    const check = async () => {
      const dtype = test.dtype ?? 'float32';
      if (result.dtype !== dtype) throw new Error(`dtype ${result.dtype}, expected ${dtype}\n  ${describeCase(test)}`);
      const tolerance = dtype === 'float32' ? loosened(test.tolerance ?? forwardTolerance, looseness) : exact;
      await expectClose(result, test.reference(...test.inputs.map(valuesOf)), tolerance, () => describeCase(test));
      for (const [k, input] of inputs.entries()) {
        await expectClose(input, valuesOf(test.inputs[k]), exact, () => `input ${k} was overwritten by ${describeCase(test)}`);
      }
    };
    return { results: [result], check };
  });
}

interface Prepared {
  /** Which inputs are differentiated. */
  readonly wanted: number[];
  readonly points: NdArray[];
  readonly weights: NdArray;
  /** sum(reference * weights) as a function of the differentiated inputs. */
  readonly loss: (points: readonly NdArray[]) => number;
  readonly f: (inputs: readonly Tensor[]) => (...xs: Tensor[]) => Tensor;
  readonly tolerance: Tolerance;
}

function prepare(test: Case, looseness: number): Prepared {
  const wanted = test.inputs.flatMap((input, k) => (dtypeOf(input) === 'float32' ? [k] : []));
  const all = test.inputs.map(valuesOf);
  const put = <T>(into: readonly T[], xs: readonly T[]) => {
    const list = [...into];
    wanted.forEach((k, i) => {
      list[k] = xs[i];
    });
    return list;
  };
  const weights = randomArray(test.reference(...all).shape, 77, 0.25, 1.25);
  const loss = (points: readonly NdArray[]) => {
    const { data } = test.reference(...put(all, points));
    return data.reduce((total, value, i) => total + value * weights.data[i], 0);
  };
  const tolerance = loosened({ ...gradientTolerance, ...(test.tolerance && widest(test.tolerance)) }, looseness);
  return {
    wanted,
    points: wanted.map((k) => all[k]),
    weights,
    loss,
    f: (inputs) => (...xs) => test.run(...put(inputs, xs)),
    tolerance,
  };
}

function widest({ relative }: Tolerance): Tolerance {
  return { relative: Math.max(relative * 3, gradientTolerance.relative) };
}

/** The gradients of sum(run(...) * weights) against finite differences of the float64 reference. */
export async function checkGradient(test: Case, looseness = 1): Promise<void> {
  const { wanted, points, weights, loss, f, tolerance } = prepare(test, looseness);
  await withTensors(test, (inputs) => {
    const found = scope(() => grads(f(inputs))(wanted.map((k) => inputs[k]), toTensor(weights)));
    const check = async () => {
      const direction = points.map((point, i) => randomArray(point.shape, 500 + i));
      let along = 0;
      let size = 0;
      for (const [i, k] of wanted.entries()) {
        const got = await found[i].data();
        const context = () => `gradient of input ${k} against finite differences: ${describeCase(test)}`;
        if (found[i].shape.join() !== points[i].shape.join()) throw new Error(`shape [${found[i].shape}]\n  ${context()}`);
        const positions = somePositions(points[i].data.length, firstOrderPositions, 900 + i);
        const expected = positions.map((position) => derivativeAt(loss, points, i, position));
        throwUnlessClose(got, positions, expected, points[i], tolerance, context);
        got.forEach((value: number, j: number) => {
          along += value * direction[i].data[j];
          size += (value * direction[i].data[j]) ** 2;
        });
      }
      const expected = derivativeAlong(loss, points, direction);
      if (Math.abs(along - expected) > 3 * tolerance.relative * (Math.abs(expected) + Math.sqrt(size) + 1e-3)) {
        throw new Error(`derivative along a direction is ${along}, expected ${expected}\n  gradient of ${describeCase(test)}`);
      }
    };
    return { results: found, check };
  });
}

/** The gradient of the gradient along a random direction. */
export async function checkSecondOrder(test: Case, looseness = 1): Promise<void> {
  const { wanted, points, weights, loss, f, tolerance } = prepare(test, looseness * 3);
  const direction = points.map((point, i) => randomArray(point.shape, 600 + i));
  await withTensors(test, (inputs) => {
    const found = scope(() => {
      const dy = toTensor(weights);
      const along = direction.map(toTensor);
      const slope = (...xs: Tensor[]) => addN(grads(f(inputs))(xs, dy).map((gradient, i) => sum(mul(gradient, along[i]))));
      return grads(slope)(wanted.map((k) => inputs[k]));
    });
    const check = async () => {
      for (const [i, k] of wanted.entries()) {
        const positions = somePositions(points[i].data.length, secondOrderPositions, 950 + i);
        const expected = positions.map((position) => secondDerivativeAt(loss, points, direction, i, position));
        const context = () => `second-order gradient of input ${k}: ${describeCase(test)}`;
        throwUnlessClose(await found[i].data(), positions, expected, points[i], tolerance, context);
      }
    };
    return { results: found, check };
  });
}

function throwUnlessClose(
  got: ArrayLike<number>,
  positions: readonly number[],
  expected: readonly number[],
  point: NdArray,
  tolerance: Tolerance,
  context: () => string,
): void {
  // Positions that were not sampled are left equal, so that the message can name the place in the whole array.
  const whole = Float64Array.from(got);
  positions.forEach((position, i) => {
    whole[position] = expected[i];
  });
  const problem = mismatch(got, fromValues(whole, point.shape), tolerance);
  if (problem) throw new Error(`${problem}\n  ${context()}`);
}
