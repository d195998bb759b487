import { type Layer, PairAugmentation, type PairCall } from '@striate/layers';
import { Generator, StriateError, sharedGenerator, Tensor } from '@striate/tensor';
import { generatorAt } from './generatorAt';

/** A batch as `Dataset.batch` makes it. Mixing layers want one-hot labels `y`, [n, classes]. */
export interface ImageBatch {
  readonly x: Tensor;
  readonly y?: unknown;
}

export interface AugmentedOptions {
  /** The same seed gives the same pictures. Default: drawn from the shared generator, and so fixed by `seed()`. */
  readonly seed?: number;
}

/** A map of batches: what it draws follows from its seed, the pass and the place of the batch in it. */
export type AugmentBatch<B extends ImageBatch> = (batch: B, index: number, context?: { readonly epoch: number }) => B;

/**
 * Layers, as in training, as a function for `Dataset.map`, after `batch`. Layers of images get `x`; `mixUp` and `cutMix` get `x` and `y`.
 * The rest of the batch stays.
 *
 * What a layer draws follows from `seed`, the pass (`epoch`) and the number of the batch, and from nothing else: not from the seeds of the
 * layers, nor from what else draws numbers. So a pass that is gone through again, or from the middle on, has the same pictures.
 *
 * @throws {StriateError} if an element has no tensor `x`.
 *
 * @example
 * const train = digits.shuffle({ seed: 1 }).batch(32)
 *   .map(augmented([randomRotation({ factor: 0.04 }), randomTranslation({ heightFactor: 0.1, widthFactor: 0.1 })], { seed: 1 }));
 */
export function augmented<B extends ImageBatch>(
  layers: Layer | readonly Layer[],
  options: AugmentedOptions = {},
): AugmentBatch<B> {
  const chain: readonly Layer[] = Array.isArray(layers) ? layers : [layers as Layer];
  const seed = options.seed ?? sharedGenerator().fork().state.seed;
  new Generator(seed); // refuses a bad seed here and not in the first pass
  return (batch, index, { epoch } = { epoch: 0 }) => {
    if (!(batch.x instanceof Tensor))
      throw new StriateError('augmented: takes batches { x, y } of tensors; put it after batch()');
    return drawingFrom(generatorAt(seed, epoch, index), chain, () => {
      return chain.reduce((current, layer) => apply(layer, current), batch);
    });
  };
}

function apply<B extends ImageBatch>(layer: Layer, batch: B): B {
  if (!(layer instanceof PairAugmentation)) return { ...batch, x: layer(batch.x, { training: true }) };
  if (!(batch.y instanceof Tensor)) throw new StriateError(`augmented: layer '${layer.name}' mixes labels; y is none`);
  const [x, y] = (layer as unknown as PairCall)([batch.x, batch.y], { training: true });
  return { ...batch, x, y };
}

/** Runs `body` with the shared generator and those of the layers standing where `place` says, and puts them back. */
export function drawingFrom<T>(place: Generator, layers: readonly Layer[], body: () => T): T {
  const generators = new Set([sharedGenerator(), ...layers.flatMap((layer) => layer.generators)]);
  const before = [...generators].map((generator) => ({ generator, state: generator.state }));
  for (const generator of generators) generator.state = place.fork().state;
  try {
    return body();
  } finally {
    for (const { generator, state } of before) generator.state = state;
  }
}
