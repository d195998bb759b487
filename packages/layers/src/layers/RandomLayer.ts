import { Generator, type Shape, type Tensor, ValueError } from '@striate/tensor';
import type { InferenceForm } from '../InferenceForm';
import { type CallOptions, Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface RandomLayerOptions extends LayerOptions {
  /** A random stream of its own. Default: the shared generator, see `seed()`. */
  seed?: number;
}

export const randomDefaults = { seed: undefined } satisfies LayerDefaults<RandomLayerOptions>;

/** A layer that draws random numbers in training, and outside of it passes its input on. */
export abstract class RandomLayer extends Layer {
  declare readonly config: LayerConfig<RandomLayerOptions, typeof randomDefaults>;
  /** Its own stream, if it was given a `seed`; its `state` is what a checkpoint keeps. Undefined: it draws from the shared one. */
  generator: Generator | undefined;

  constructor(options: RandomLayerOptions) {
    super(options);
    const { seed } = this.config;
    this.generator = seed === undefined ? undefined : new Generator(seed);
  }

  override inferenceForm(): InferenceForm {
    return { kind: 'identity' };
  }

  override call(x: Tensor, { training }: CallOptions): Tensor {
    return training ? this.disturb(x) : x;
  }

  /** What it does in training. */
  protected abstract disturb(x: Tensor): Tensor;
}

/** The layers within that have a generator of their own, in the order of the layers: each once. */
export function seededLayers(root: Layer): RandomLayer[] {
  const found = new Set<RandomLayer>();
  const visit = (layer: Layer): void => {
    if (layer instanceof RandomLayer && layer.generator) found.add(layer);
    layer.subLayers.forEach(visit);
  };
  visit(root);
  return [...found];
}

export function checkRate(rate: number, who: string): void {
  if (!(rate >= 0 && rate < 1)) throw new ValueError(`${who}: rate must be at least 0 and below 1, got ${rate}`);
}

/** The shape of the decisions, `noiseShape` with its open axes filled in. */
export function decisionShape(noiseShape: readonly (number | null)[] | undefined, { shape }: Tensor): Shape {
  return noiseShape?.map((d, axis) => d ?? shape[axis]) ?? shape;
}
