import { ValueError } from '@striate/tensor';
import { saveWeights } from '../../saving/weights';
import type { Callback, TrainingContext } from '../Callback';
import type { Logs } from '../Statistics';
import { Monitor, type MonitorOptions } from './monitor';

export interface ModelCheckpointOptions extends MonitorOptions {
  /** Write only when the watched value is better than ever. Default false. */
  saveBestOnly?: boolean;
  /** After each epoch (default), or after this many batches. */
  saveFreq?: 'epoch' | number;
  /** Best value of an earlier run, to beat before anything is written. */
  initialValueThreshold?: number;
  /** 1 prints what is written. Default 0. */
  verbose?: 0 | 1;
}

/**
 * Writes the weights to a safetensors file after each epoch (Node.js).
 *
 * The path may name the epoch, from 1, and values: `'weights.{epoch:02d}-{val_loss:.2f}.safetensors'`.
 *
 * @example
 * modelCheckpoint('best.safetensors', { monitor: 'val_accuracy', saveBestOnly: true });
 */
export function modelCheckpoint(path: string, options: ModelCheckpointOptions = {}): Callback {
  const { saveBestOnly = false, saveFreq = 'epoch', initialValueThreshold, verbose = 0 } = options;
  if (saveFreq !== 'epoch' && !(Number.isInteger(saveFreq) && saveFreq >= 1))
    throw new ValueError(`modelCheckpoint: saveFreq must be 'epoch' or a whole number >= 1, got ${saveFreq}`);
  const monitor = new Monitor(options, 'modelCheckpoint');
  let best = initialValueThreshold;
  let [epoch, seen] = [0, 0];
  const save = async (logs: Logs, context: TrainingContext) => {
    if (saveBestOnly) {
      const value = monitor.read(logs);
      if (!monitor.isBetter(value, best)) return;
      best = value;
    }
    const file = fillIn(path, { ...logs, epoch: epoch + 1 });
    await saveWeights(context.model, file);
    if (verbose === 1) context.print(`modelCheckpoint: wrote '${file}'`);
  };
  const everyBatches: Callback = {
    onEpochBegin(begun) {
      epoch = begun;
    },
    async onBatchEnd(_batch, logs, context) {
      if (++seen % Number(saveFreq) === 0) await save(logs, context);
    },
  };
  const everyEpoch: Callback = {
    async onEpochEnd(ended, logs, context) {
      epoch = ended;
      await save(logs, context);
    },
  };
  return {
    ...(saveFreq === 'epoch' ? everyEpoch : everyBatches),
    getState: () => ({ values: { best: best ?? null, seen } }),
    setState({ values }) {
      const state = values as { best: number | null; seen: number };
      [best, seen] = [state.best ?? undefined, state.seen];
    },
  };
}

/** `{name}`, `{name:02d}` and `{name:.3f}` replaced by values. */
function fillIn(path: string, values: Logs): string {
  return path.replace(/\{(\w+)(?::(?:0?(\d+)d|\.(\d+)f))?\}/g, (_, name: string, width?: string, digits?: string) => {
    if (!Object.hasOwn(values, name)) {
      throw new ValueError(
        `modelCheckpoint: '${path}' names '${name}', but there are ${Object.keys(values).join(', ')}`,
      );
    }
    const value = values[name];
    if (width !== undefined) return String(Math.round(value)).padStart(Number(width), '0');
    return digits === undefined ? String(value) : value.toFixed(Number(digits));
  });
}
