import {
  FormatError,
  Generator,
  type GeneratorState,
  gather,
  StriateError,
  sharedGenerator,
  slice,
  type Tensor,
  tensor,
  ValueError,
} from '@striate/tensor';
import type { Json } from '../config/encode';
import { type Arrays, type Columns, countSamples, toColumns } from './arrays';
import type { BatchTensors } from './Trainer';

/** An element of a data set, as `fit` and `evaluate` take it. */
export interface DatasetBatch {
  readonly x: Arrays;
  readonly y: Arrays;
  /** A weight for each sample's loss; for several outputs also one such array each, in order or by name. */
  readonly sampleWeight?: Arrays;
}

/** Anything that gives batches, pass after pass; `length` is their number, where it is known. */
export type DatasetLike = (Iterable<DatasetBatch> | AsyncIterable<DatasetBatch>) & {
  readonly length?: number;
  /** The number of the next pass. */
  readonly epoch?: number;
  /**
   * Where the pass stands, or the next one begins: its number, that of its batch, and what its order follows from; JSON. Setting
   * it goes there, which a training that is resumed does; of a data set without it the batches up to there are skipped.
   */
  position?: { readonly epoch: number; readonly index: number };
};

/** Where the next pass begins. */
function nextPosition({ position, epoch }: DatasetLike): Json {
  if (!position) return null;
  // One that was left on its way is not gone on with.
  return epoch === undefined || position.epoch === epoch ? { ...position } : { ...position, epoch, index: 0 };
}

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

/** A place in a pass over the data: where the pass began, and how many of its batches are done. */
export interface PassPosition {
  /** What its order follows from. */
  readonly begin: Json;
  readonly batches: number;
}

export interface BatchSource {
  /** Batches in a pass, where that is known. */
  readonly steps: number | undefined;
  /** What the order of the next pass follows from. */
  readonly begin: Json;
  /** The next pass, or the rest of one. */
  pass(from?: PassPosition): Iterable<PendingBatch> | AsyncIterable<PendingBatch>;
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
  sampleWeight: Arrays | undefined,
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
    const weights = sampleWeight === undefined ? undefined : bring(sampleWeight, names.outputs, 'sampleWeight');
    const count = weights?.tensors.length ?? 1;
    if (count !== 1 && count !== ys.tensors.length)
      throw new StriateError(
        `${who}: sampleWeight has ${count} arrays; give one, or one for each of ${names.outputs.length} outputs`,
      );
    const entries = [...named('x', xs), ...named('y', ys), ...(weights ? named('sampleWeight', weights) : [])];
    return { x: xs, y: ys, sampleWeight: weights, samples: countSamples(entries, who) };
  } catch (error) {
    for (const columns of made) columns.dispose();
    throw error;
  }
}

/** Frees what was brought to the device. */
export function disposeArrays({ x, y, sampleWeight }: LabelledArrays): void {
  for (const columns of [x, y, sampleWeight]) columns?.dispose();
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
  /** Gives each pass its random order; without it, that of the arrays. */
  shuffledBy?: () => Generator;
}

/** Batches cut from arrays that are on the device. */
export function arraySource(
  arrays: LabelledArrays,
  { batchSize, first = 0, count = arrays.samples, shuffledBy }: ArrayBatchOptions,
): BatchSource {
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new ValueError(`batchSize must be a whole number >= 1, got ${batchSize}`);
  return {
    steps: Math.ceil(count / batchSize),
    get begin() {
      const state = shuffledBy?.().state;
      return state ? { ...state } : null;
    },
    *pass(resumed) {
      let generator = shuffledBy?.();
      if (generator && resumed) {
        // In the middle of a pass the shared one went on since, and is where it should be.
        if (resumed.batches > 0 && generator === sharedGenerator()) generator = new Generator(0);
        generator.state = stateIn(resumed.begin);
      }
      const positions = generator?.permutation(count).map((position) => position + first);
      for (let from = (resumed?.batches ?? 0) * batchSize; from < count; from += batchSize) {
        const samples = Math.min(batchSize, count - from);
        yield { samples, make: () => cut(arrays, first + from, samples, positions?.subarray(from, from + samples)) };
      }
    },
  };
}

function isPosition(json: Json | undefined): json is { readonly epoch: number; readonly index: number } {
  return typeof json === 'object' && json !== null && 'index' in json && 'epoch' in json;
}

function stateIn(json: Json): GeneratorState {
  const { seed, draws } = (json ?? {}) as { [key: string]: Json };
  if (typeof seed === 'number' && typeof draws === 'number') return { seed, draws };
  throw new FormatError(`checkpoint: the order of the samples is ${JSON.stringify(json)}, expected { seed, draws }`);
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
    sampleWeight: sampleWeight?.tensors.map(take),
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
    get begin() {
      return nextPosition(dataset);
    },
    async *pass(from) {
      const done = from?.batches ?? 0;
      const begin = from?.begin;
      const goes = dataset.position !== undefined && isPosition(begin);
      if (goes) dataset.position = { ...begin, index: begin.index + done };
      let number = goes ? done : 0;
      for await (const element of dataset) {
        if (number < done) {
          number++;
          continue;
        }
        const where = `${who}: batch ${number}`;
        const arrays = toBatch(element, names, where);
        try {
          await check(arrays);
          yield { samples: arrays.samples, make: () => cut(arrays, 0, arrays.samples, undefined) };
        } finally {
          disposeArrays(arrays);
        }
        number++;
      }
      if (number < done) {
        throw new StriateError(
          `${who}: goes on after batch ${done} of the data set, which has given only ${number} in this pass`,
        );
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
