import { gather, StriateError, slice, type Tensor, tensor, ValueError } from '@striate/tensor';
import { type ArrayLike, type Arrays, type Columns, countSamples, toColumns } from './arrays';
import type { BatchTensors } from './Trainer';

/** An element of a data set, as `fit` and `evaluate` take it. */
export interface DatasetBatch {
  readonly x: Arrays;
  readonly y: Arrays;
  /** A weight for each sample's loss. */
  readonly sampleWeight?: ArrayLike;
}

/** Anything that gives batches, pass after pass; `length` is their number, where it is known. */
export type DatasetLike = (Iterable<DatasetBatch> | AsyncIterable<DatasetBatch>) & { readonly length?: number };

/** Arrays of samples with their labels. */
export interface LabelledArrays {
  readonly x: Columns;
  readonly y: Columns;
  readonly sampleWeight?: Columns;
  readonly samples: number;
}

/** A batch that is about to be used; `make` runs within the step and its scope. */
export interface PendingBatch {
  readonly samples: number;
  readonly make: () => BatchTensors;
}

export interface BatchSource {
  /** Batches in a pass, where that is known. */
  readonly steps: number | undefined;
  pass(): Iterable<PendingBatch> | AsyncIterable<PendingBatch>;
  dispose(): void;
}

export function isDataset(value: unknown): value is DatasetLike {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  if (Array.isArray(value)) return isBatch(value[0]);
  return Symbol.asyncIterator in value || Symbol.iterator in value;
}

function isBatch(value: unknown): value is DatasetBatch {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value;
}

/** Brings arrays to the device and checks that they go together. */
export function labelledArrays(
  x: Arrays,
  y: Arrays | undefined,
  sampleWeight: ArrayLike | undefined,
  names: { inputs: readonly string[]; outputs: readonly string[] },
  who: string,
): LabelledArrays {
  if (y === undefined)
    throw new StriateError(`${who}: y is missing: give arrays x and y, or a data set of batches { x, y }`);
  const made: Columns[] = [];
  const bring = (arrays: Arrays, of: readonly string[], what: string) => {
    const columns = toColumns(arrays, of, `${who}: ${what}`);
    made.push(columns);
    return columns;
  };
  try {
    const [xs, ys] = [bring(x, names.inputs, 'x'), bring(y, names.outputs, 'y')];
    const weights = sampleWeight === undefined ? undefined : bring(sampleWeight, [], 'sampleWeight');
    const entries = [...named('x', xs), ...named('y', ys), ...(weights ? named('sampleWeight', weights) : [])];
    return { x: xs, y: ys, sampleWeight: weights, samples: countSamples(entries, who) };
  } catch (error) {
    for (const columns of made) columns.dispose();
    throw error;
  }
}

function named(what: string, { tensors }: Columns): [string, Tensor][] {
  return tensors.map((t, i) => [tensors.length > 1 ? `${what}[${i}]` : what, t]);
}

/** The last `share` of the arrays apart from the rest, as views of the same columns. */
export function splitRange(samples: number, share: number): { trained: number; held: number } {
  if (!(share > 0 && share < 1)) throw new ValueError(`fit: validationSplit must be above 0 and below 1, got ${share}`);
  const trained = Math.floor(samples * (1 - share));
  if (trained === 0 || trained === samples) {
    throw new ValueError(
      `fit: validationSplit ${share} of ${samples} samples leaves ${trained} to train on and ${samples - trained} to validate on`,
    );
  }
  return { trained, held: samples - trained };
}

export interface ArrayBatchOptions {
  batchSize: number;
  /** The samples from `first` on; default: all. */
  first?: number;
  count?: number;
  /** A new order of `count` positions for each pass; without it, the order of the arrays. */
  order?: (count: number) => Int32Array;
}

/** Batches cut from arrays that are on the device. */
export function arraySource(
  arrays: LabelledArrays,
  { batchSize, first = 0, count = arrays.samples, order }: ArrayBatchOptions,
): BatchSource {
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new ValueError(`batchSize must be a whole number >= 1, got ${batchSize}`);
  return {
    steps: Math.ceil(count / batchSize),
    dispose: () => {},
    *pass() {
      const positions = order?.(count).map((position) => position + first);
      for (let from = 0; from < count; from += batchSize) {
        const samples = Math.min(batchSize, count - from);
        yield { samples, make: () => cut(arrays, first + from, samples, positions?.subarray(from, from + samples)) };
      }
    },
  };
}

function cut(
  { x, y, sampleWeight }: LabelledArrays,
  begin: number,
  samples: number,
  positions: Int32Array | undefined,
): BatchTensors {
  const indices = positions && tensor(positions);
  const take = (t: Tensor): Tensor => {
    if (indices) return gather(t, indices);
    return samples === t.shape[0] ? t : slice(t, [begin], [samples]);
  };
  return {
    x: x.tensors.map(take),
    y: y.tensors.map(take),
    sampleWeight: sampleWeight && take(sampleWeight.tensors[0]),
  };
}

/** What happens to each batch of a data set before it is used. */
export type BatchCheck = (batch: LabelledArrays) => Promise<void>;

/** The batches of a data set, checked one by one. */
export function datasetSource(
  dataset: DatasetLike,
  names: { inputs: readonly string[]; outputs: readonly string[] },
  check: BatchCheck,
  who: string,
): BatchSource {
  const length = typeof dataset.length === 'number' && Number.isFinite(dataset.length) ? dataset.length : undefined;
  return {
    steps: length,
    dispose: () => {},
    async *pass() {
      let number = 0;
      for await (const element of dataset) {
        const where = `${who}: batch ${number}`;
        const arrays = toBatch(element, names, where);
        try {
          await check(arrays);
          yield { samples: arrays.samples, make: () => cut(arrays, 0, arrays.samples, undefined) };
        } finally {
          for (const columns of [arrays.x, arrays.y, arrays.sampleWeight]) columns?.dispose();
        }
        number++;
      }
    },
  };
}

function toBatch(
  element: DatasetBatch,
  names: { inputs: readonly string[]; outputs: readonly string[] },
  where: string,
): LabelledArrays {
  if (!isBatch(element)) {
    throw new StriateError(
      `${where}: takes objects { x, y } of batched arrays, got ${element === null ? 'null' : typeof element}`,
    );
  }
  return labelledArrays(element.x, element.y, element.sampleWeight, names, where);
}

/** Batches of inputs alone, for `predict`. */
export function inputArrays(x: Arrays, names: readonly string[], who: string): { columns: Columns; samples: number } {
  const columns = toColumns(x, names, `${who}: x`);
  try {
    return { columns, samples: countSamples(named('x', columns), who) };
  } catch (error) {
    columns.dispose();
    throw error;
  }
}
