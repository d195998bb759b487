import { ValueError } from '@striate/tensor';
import type { Model } from '../models/Model';
import { type Arrays, toColumns } from './arrays';
import { preserving } from './preserving';

export interface OverfitOptions {
  /** Samples of the batch, from the first on. Default 8. */
  batchSize?: number;
  /** Most steps. Default 200. */
  steps?: number;
  /** The loss counts as overfit below this share of the first. Default 0.05. */
  target?: number;
}

export interface OverfitResult {
  /** Whether the loss fell below the target. */
  readonly passed: boolean;
  /** The loss before each step. */
  readonly losses: readonly number[];
}

/**
 * Whether the model can learn one small batch by heart: the first thing to try when a network does not learn. If it cannot,
 * something is wired wrongly: labels, loss, activation, learning rate. The model is as before afterwards.
 *
 * @example
 * const { passed, losses } = await overfitOneBatch(net, images, labels);
 */
export async function overfitOneBatch(
  model: Model,
  x: Arrays,
  y: Arrays,
  { batchSize = 8, steps = 200, target = 0.05 }: OverfitOptions = {},
): Promise<OverfitResult> {
  if (!Number.isInteger(steps) || steps < 2)
    throw new ValueError(`overfitOneBatch: steps must be a whole number >= 2, got ${steps}`);
  const losses: number[] = [];
  const { inputs, outputs } = model.dataNames;
  const columns = [toColumns(x, inputs, 'overfitOneBatch: x'), toColumns(y, outputs, 'overfitOneBatch: y')];
  const heads = columns.map(({ tensors }) =>
    tensors.map((t) =>
      t.slice(
        t.shape.map(() => 0),
        [Math.min(batchSize, t.shape[0]), ...t.shape.slice(1)],
      ),
    ),
  );
  const passed = () => losses[losses.length - 1] <= target * losses[0];
  try {
    await preserving(model, async () => {
      while (losses.length < steps && !(losses.length > 1 && passed())) {
        losses.push((await model.trainOnBatch(heads[0], heads[1])).loss);
      }
    });
    return { passed: passed(), losses };
  } finally {
    for (const t of heads.flat()) t.dispose();
    for (const column of columns) column.dispose();
  }
}
