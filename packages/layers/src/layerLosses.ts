import { div, formatShape, isMeta, ShapeError, type Tensor, type Variable } from '@striate/tensor';
import { lossesAddedBy, noteLoss } from './calls';
import type { Layer } from './Layer';
import { type RegularizerLike, resolveRegularizer } from './regularizers/regularizers';

/** Adds to the loss of the step that calls a layer. @throws {ShapeError} unless it is a scalar. */
export function addLoss(layer: Layer, loss: Tensor): void {
  if (loss.rank !== 0)
    throw new ShapeError(`addLoss: a loss is a scalar, layer '${layer.name}' added ${formatShape(loss.shape)}`);
  // A call that only learns shapes has no loss.
  if (!isMeta(loss)) noteLoss(layer, loss);
}

/** Adds the penalty on what a layer gives. */
export function addActivityLoss(layer: Layer, regularizer: RegularizerLike, outputs: Tensor | readonly Tensor[]): void {
  const penalty = resolveRegularizer(regularizer);
  for (const output of Array.isArray(outputs) ? outputs : [outputs as Tensor])
    addLoss(layer, div(penalty(output), Math.max(1, output.shape[0] ?? 1)));
}

/** The penalties on weights. */
export function weightLosses(weights: readonly Variable[]): Tensor[] {
  return weights.flatMap((weight) => weight.regularizer?.(weight) ?? []);
}

/** What a layer and its sub-layers added in the last call. */
export function addedLosses(layer: Layer, seen = new Set<Layer>()): readonly Tensor[] {
  if (seen.has(layer)) return [];
  seen.add(layer);
  return [...lossesAddedBy(layer), ...layer.subLayers.flatMap((inner) => addedLosses(inner, seen))];
}
