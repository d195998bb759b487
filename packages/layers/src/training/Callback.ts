import type { Model } from '../models/Model';
import type { Logs } from './Statistics';

/** What callbacks can see and do. */
export interface TrainingContext {
  readonly model: Model;
  readonly epochs: number;
  /** Batches in an epoch, where that is known. */
  readonly steps: number | undefined;
  /** Ends the training after the current batch. */
  stop(): void;
}

/**
 * Functions that `fit` calls on its way, each optional; it waits for those that are asynchronous.
 *
 * @example
 * await net.fit(x, y, { callbacks: [{ onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) }] });
 */
export interface Callback {
  onTrainBegin?(context: TrainingContext): void | Promise<void>;
  onTrainEnd?(logs: Logs, context: TrainingContext): void | Promise<void>;
  /** Epochs and batches count from 0. */
  onEpochBegin?(epoch: number, context: TrainingContext): void | Promise<void>;
  /** `logs` has the epoch's values, those of the validation as `val_…`. */
  onEpochEnd?(epoch: number, logs: Logs, context: TrainingContext): void | Promise<void>;
  onBatchBegin?(batch: number, context: TrainingContext): void | Promise<void>;
  /** `logs` has the values of the epoch so far. They are read after every batch if a callback asks for them here. */
  onBatchEnd?(batch: number, logs: Logs, context: TrainingContext): void | Promise<void>;
}

/** What `fit` gives back. */
export interface History {
  /** Numbers of the epochs that were trained, from 0. */
  readonly epoch: number[];
  /** The values of each epoch by name: `history.loss`, `history.val_accuracy`. */
  readonly history: Record<string, number[]>;
}
