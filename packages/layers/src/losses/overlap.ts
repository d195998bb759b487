import { type Axis, add, div, mul, sub, sum, type Tensor } from '@striate/tensor';
import { settings } from '../config/settings';
import { epsilon } from './crossentropy';
import { type FilledLossOptions, kerasLoss, type Loss, type LossOptions, lossDefaults } from './Loss';
import { checkProbabilities } from './labelChecks';
import { targetsOf } from './matchRank';

export interface DiceOptions extends LossOptions {
  /** What an overlap is measured over: `[1, 2, 3]` for each image. Default: all, the batch included. */
  axis?: Axis;
}

export interface TverskyOptions extends DiceOptions {
  /** Weight of what is found and should not be. Default 0.5. */
  alpha?: number;
  /** Weight of what is missed. Default 0.5. */
  beta?: number;
}

/**
 * `1 - 2 Σ y ŷ / (Σ y + Σ ŷ)`: how much two masks fail to overlap (Milletari 2016, "V-Net"), for segmentation with
 * few pixels of interest. `yTrue` and `yPred` have one shape.
 * @throws {ValueError} in `fit` for labels below 0 or above 1.
 *
 * @example
 * unet.compile({ optimizer: 'adam', loss: dice({ axis: [1, 2, 3] }) });
 */
export function dice(options: DiceOptions = {}): Loss {
  const config = settings<FilledLossOptions & { axis: Axis | undefined }>('dice', options, {
    axis: undefined,
    ...lossDefaults('dice'),
  });
  const over = (x: Tensor) => sum(x, config.axis);
  return kerasLoss(
    'Dice',
    config,
    (yTrue, yPred) => {
      const target = targetsOf(yTrue, yPred, 'dice');
      const both = mul(over(mul(target, yPred)), 2);
      return sub(1, div(both, add(add(over(target), over(yPred)), epsilon)));
    },
    { checkLabels: checkProbabilities('dice') },
  );
}

/**
 * Dice with a weight of its own for each kind of error (Salehi 2017): `1 - tp / (tp + alpha fp + beta fn)`; with 0.5 and 0.5
 * it is `dice`, and a `beta` above `alpha` misses less.
 * @throws {ValueError} in `fit` for labels below 0 or above 1.
 *
 * @example
 * unet.compile({ optimizer: 'adam', loss: tversky({ alpha: 0.3, beta: 0.7, axis: [1, 2, 3] }) });
 */
export function tversky(options: TverskyOptions = {}): Loss {
  const config = settings<FilledLossOptions & { alpha: number; beta: number; axis: Axis | undefined }>(
    'tversky',
    options,
    { alpha: 0.5, beta: 0.5, axis: undefined, ...lossDefaults('tversky') },
  );
  const { alpha, beta, axis } = config;
  return kerasLoss(
    'Tversky',
    config,
    (yTrue, yPred) => {
      const target = targetsOf(yTrue, yPred, 'tversky');
      const found = sum(mul(target, yPred), axis);
      const wrong = mul(sum(mul(sub(1, target), yPred), axis), alpha);
      const missed = mul(sum(mul(target, sub(1, yPred)), axis), beta);
      return sub(1, div(found, add(add(add(found, wrong), missed), epsilon)));
    },
    { checkLabels: checkProbabilities('tversky') },
  );
}
