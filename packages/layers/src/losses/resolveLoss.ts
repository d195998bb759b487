import { lookUp } from '../config/names';
import { binaryCrossentropy, categoricalCrossentropy } from './crossentropy';
import { binaryFocalCrossentropy, categoricalFocalCrossentropy } from './focal';
import { categoricalHinge, hinge, squaredHinge } from './hinge';
import { type Loss, type LossForm, type LossValues, loss } from './Loss';
import { dice, tversky } from './overlap';
import {
  huber,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
} from './regression';
import { cosineSimilarity, klDivergence } from './similarity';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy';

/** The factories that a name can stand for. */
export const lossesByName = {
  sparseCategoricalCrossentropy,
  categoricalCrossentropy,
  binaryCrossentropy,
  categoricalFocalCrossentropy,
  binaryFocalCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  huber,
  logCosh,
  hinge,
  squaredHinge,
  categoricalHinge,
  klDivergence,
  poisson,
  cosineSimilarity,
  dice,
  tversky,
} satisfies Record<string, () => Loss>;

export type LossName = keyof typeof lossesByName;

/** A loss, the name of one, or a function `(yTrue, yPred)` to losses whose mean counts. */
// Not `Loss`: beside another function, it would leave the parameters of one written in place without types.
export type LossLike = LossName | LossForm | LossValues;

export function isLossForm(value: object): value is LossForm {
  return 'lossName' in value && 'values' in value;
}

/** @throws {ValueError} for a name that stands for nothing, with the nearest there is. */
export function resolveLoss(like: LossLike): Loss {
  if (typeof like === 'string') return lookUp<() => Loss>(lossesByName, like, 'loss')();
  if (!isLossForm(like)) return loss(like.name || 'loss', like);
  return isLoss(like) ? like : loss(like.lossName, like.values, like);
}

function isLoss(form: LossForm): form is Loss {
  return typeof form === 'function';
}
