import { Dataset, type ImageFolder, resizeImage } from '@striate/data';
import type { DatasetLike, NdArrayLike, SymbolicShape } from '@striate/layers';
import { type Shape, ShapeError, StriateError, Tensor, type TypedArray, tensor, ValueError } from '@striate/tensor';

/** Arrays of pictures and of their classes, from 0: tensors, `{ data, shape }`, typed arrays or lists. */
export interface LabelledArrays {
  readonly x: Tensor | NdArrayLike | readonly unknown[];
  readonly y: Tensor | NdArrayLike | TypedArray | readonly number[];
}

/** Pictures with their classes: arrays, a data set of batches `{ x, y }`, or an `imageFolder`, whose pictures are brought to size here. */
export type LabelledData = LabelledArrays | DatasetLike | ImageFolder;

/** Data as the rest of the package reads it. */
export interface OpenedData {
  /** Batches `{ x, y }`, pass after pass. */
  readonly batches: DatasetLike;
  /** Where all of it is in memory, as `fit` takes it. */
  readonly arrays: { readonly x: NdArrayLike | Tensor; readonly y: Int32Array } | undefined;
  readonly classNames: readonly string[] | undefined;
}

export function isImageFolder(data: LabelledData): data is ImageFolder {
  return data instanceof Dataset && 'classNames' in data && 'files' in data;
}

export function isArrays(data: LabelledData): data is LabelledArrays {
  return !(data instanceof Dataset) && !Array.isArray(data) && 'x' in data && 'y' in data;
}

/** @throws {StriateError} if it is none of the kinds of data, {ShapeError} if the arrays do not go together. */
export async function openLabelled(
  data: LabelledData,
  inputShape: SymbolicShape,
  batchSize: number,
  who: string,
): Promise<OpenedData> {
  if (typeof data !== 'object' || data === null)
    throw new StriateError(
      `${who}: takes arrays { x, y }, a data set of batches { x, y } or an imageFolder, got ${typeof data}`,
    );
  if (isImageFolder(data)) {
    const [height, width] = inputShape.slice(-3);
    const sized =
      height && width
        ? data.map(({ x, y }) => ({ x: resizeImage(x, [height, width], { cropToAspectRatio: true }), y }))
        : data;
    return { batches: sized.batch(batchSize), arrays: undefined, classNames: data.classNames };
  }
  if (!isArrays(data)) return { batches: data, arrays: undefined, classNames: undefined };
  const x = data.x instanceof Tensor || isNdArray(data.x) ? data.x : await stacked(data.x);
  const y = await labelsOf(data.y, x.shape[0], who);
  const batches = Dataset.fromArrays({ x, y }).batch(batchSize);
  return { batches, arrays: { x, y }, classNames: undefined };
}

function isNdArray(value: object): value is NdArrayLike {
  return 'data' in value && 'shape' in value;
}

/** A list of pictures as one array. */
async function stacked(list: readonly unknown[]): Promise<NdArrayLike> {
  const [batch] = await Dataset.fromArrays({ x: list }).batch(list.length).toArray();
  const x: unknown = batch.x;
  if (!(x instanceof Tensor)) throw new ShapeError('the pictures are no arrays of one shape');
  const found = { data: await x.data(), shape: x.shape, dtype: x.dtype };
  x.dispose();
  return found;
}

/** The classes of a batch or of a data set, one number a sample. */
export async function labelsOf(y: unknown, samples: number, who: string): Promise<Int32Array> {
  const values = await hostValues(y);
  if (values.length !== samples) {
    const hint =
      values.length % samples === 0 && values.length > samples
        ? ': one-hot rows are no classes, argMax() of them is'
        : '';
    throw new ShapeError(
      `${who}: y takes one class a picture, got ${values.length} numbers for ${samples} pictures${hint}`,
    );
  }
  const labels = Int32Array.from(values);
  const wrong = values.findIndex((value, i) => value !== labels[i] || value < 0);
  if (wrong >= 0) throw new ValueError(`${who}: classes are whole numbers from 0, y[${wrong}] is ${values[wrong]}`);
  return labels;
}

async function hostValues(y: unknown): Promise<TypedArray> {
  if (y instanceof Tensor) return y.data();
  if (y instanceof Float32Array || y instanceof Int32Array || y instanceof Uint8Array) return y;
  if (typeof y === 'object' && y !== null && 'data' in y) return hostValues(y.data);
  return Float32Array.from([y].flat(2) as number[]);
}

/** @throws {ValueError} if a label is no class. */
export function checkRange(labels: Int32Array, classes: number, who: string): void {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong < 0) return;
  throw new ValueError(
    `${who}: there are ${classes} classes, so labels are 0 to ${classes - 1}; label ${wrong} is ${labels[wrong]}`,
  );
}

/** Calls `take` with every batch of a pass; tensors made here are gone after it. */
export async function eachBatch(
  batches: DatasetLike,
  who: string,
  take: (x: Tensor, labels: Int32Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  let count = 0;
  for await (const element of batches) {
    signal?.throwIfAborted();
    const { x, labels, done } = await asBatch(element, `${who}: batch ${count}`);
    try {
      await take(x, labels);
    } finally {
      done();
    }
    count++;
  }
  if (count === 0) throw new StriateError(`${who}: there were no batches: the data set is empty`);
}

/** An element of a data set as a tensor and its classes; `done` frees what was made here. */
export async function asBatch(
  element: unknown,
  who: string,
): Promise<{ x: Tensor; labels: Int32Array; done: () => void }> {
  if (typeof element !== 'object' || element === null || !('x' in element && 'y' in element))
    throw new StriateError(`${who} is no object { x, y } of batched arrays`);
  const given = element.x;
  const own = !(given instanceof Tensor);
  const x = own ? toTensor(given, who) : given;
  const done = () => {
    if (own) x.dispose();
  };
  try {
    return { x, labels: await labelsOf(element.y, x.shape[0], who), done };
  } catch (error) {
    done();
    throw error;
  }
}

function toTensor(given: unknown, who: string): Tensor {
  if (typeof given === 'object' && given !== null && isNdArray(given))
    return tensor(given.data, given.shape, given.dtype);
  if (Array.isArray(given)) return tensor(given);
  throw new ShapeError(`${who}: x is no tensor, { data, shape } or nested list of pictures`);
}

/** Gathers rows of one length from batches, in one array in the end. */
export class Rows {
  #values = new Float32Array(0);
  #length = 0;
  #shape: Shape = [];
  #count = 0;

  add(values: TypedArray, shape: Shape): void {
    const [count, ...row] = shape;
    if (this.#count === 0) this.#shape = row;
    else if (`${row}` !== `${this.#shape}`)
      throw new ShapeError(`the features of a batch are [${row}], those before it were [${this.#shape}]`);
    const needed = this.#length + values.length;
    if (needed > this.#values.length) {
      const grown = new Float32Array(Math.max(needed, Math.ceil(this.#values.length * 1.5)));
      grown.set(this.#values.subarray(0, this.#length));
      this.#values = grown;
    }
    this.#values.set(values, this.#length);
    this.#length = needed;
    this.#count += count;
  }

  get bytes(): number {
    return this.#length * Float32Array.BYTES_PER_ELEMENT;
  }

  array(): { readonly data: Float32Array; readonly shape: Shape } {
    return { data: this.#values.subarray(0, this.#length), shape: [this.#count, ...this.#shape] };
  }
}
