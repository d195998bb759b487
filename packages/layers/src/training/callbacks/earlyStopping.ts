import { keep, type Tensor, type Variable } from '@striate/tensor';
import type { Callback, TrainingContext } from '../Callback';
import { Monitor, type MonitorOptions } from './monitor';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** Epochs without improvement to wait for. Default 0. */
  patience?: number;
  /** A value that must be reached at all. */
  baseline?: number;
  /** Whether the model ends with the weights of its best epoch. Default false. */
  restoreBestWeights?: boolean;
  /** First epoch that counts, from 0. Default 0. */
  startFromEpoch?: number;
  /** 1 prints when it stops. Default 0. */
  verbose?: 0 | 1;
}

/**
 * Ends the training when a value no longer improves.
 *
 * @throws {StriateError} in the first epoch, if there is no such value.
 *
 * @example
 * await net.fit(x, y, { epochs: 100, validationSplit: 0.1, callbacks: [earlyStopping({ patience: 3, restoreBestWeights: true })] });
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const { patience = 0, baseline, restoreBestWeights = false, startFromEpoch = 0, verbose = 0 } = options;
  const monitor = new Monitor(options, 'earlyStopping');
  let [wait, best, bestEpoch] = [0, undefined as number | undefined, 0];
  let kept: ReadonlyMap<string, Tensor> = new Map();
  const forget = () => {
    for (const t of kept.values()) t.dispose();
    kept = new Map();
  };
  const keepWeights = (weights: ReadonlyMap<string, Variable>) => {
    forget();
    kept = new Map([...weights].map(([name, weight]) => [name, keep(weight.clone())]));
  };
  let resumed = false;
  return {
    onTrainBegin() {
      if (!resumed) [wait, best, bestEpoch] = [0, undefined, 0];
      resumed = false;
    },
    onEpochEnd(epoch, logs, context) {
      if (epoch < startFromEpoch || (best !== undefined && !monitor.has(logs))) return;
      const value = monitor.read(logs);
      wait++;
      if (monitor.isBetter(value, best)) {
        [best, bestEpoch] = [value, epoch];
        if (restoreBestWeights) keepWeights(context.model.namedWeights());
        if (baseline === undefined || monitor.isBetter(value, baseline)) wait = 0;
      }
      if (wait < Math.max(1, patience) || epoch === startFromEpoch) return;
      context.stop();
      if (verbose === 1) context.print(`earlyStopping: ${monitor.name} was best in epoch ${bestEpoch + 1}: ${best}`);
    },
    onTrainEnd(_logs, context: TrainingContext) {
      const weights = context.model.namedWeights();
      for (const [name, value] of kept) weights.get(name)?.assign(value);
    },
    onClose() {
      forget();
      resumed = false;
    },
    getState: () => ({ values: { wait, best: best ?? null, bestEpoch }, tensors: kept }),
    setState({ values, tensors }) {
      const state = values as { wait: number; best: number | null; bestEpoch: number };
      [wait, best, bestEpoch] = [state.wait, state.best ?? undefined, state.bestEpoch];
      forget();
      kept = new Map([...(tensors ?? [])].map(([name, t]) => [name, keep(t.clone())]));
      resumed = true;
    },
  };
}
