import { Functional, input, type Layer } from '@striate/layers';
import type { Cut } from './frozenPrefix';

/** Backbone and classifier as one model, from pictures to classes. */
export function assemble(backbone: Functional, head: readonly Layer[], name: string): Functional {
  const [{ shape, dtype }] = backbone.inputs;
  const images = input({ shape: shape.slice(1), dtype });
  let x = backbone(images);
  for (const layer of head) x = layer(x);
  return new Functional({ inputs: images, outputs: x, name });
}

/** The same for training: what is frozen infers, also its dropout, or is left out where its output comes from a cache. */
export function assembleForTraining(
  backbone: Functional,
  { frozen, learning }: Cut,
  head: readonly Layer[],
  cached: boolean,
): Functional {
  const from = cached && frozen ? frozen.outputs[0] : backbone.inputs[0];
  const source = input({ shape: from.shape.slice(1), dtype: from.dtype });
  let x = source;
  if (frozen && !cached) x = frozen(x, { training: false });
  if (learning) x = learning(x);
  for (const layer of head) x = layer(x);
  return new Functional({ inputs: source, outputs: x, name: `${backbone.name}_training` });
}
