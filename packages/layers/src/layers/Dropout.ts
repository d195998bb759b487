import { dropout as drop, Generator, type Shape, type Tensor, ValueError } from '@striate/tensor';
import type { InferenceForm } from '../InferenceForm';
import { type CallOptions, Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface DropoutOptions extends LayerOptions {
  /** Share of the values that is set to 0, from 0 to below 1. */
  rate: number;
  /** Shape of the decisions, 1 where an axis shares one: `[batch, 1, 1, channels]` drops whole channels. */
  noiseShape?: Shape;
  /** A random stream of its own. Default: the shared generator, see `seed()`. */
  seed?: number;
}

/** The layer that `dropout` makes. */
export class Dropout extends Layer {
  static className = 'Dropout';
  static override readonly defaults = {
    rate: undefined,
    noiseShape: undefined,
    seed: undefined,
  } satisfies LayerDefaults<DropoutOptions>;
  declare readonly config: LayerConfig<DropoutOptions, typeof Dropout.defaults>;

  constructor(options: DropoutOptions) {
    super(options);
    const { rate, seed } = options;
    if (!(rate >= 0 && rate < 1)) throw new ValueError(`dropout: rate must be at least 0 and below 1, got ${rate}`);
    if (seed !== undefined) this.generator = new Generator(seed);
  }

  override inferenceForm(): InferenceForm {
    return { kind: 'identity' };
  }

  override call(x: Tensor, { training }: CallOptions): Tensor {
    const { rate, noiseShape } = this.config;
    return training ? drop(x, rate, { noiseShape, generator: this.generator }) : x;
  }
}

/**
 * In training, sets a random share of the values to 0 and scales the others up (Srivastava 2014); otherwise nothing.
 *
 * @example
 * dropout({ rate: 0.5 })(x, { training: true });
 */
export function dropout(options: DropoutOptions): Dropout {
  return new Dropout(options);
}
