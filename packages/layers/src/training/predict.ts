import { concat, keep, scope, slice, type Tensor, ValueError } from '@striate/tensor';
import { step } from '../calls';
import type { Model } from '../models/Model';
import { infer } from '../models/plan/infer';
import type { Arrays } from './arrays';
import { inputArrays } from './batches';
import { breathe } from './breathe';
import { repeating } from './repeating';

export interface PredictOptions {
  /** Samples at a time. Default 32. */
  batchSize?: number;
  /** Ends it between two batches, with the signal's reason. */
  signal?: AbortSignal;
}

/** What `model.predict` does: the outputs, one after the other. */
export async function predict(model: Model, x: Arrays, options: PredictOptions): Promise<Tensor[]> {
  const { batchSize = 32 } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new ValueError(`predict: batchSize must be a whole number >= 1, got ${batchSize}`);
  options.signal?.throwIfAborted();
  return repeating(model, () => predictOnce(model, x, batchSize, options.signal));
}

async function predictOnce(
  model: Model,
  x: Arrays,
  batchSize: number,
  signal: AbortSignal | undefined,
): Promise<Tensor[]> {
  const { columns, samples } = inputArrays(x, model.inputNames, 'predict');
  const parts: Tensor[][] = [];
  try {
    for (let begin = 0; begin < samples; begin += batchSize) {
      signal?.throwIfAborted();
      const size = Math.min(batchSize, samples - begin);
      const outputs = step(() => {
        const batch = columns.tensors.map((t) => (size === samples ? t : slice(t, [begin], [size])));
        // A network that passes its input through must not hand out the caller's tensor.
        return infer(model, batch).map((y) => keep(y.clone()));
      });
      parts.push(outputs);
      await breathe();
    }
    return parts[0].map((_, k) =>
      parts.length === 1 ? parts[0][k] : scope(() => concat(parts.map((part) => part[k]))),
    );
  } finally {
    columns.dispose();
    if (parts.length > 1) for (const part of parts) for (const y of part) y.dispose();
  }
}
