import { StriateError, scope } from '@striate/tensor';

/** How many layers are in the middle of a call. */
let depth = 0;

/**
 * A layer's call, in a scope of its own at the bottom, and where it is made of other layers; a training step holds the
 * model's own tensors itself.
 */
export function owning<T>(isContainer: boolean, body: () => T): T {
  return depth === 1 || (depth > 2 && isContainer) ? scope(body) : body();
}

/** A scope that the layers called in it share: what they made lives until its end, not until the end of each call. */
export function step<T>(body: () => T): T {
  return within(() => scope(body));
}

/** Layers called in it count as parts of another. */
export function within<T>(body: () => T): T {
  depth++;
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
