import { addN, grads, memory, mul, scope, sum, type Tensor } from '@striate/tensor';
import { type Case, describeCase, type Tolerance, toTensor, valuesOf } from './case';
import { exact, expectClose, mismatch } from './compare';
import { expectedForward, expectedGradient, expectedSecondOrder } from './expected';
import { fromValues, type NdArray } from './ndArray';

const forwardTolerance: Tolerance = { relative: 1e-5 };
const gradientTolerance: Tolerance = { relative: 3e-5 };
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
  const before = memory().tensors;
  const inputs = test.inputs.map(toTensor);
  const { results, check } = body(inputs);
  try {
    await check();
  } finally {
    for (const result of results) result.dispose();
    for (const input of inputs) input.dispose();
  }
  const left = memory().tensors - before;
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
      await expectClose(result, expectedForward(test), tolerance, () => describeCase(test));
      for (const [k, input] of inputs.entries()) {
        const context = () => `input ${k} was overwritten by ${describeCase(test)}`;
        await expectClose(input, valuesOf(test.inputs[k]), exact, context);
      }
    };
    return { results: [result], check };
  });
}

/** The gradients of sum(run(...) * weights) against finite differences of the float64 reference. */
export async function checkGradient(test: Case, looseness = 1): Promise<void> {
  const { wanted, points, weights, direction, positions, slopes, slopeAlong } = expectedGradient(test);
  const tolerance = gradientToleranceOf(test, looseness);
  await withTensors(test, (inputs) => {
    const found = scope(() =>
      grads(asFunctionOf(test, wanted, inputs))(
        wanted.map((k) => inputs[k]),
        toTensor(weights),
      ),
    );
    const check = async () => {
      let along = 0;
      let size = 0;
      for (const [i, k] of wanted.entries()) {
        const got = await found[i].data();
        const context = () => `gradient of input ${k} against finite differences: ${describeCase(test)}`;
        if (found[i].shape.join() !== points[i].shape.join())
          throw new Error(`shape [${found[i].shape}]\n  ${context()}`);
        throwUnlessClose(got, positions[i], slopes[i], points[i], tolerance, context);
        for (let j = 0; j < got.length; j++) {
          along += got[j] * direction[i].data[j];
          size += (got[j] * direction[i].data[j]) ** 2;
        }
      }
      if (Math.abs(along - slopeAlong) > 3 * tolerance.relative * (Math.abs(slopeAlong) + Math.sqrt(size) + 1e-3)) {
        throw new Error(
          `derivative along a direction is ${along}, expected ${slopeAlong}\n  gradient of ${describeCase(test)}`,
        );
      }
    };
    return { results: found, check };
  });
}

/** The gradient of the gradient along a random direction. */
export async function checkSecondOrder(test: Case, looseness = 1): Promise<void> {
  const { wanted, points, weights, direction, positions, slopes } = expectedSecondOrder(test);
  const tolerance = gradientToleranceOf(test, looseness * 3);
  await withTensors(test, (inputs) => {
    const found = scope(() => {
      const dy = toTensor(weights);
      const along = direction.map(toTensor);
      const f = asFunctionOf(test, wanted, inputs);
      const slope = (...xs: Tensor[]) => addN(grads(f)(xs, dy).map((gradient, i) => sum(mul(gradient, along[i]))));
      return grads(slope)(wanted.map((k) => inputs[k]));
    });
    const check = async () => {
      for (const [i, k] of wanted.entries()) {
        const context = () => `second-order gradient of input ${k}: ${describeCase(test)}`;
        throwUnlessClose(await found[i].data(), positions[i], slopes[i], points[i], tolerance, context);
      }
    };
    return { results: found, check };
  });
}

/** The case's op as a function of the inputs that are differentiated; the others stay as they are. */
function asFunctionOf(test: Case, wanted: readonly number[], inputs: readonly Tensor[]): (...xs: Tensor[]) => Tensor {
  return (...xs) => {
    const all = [...inputs];
    wanted.forEach((k, i) => {
      all[k] = xs[i];
    });
    return test.run(...all);
  };
}

function gradientToleranceOf({ tolerance }: Case, looseness: number): Tolerance {
  const relative = Math.max(gradientTolerance.relative, 3 * (tolerance?.relative ?? 0));
  return { relative: relative * looseness };
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
