import { StriateError, ValueError } from '@striate/tensor';
import type { Logs } from '../Statistics';

export interface MonitorOptions {
  /** The value to watch. Default `val_loss`. */
  monitor?: string;
  /** Whether less of it is better, or more. Default `auto`: more for accuracies and other scores, less for the rest. */
  mode?: 'auto' | 'min' | 'max';
  /** What counts as an improvement is more than this. */
  minDelta?: number;
}

/** Watches one value of the logs. */
export class Monitor {
  readonly name: string;
  readonly #sign: 1 | -1;
  readonly #minDelta: number;
  readonly #who: string;

  constructor({ monitor = 'val_loss', mode = 'auto', minDelta = 0 }: MonitorOptions, who: string) {
    if (!['auto', 'min', 'max'].includes(mode))
      throw new ValueError(`${who}: mode must be 'auto', 'min' or 'max', got '${mode}'`);
    if (!(minDelta >= 0)) throw new ValueError(`${who}: minDelta must be >= 0, got ${minDelta}`);
    this.name = monitor;
    this.#sign = mode === 'max' || (mode === 'auto' && isScore(monitor)) ? -1 : 1;
    this.#minDelta = minDelta;
    this.#who = who;
  }

  /** @throws {StriateError} if the logs have no such value, listing those they have. */
  read(logs: Logs): number {
    if (Object.hasOwn(logs, this.name)) return logs[this.name];
    const hint = this.name.startsWith('val_') ? ' (val_… need validationData or validationSplit)' : '';
    throw new StriateError(
      `${this.#who}: monitors '${this.name}', but the logs have ${Object.keys(logs).join(', ')}${hint}`,
    );
  }

  /** Whether there is a value to read: a validation may happen every few epochs only. */
  has(logs: Logs): boolean {
    return Object.hasOwn(logs, this.name);
  }

  isBetter(value: number, best: number | undefined): boolean {
    if (Number.isNaN(value)) return false;
    return best === undefined || (best - value) * this.#sign > this.#minDelta;
  }
}

const scores =
  /acc|auc|precision|recall|sensitivity|specificity|f1|fbeta|iou|score|positives|negatives|r2|matrix|correlation|similarity/i;

function isScore(name: string): boolean {
  return scores.test(name) && !/loss|false/i.test(name);
}
