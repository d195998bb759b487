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

  constructor(options: RandomLayerOptions) {
    super(options);
    const { seed } = this.config;
    if (seed !== undefined) this.generator = new Generator(seed);
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

export function checkRate(rate: number, who: string): void {
  if (!(rate >= 0 && rate < 1)) throw new ValueError(`${who}: rate must be at least 0 and below 1, got ${rate}`);
}

/** The shape of the decisions, `noiseShape` with its open axes filled in. */
export function decisionShape(noiseShape: readonly (number | null)[] | undefined, { shape }: Tensor): Shape {
  return noiseShape?.map((d, axis) => d ?? shape[axis]) ?? shape;
}
