import { at, fromFunction, type NdArray } from '../ndArray';

/** numpy's broadcasting: shapes align at the right, and a 1 stretches. */
export function broadcastShape(...shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    for (let i = 0; i < shape.length; i++) {
      const axis = rank - shape.length + i;
      if (shape[i] === 1) continue;
      if (result[axis] !== 1 && result[axis] !== shape[i])
        throw new Error(`cannot broadcast [${shapes.join('] and [')}]`);
      result[axis] = shape[i];
    }
  }
  return result;
}

/** The element of `array` that stands at `index` of the broadcast result. */
function broadcastAt(array: NdArray, index: readonly number[]): number {
  const skipped = index.length - array.shape.length;
  return at(
    array,
    array.shape.map((dimension, axis) => (dimension === 1 ? 0 : index[skipped + axis])),
  );
}

export function elementwise(f: (...values: number[]) => number): (...inputs: NdArray[]) => NdArray {
  return (...inputs) => {
    const [first, second] = inputs;
    // Without anything to broadcast the same in less time: most gradient checks come through here.
    if (inputs.length === 1) return { shape: first.shape, data: first.data.map((x) => f(x)) };
    if (inputs.length === 2 && first.shape.join() === second.shape.join()) {
      return { shape: first.shape, data: first.data.map((x, i) => f(x, second.data[i])) };
    }
    return fromFunction(broadcastShape(...inputs.map((input) => input.shape)), (index) =>
      f(...inputs.map((input) => broadcastAt(input, index))),
    );
  };
}

export function broadcastTo(array: NdArray, shape: readonly number[]): NdArray {
  return fromFunction(shape, (index) => broadcastAt(array, index));
}

/** Ties go to the even neighbour, as in IEEE 754 and numpy. */
export function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

/** The remainder with the sign of the divisor, as numpy's and Python's. */
export function floorMod(a: number, b: number): number {
  return a - b * Math.floor(a / b);
}

/** erf by its series of positive terms, exp(-x²) · 2/√π · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, which loses no digits. */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** Activations by name, each of one number. */
export const activations = {
  linear: (x: number) => x,
  relu: (x: number) => Math.max(x, 0),
  relu6: (x: number) => Math.min(Math.max(x, 0), 6),
  leakyRelu: (x: number, slope = 0.2) => (x > 0 ? x : slope * x),
  elu: (x: number, alpha = 1) => (x > 0 ? x : alpha * Math.expm1(x)),
  selu: (x: number) => seluScale * (x > 0 ? x : seluAlpha * Math.expm1(x)),
  gelu: (x: number) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  geluTanh: (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x: number) => x * sigmoid(x),
  mish: (x: number) => x * Math.tanh(softplus(x)),
  softplus,
  softsign: (x: number) => x / (1 + Math.abs(x)),
  sigmoid,
  hardSigmoid: (x: number) => Math.min(Math.max(x / 6 + 0.5, 0), 1),
  hardSwish: (x: number) => x * Math.min(Math.max(x / 6 + 0.5, 0), 1),
  tanh: Math.tanh,
};
