import { ValueError } from '@striate/tensor';
import type { Callback } from '../Callback';
import { Monitor, type MonitorOptions } from './monitor';

export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the rate is multiplied by. Default 0.1. */
  factor?: number;
  /** Epochs without improvement to wait for. Default 10. */
  patience?: number;
  /** What counts as an improvement is more than this. Default 1e-4. */
  minDelta?: number;
  /** Epochs after a reduction that do not count. Default 0. */
  cooldown?: number;
  /** The least rate. Default 0. */
  minLR?: number;
  /** 1 prints each reduction. Default 0. */
  verbose?: 0 | 1;
}

/**
 * Lowers the learning rate when a value no longer improves; the rate joins the logs as `learning_rate`.
 *
 * @example
 * reduceLROnPlateau({ monitor: 'val_loss', factor: 0.2, patience: 5, minLR: 1e-5 });
 */
export function reduceLROnPlateau(options: ReduceLROnPlateauOptions = {}): Callback {
  const { factor = 0.1, patience = 10, minDelta = 1e-4, cooldown = 0, minLR = 0, verbose = 0 } = options;
  if (!(factor > 0 && factor < 1))
    throw new ValueError(`reduceLROnPlateau: factor must be above 0 and below 1, got ${factor}`);
  const monitor = new Monitor({ ...options, minDelta }, 'reduceLROnPlateau');
  let [wait, cooling, best] = [0, 0, undefined as number | undefined];
  let resumed = false;
  return {
    onTrainBegin() {
      if (!resumed) [wait, cooling, best] = [0, 0, undefined];
      resumed = false;
    },
    onEpochEnd(epoch, logs, context) {
      const { optimizer } = context.model;
      logs.learning_rate = optimizer.learningRate;
      if (best !== undefined && !monitor.has(logs)) return;
      const value = monitor.read(logs);
      if (cooling > 0) {
        cooling--;
        wait = 0;
      }
      if (monitor.isBetter(value, best)) {
        [best, wait] = [value, 0];
        return;
      }
      if (cooling > 0 || ++wait < patience || optimizer.learningRate <= minLR) return;
      optimizer.learningRate = Math.max(optimizer.learningRate * factor, minLR);
      [cooling, wait] = [cooldown, 0];
      if (verbose === 1)
        context.print(`reduceLROnPlateau: learning rate ${optimizer.learningRate} from epoch ${epoch + 2} on`);
    },
    onClose() {
      resumed = false;
    },
    getState: () => ({ values: { wait, cooling, best: best ?? null } }),
    setState({ values }) {
      const state = values as { wait: number; cooling: number; best: number | null };
      [wait, cooling, best] = [state.wait, state.cooling, state.best ?? undefined];
      resumed = true;
    },
  };
}
