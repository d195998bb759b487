import { type Backend, DeviceLostError, type Tensor } from '@striate/tensor';
import type { Model } from '../models/Model';
import type { PausedContext } from './Callback';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import type { Position } from './Position';
import { mostLosses } from './repeating';

/** A training that can be taken back to where it stood. */
export interface Survivable {
  /** The training between two steps. */
  paused(): PausedContext;
  /** Notes what stands in no checkpoint; the function that it returns goes back to here, once all tensors are back. */
  mark(): (position: Position) => Promise<void>;
}

/** How often the training is written down. For tests. */
export const pace = {
  /** Share of the time, at most. */
  share: 0.03,
  /** Within an epoch, at the earliest after as many milliseconds. */
  least: 2000,
};

interface Saved {
  readonly bytes: Uint8Array;
  readonly back: (position: Position) => Promise<void>;
}

/**
 * Writes a training down in the host's memory as it goes, and takes it back there when the device was lost and has come back: the
 * steps since are done again, with the same results. On demand: only where a device can be lost.
 */
export class Survivor {
  readonly #backend: Backend;
  readonly #run: Survivable;
  #saved: Saved | undefined;
  /** When the next copy is due, within an epoch and at the end of one, and when the last was made. */
  #dueWithin = 0;
  #dueBetween = 0;

  constructor(backend: Backend, run: Survivable) {
    this.#backend = backend;
    this.#run = run;
  }

  /** Between two steps. The end of an epoch is preferred: what callbacks were told of one they are then not told again. */
  async pause(betweenEpochs: boolean): Promise<void> {
    if (performance.now() >= (betweenEpochs ? this.#dueBetween : this.#dueWithin)) await this.#save();
  }

  /** Does the work, however often the device is lost, as long as it gets further. */
  async outlive(work: () => Promise<void>): Promise<void> {
    const { model, print } = this.#run.paused();
    let [losses, furthest] = [0, -1];
    /** The epoch in which the device was lost. */
    let lost: number | undefined;
    for (;;) {
      if (lost !== undefined) await this.#backend.restored?.();
      try {
        if (lost !== undefined) {
          await this.#goBack();
          const { epoch, step } = this.#run.paused();
          const from = `from epoch ${epoch + 1}, after ${step} steps`;
          print(`fit: the device was lost in epoch ${lost + 1}, and is back; training goes on ${from}`);
          lost = undefined;
        }
        if (!this.#saved) await this.#save();
        await work();
        return await preserve(this.#backend, model);
      } catch (error) {
        if (!(error instanceof DeviceLostError)) {
          // An abort, an error of a callback: what the model has learned is kept.
          await preserve(this.#backend, model).catch(() => this.#leave());
          throw error;
        }
        const { epoch, step } = this.#run.paused();
        lost ??= epoch;
        const place = epoch * 2 ** 32 + step;
        losses = place > furthest ? 1 : losses + 1;
        furthest = Math.max(furthest, place);
        if (losses < mostLosses) continue;
        await this.#leave();
        throw error;
      }
    }
  }

  /** Leaves the model with what it had learned when it was written down last, if the device is of any use. */
  async #leave(): Promise<void> {
    try {
      await this.#backend.restored?.();
      await this.#goBack();
    } catch {
      // The error that ended the training is the one to tell.
    }
  }

  async #save(): Promise<void> {
    const { model, callbacks, position } = this.#run.paused();
    const back = this.#run.mark();
    // This also waits for the steps that the device has not done yet, which costs nothing.
    const standing = await position();
    const begun = performance.now();
    this.#saved = { bytes: await writeCheckpoint(standing, model, callbacks), back };
    const ended = performance.now();
    this.#dueBetween = ended + (ended - begun) / pace.share;
    this.#dueWithin = Math.max(this.#dueBetween, ended + pace.least);
  }

  async #goBack(): Promise<void> {
    if (!this.#saved) return;
    const { bytes, back } = this.#saved;
    const { model, callbacks } = this.#run.paused();
    await back(readCheckpoint(bytes, model, callbacks, () => undefined));
  }
}

/** Keeps on the host what a later loss of the device must not take: the weights and the optimizer's state. */
async function preserve(backend: Backend, model: Model): Promise<void> {
  const weights = model.namedWeights();
  const slots = [...model.optimizer.stateOf(weights).tensors.values()];
  try {
    const all: Tensor[] = [...weights.values(), ...slots];
    await Promise.all(all.map(({ buffer }) => backend.preserve?.(buffer)));
  } finally {
    for (const slot of slots) slot.dispose();
  }
}
