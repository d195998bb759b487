import { ValueError } from '@striate/tensor';
import { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } from './crossentropy';
import { type Loss, type LossValues, loss } from './Loss';
import { huber, meanAbsoluteError, meanSquaredError } from './regression';

const byName = {
  sparseCategoricalCrossentropy,
  categoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  huber,
} satisfies Record<string, () => Loss>;

export type LossName = keyof typeof byName;

/** A loss, the name of one, or a function `(yTrue, yPred)` to losses whose mean counts. */
export type LossLike = LossName | Loss | LossValues;

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveLoss(like: LossLike): Loss {
  if (typeof like === 'function') return 'values' in like ? like : loss(like.name || 'loss', like);
  if (Object.hasOwn(byName, like)) return byName[like]();
  throw new ValueError(`loss '${like}' is not known. There are ${Object.keys(byName).join(', ')}`);
}
