import {
  FormatError,
  formatShape,
  getBackend,
  type Shape,
  sameShape,
  scope,
  sizeOf,
  type Tensor,
  type Variable,
  zeros,
} from '@striate/tensor';
import type { LoadReport, TensorMap } from '../LoadReport';
import { fromTorch, type Layout } from './Layout';
import type { Parameter } from './parameters';

/** Options of `loadTensors`. */
export interface LoadTensorsOptions {
  /** Whether every weight must have its tensor and every tensor its weight. Default true; otherwise what fits is taken. */
  readonly strict?: boolean;
}

/** Gives weights the values of the tensors that have their names and shapes. */
export function fill(
  parameters: ReadonlyMap<string, Parameter>,
  tensors: TensorMap,
  { strict = true }: LoadTensorsOptions,
  who: string,
): LoadReport {
  const report = compare(parameters, tensors);
  if (strict) refuse(report, who);
  const chosen = report.matched.flatMap((name) => {
    const [parameter, stored] = [parameters.get(name), tensors.get(name)];
    return parameter && stored ? [{ ...parameter, data: stored.data }] : [];
  });
  scope(() => {
    // All memory is there before the first weight changes.
    const places = chosen.map(({ weight }) => placeFor(weight));
    chosen.forEach(({ weight, layout, data }, i) => {
      const { backend, buffer } = places[i].storage;
      if (data.length > 0) backend.write(buffer, fromTorch(data, layout));
      if (places[i] !== weight) weight.assign(places[i]);
    });
  });
  return report;
}

/** Where the new values go: where the old ones are, unless these are on another backend, or were never given memory. */
function placeFor(weight: Variable): Tensor {
  return weight.backend === getBackend() ? weight.prepareInPlace() : zeros(weight.shape, weight.dtype);
}

function compare(parameters: ReadonlyMap<string, Parameter>, tensors: TensorMap): LoadReport {
  const matched: string[] = [];
  const missing: string[] = [];
  const mismatched: { name: string; expected: string; found: string }[] = [];
  for (const [name, { weight, layout }] of parameters) {
    const stored = tensors.get(name);
    if (!stored) {
      missing.push(name);
      continue;
    }
    const { dtype, shape, data } = stored;
    const isWhole = data.length === sizeOf(shape);
    if (isWhole && dtype === weight.dtype && fits(shape, layout)) matched.push(name);
    else {
      const expected = `${weight.dtype} ${formatShape(layout.shape)}`;
      const found = `${dtype} ${formatShape(shape)}${isWhole ? '' : ` with ${data.length} values`}`;
      mismatched.push({ name, expected, found });
    }
  }
  const unexpected = [...tensors.keys()].filter((name) => !parameters.has(name));
  return { matched, missing, unexpected, mismatched };
}

/** Sizes of 1 at the end change nothing: a dense layer is a convolution over one pixel. */
function fits(shape: Shape, { shape: expected, also = [] }: Layout): boolean {
  return [expected, ...also].some((one) => sameShape(trimmed(shape), trimmed(one)));
}

function trimmed(shape: Shape): Shape {
  return shape.slice(0, shape.findLastIndex((size, axis) => size !== 1 || axis === 0) + 1);
}

/** Throws one error with everything that does not fit. */
function refuse({ missing, unexpected, mismatched }: LoadReport, who: string): void {
  const others = mismatched.map(({ name, expected, found }) => `${name} (expected ${expected}, found ${found})`);
  const problems = [
    ['missing', missing],
    ['unexpected', unexpected],
    ['of another shape or dtype', others],
  ] as const;
  const found = problems.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${names.join(', ')}`);
  if (found.length === 0) return;
  throw new FormatError(`${who}: the tensors do not fit the model, which is left as it is; ${found.join('; ')}`);
}
