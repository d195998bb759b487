import type { Shape, TypedArray } from '@striate/tensor';
import type { JsonConfig } from '../../config/encode';
import type { History } from '../Callback';
import type { FitOptions } from '../fit';
import type { Logs } from '../Statistics';

/** An array on its way between threads. */
export interface SentArray {
  readonly data: TypedArray;
  readonly shape: Shape;
  readonly dtype: 'float32' | 'int32' | 'uint8' | 'bool';
}

/** The options of `fit` that can be sent. */
export type SentOptions = Omit<FitOptions, 'callbacks' | 'signal' | 'validationData' | 'sampleWeight'>;

/** Data to train on: arrays, or the name of a data set that the worker knows. */
export interface SentData {
  readonly x: readonly SentArray[] | string;
  readonly y?: readonly SentArray[];
  readonly sampleWeight?: readonly SentArray[];
  readonly validation?: { readonly x: readonly SentArray[] | string; readonly y?: readonly SentArray[] };
}

/** Tensors of a model and its optimizer, as the bytes of a safetensors file. */
export interface SentState {
  readonly weights: Uint8Array;
  readonly slots: Uint8Array;
  readonly optimizer: { readonly className: string; readonly numbers: Readonly<Record<string, number>> };
}

export interface TrainMessage {
  readonly type: 'train';
  readonly model: string;
  readonly compile: JsonConfig;
  readonly state: SentState;
  readonly generator: { readonly seed: number; readonly draws: number };
  readonly data: SentData;
  readonly options: SentOptions;
  /** Whether somebody wants to hear of every batch. */
  readonly batches: boolean;
}

/** What the worker is told. */
export type ToWorker =
  | TrainMessage
  | { readonly type: 'hello' }
  | { readonly type: 'stop' }
  | { readonly type: 'abort' };

/** What the worker tells. */
export type FromWorker =
  /** It listens: said once by itself, and in answer to each hello. */
  | { readonly type: 'ready' }
  | { readonly type: 'epochBegin'; readonly epoch: number }
  | { readonly type: 'epochEnd'; readonly epoch: number; readonly logs: Logs }
  | { readonly type: 'batchEnd'; readonly batch: number; readonly logs: Logs; readonly steps: number | undefined }
  | { readonly type: 'print'; readonly text: string }
  | {
      readonly type: 'done';
      readonly history: History;
      readonly state: SentState;
      readonly generator: TrainMessage['generator'];
    }
  | { readonly type: 'failed'; readonly name: string; readonly message: string; readonly state: SentState | undefined };
