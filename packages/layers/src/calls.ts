import { StriateError, scope, type Tensor } from '@striate/tensor';

/** How many layers are in the middle of a call. */
let depth = 0;
/** What layers added to the loss in the outermost call, or step, that runs or ran last. */
let added: Tensor[] = [];
const addedBy = new WeakMap<object, { readonly during: readonly Tensor[]; readonly losses: Tensor[] }>();

/**
 * A layer's call, in a scope of its own at the bottom, and where it is made of other layers; a training step holds the
 * model's own tensors itself. Losses that were added in it leave the scope.
 */
export function owning<T>(isContainer: boolean, body: () => T): T {
  if (depth !== 1 && !(depth > 2 && isContainer)) return body();
  const before = added.length;
  return scope(() => ({ result: body(), losses: added.slice(before) })).result;
}

/** Notes that a layer adds to the loss. */
export function noteLoss(layer: object, loss: Tensor): void {
  added.push(loss);
  const known = addedBy.get(layer);
  if (known?.during === added) known.losses.push(loss);
  else addedBy.set(layer, { during: added, losses: [loss] });
}

/** What a layer added when it was called last; what is freed by now is left out. */
export function lossesAddedBy(layer: object): readonly Tensor[] {
  return addedBy.get(layer)?.losses.filter(({ disposed }) => !disposed) ?? [];
}

/** What all layers have added in this step. */
export function lossesAdded(): readonly Tensor[] {
  return added;
}

/** A scope that the layers called in it share: what they made lives until its end, not until the end of each call. */
export function step<T>(body: () => T): T {
  return within(() => scope(body));
}

/** Layers called in it count as parts of another. */
export function within<T>(body: () => T): T {
  if (depth++ === 0) added = [];
  try {
    return body();
  } finally {
    depth--;
  }
}

/** The error, with the layer in its message unless it names one already. */
export function addLayerName(error: unknown, { name }: { readonly name: string }): unknown {
  if (error instanceof StriateError && !error.message.includes("layer '")) error.message += ` (in layer '${name}')`;
  return error;
}
