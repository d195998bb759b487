import { type DType, type Tensor, tensor } from '@striate/tensor';
import type { NdArray } from './ndArray';

/** An input that is not float32. */
export interface TypedInput {
  readonly values: NdArray;
  readonly dtype: DType;
}

export type CaseInput = NdArray | TypedInput;

/** How far a result may be off: `relative * |expected| + absolute`. */
export interface Tolerance {
  readonly relative: number;
  /** Default: `relative` times the root mean square of the expected values. */
  readonly absolute?: number;
}

/** One op on given inputs. It yields a forward check, a gradient check and, if asked for, a second-order one. */
export interface Case {
  /** The public function's name; tests are grouped by it. */
  readonly op: string;
  /** What is special about this case: "3x3 stride 2". */
  readonly name: string;
  readonly inputs: readonly CaseInput[];
  /** Only printed, when the case fails. */
  readonly params?: unknown;
  readonly run: (...inputs: Tensor[]) => Tensor;
  readonly reference: (...inputs: NdArray[]) => NdArray;
  /** The result's dtype; default float32. Results of any other dtype must match exactly. */
  readonly dtype?: DType;
  readonly tolerance?: Tolerance;
  /** Default: checked if there is a float32 input and the result is float32. */
  readonly gradient?: boolean;
  /** Elements of each input whose derivative is taken one by one (a random direction covers the rest). Default 24. */
  readonly positions?: number;
  /** Whether the gradient's own gradient is checked too. */
  readonly secondOrder?: boolean;
  /** Too much work for a backend of plain loops. */
  readonly large?: boolean;
}

/** Whether the case is checked against finite differences. */
export function hasGradient({ inputs, dtype = 'float32', gradient }: Case): boolean {
  return gradient ?? (dtype === 'float32' && inputs.some((input) => dtypeOf(input) === 'float32'));
}

/** The values as the tensor will hold them. */
export function valuesOf(input: CaseInput): NdArray {
  const values = 'dtype' in input ? input.values : input;
  return dtypeOf(input) === 'float32' ? { shape: values.shape, data: values.data.map(Math.fround) } : values;
}

export function dtypeOf(input: CaseInput): DType {
  return 'dtype' in input ? input.dtype : 'float32';
}

export function int32(values: NdArray): TypedInput {
  return { values, dtype: 'int32' };
}

export function bool(values: NdArray): TypedInput {
  return { values, dtype: 'bool' };
}

export function uint8(values: NdArray): TypedInput {
  return { values, dtype: 'uint8' };
}

/** A tensor of the case's input on the current backend. */
export function toTensor(input: CaseInput): Tensor {
  const { shape, data } = valuesOf(input);
  const dtype = dtypeOf(input);
  if (dtype === 'float32') return tensor(Float32Array.from(data), shape, dtype);
  return tensor(dtype === 'int32' ? Int32Array.from(data) : Uint8Array.from(data), shape, dtype);
}

/** "conv2d, inputs float32 [2,7,5,3], float32 [3,3,3,4], params {"strides":[2,2]}" */
export function describeCase({ op, inputs, params }: Pick<Case, 'op' | 'inputs' | 'params'>): string {
  const shapes = inputs.map((input) => `${dtypeOf(input)} [${valuesOf(input).shape}]`).join(', ');
  return `${op}, inputs ${shapes || 'none'}${params === undefined ? '' : `, params ${JSON.stringify(params)}`}`;
}
