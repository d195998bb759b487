import type { Tensor } from '@striate/tensor';
import type { Json } from '../config/encode';
import type { Model } from '../models/Model';
import type { Position } from './Position';
import type { Logs } from './Statistics';

/** What callbacks can see and do. */
export interface TrainingContext {
  readonly model: Model;
  readonly epochs: number;
  /** Batches in an epoch, where that is known. */
  readonly steps: number | undefined;
  /** What the epochs up to now gave. */
  readonly history: History;
  /** Ends the training after the current batch. */
  stop(): void;
  /** Prints a line, unless `verbose` is 0. */
  print(text: string): void;
}

/** What `resumeFrom` sees: the training before it begins. */
export interface ResumeContext extends TrainingContext {
  /** All of the training, which may have something to remember. */
  readonly callbacks: readonly Callback[];
  /** Throws unless a training may go on from there. */
  check(position: Position): void;
}

/** What `onPause` sees: the training between two steps. */
export interface PausedContext extends TrainingContext {
  readonly callbacks: readonly Callback[];
  /** Epochs that are over. */
  readonly epoch: number;
  /** Batches done in the one that has begun, 0 between two epochs. */
  readonly step: number;
  /** Where the training stands, besides weights, optimizer and generators. */
  position(): Promise<Position>;
}

/** What a callback remembers, for a checkpoint. */
export interface CallbackState {
  readonly values: Json;
  readonly tensors?: ReadonlyMap<string, Tensor>;
}

type Maybe = void | Promise<void>;

/**
 * Functions that `fit` calls on its way, each optional; it waits for those that are asynchronous.
 *
 * After a lost device `fit` goes back a few seconds, with what `getState` gave then, and does the steps since again: callbacks are
 * then told of the same batches, and maybe of the end of the same epoch, a second time.
 *
 * @example
 * await net.fit(x, y, { callbacks: [{ onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) }] });
 */
export interface Callback {
  onTrainBegin?(context: TrainingContext): Maybe;
  onTrainEnd?(logs: Logs, context: TrainingContext): Maybe;
  /** Epochs and batches count from 0. */
  onEpochBegin?(epoch: number, context: TrainingContext): Maybe;
  /** `logs` has the epoch's values, those of the validation as `val_…`; what is added to them is in the history too. */
  onEpochEnd?(epoch: number, logs: Logs, context: TrainingContext): Maybe;
  onBatchBegin?(batch: number, context: TrainingContext): Maybe;
  /** `logs` has the values of the epoch so far. They are read after every batch if a callback asks for them here. */
  onBatchEnd?(batch: number, logs: Logs, context: TrainingContext): Maybe;
  /** The loss has become NaN. Without a callback that says what to do then, `fit` throws. */
  onNaN?(epoch: number, batch: number, context: TrainingContext): Maybe;

  /** Where to go on, if this callback knows of a place, and has put model, optimizer and generators there. */
  resumeFrom?(context: ResumeContext): Promise<Position | undefined>;
  /** Called between any two steps, after all callbacks have seen the batch or the epoch before. */
  onPause?(context: PausedContext): Maybe;
  /** However the training ended: with its last epoch, with `stop()`, or by an error. */
  onClose?(finished: boolean): Maybe;
  /** What a checkpoint keeps of the callback, and how it takes that back: before `onTrainBegin`, or later after a lost device. */
  getState?(): CallbackState;
  setState?(state: CallbackState): void;
}

/** What `fit` gives back. */
export interface History {
  /** Numbers of the epochs that were trained, from 0. */
  readonly epoch: number[];
  /** The values of each epoch by name: `history.loss`, `history.val_accuracy`. */
  readonly history: Record<string, number[]>;
}
