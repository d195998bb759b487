import {
  add,
  cast,
  greaterEqual,
  mul,
  randomNormal,
  randomUniform,
  sub,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { checkRate, decisionShape, RandomLayer, type RandomLayerOptions, randomDefaults } from './RandomLayer';

export interface GaussianNoiseOptions extends RandomLayerOptions {
  /** Standard deviation of the noise, at least 0. */
  stddev: number;
}

/** The layer that `gaussianNoise` makes. */
export class GaussianNoise extends RandomLayer {
  static className = 'GaussianNoise';
  static override readonly defaults = {
    stddev: undefined,
    ...randomDefaults,
  } satisfies LayerDefaults<GaussianNoiseOptions>;
  declare readonly config: LayerConfig<GaussianNoiseOptions, typeof GaussianNoise.defaults>;

  constructor(options: GaussianNoiseOptions) {
    super(options);
    const { stddev } = options;
    if (!(stddev >= 0)) throw new ValueError(`gaussianNoise: stddev must be at least 0, got ${stddev}`);
  }

  protected override disturb(x: Tensor): Tensor {
    return add(x, randomNormal(x.shape, { stddev: this.config.stddev, generator: this.generator }));
  }
}

/**
 * In training, adds normally distributed noise of mean 0; otherwise nothing.
 *
 * @throws {ValueError} if `stddev` is negative.
 *
 * @example
 * gaussianNoise({ stddev: 0.1 })(x, { training: true });
 */
export function gaussianNoise(options: GaussianNoiseOptions): GaussianNoise {
  return new GaussianNoise(options);
}

export interface GaussianDropoutOptions extends RandomLayerOptions {
  /** As strong as a dropout of this rate, from 0 to below 1. */
  rate: number;
}

/** The layer that `gaussianDropout` makes. */
export class GaussianDropout extends RandomLayer {
  static className = 'GaussianDropout';
  static override readonly defaults = {
    rate: undefined,
    ...randomDefaults,
  } satisfies LayerDefaults<GaussianDropoutOptions>;
  declare readonly config: LayerConfig<GaussianDropoutOptions, typeof GaussianDropout.defaults>;

  constructor(options: GaussianDropoutOptions) {
    super(options);
    checkRate(options.rate, 'gaussianDropout');
  }

  protected override disturb(x: Tensor): Tensor {
    const { rate } = this.config;
    const stddev = Math.sqrt(rate / (1 - rate));
    return mul(x, randomNormal(x.shape, { mean: 1, stddev, generator: this.generator }));
  }
}

/**
 * In training, multiplies by normally distributed numbers of mean 1 and variance `rate / (1 - rate)` (Srivastava 2014).
 *
 * @throws {ValueError} unless 0 <= rate < 1.
 */
export function gaussianDropout(options: GaussianDropoutOptions): GaussianDropout {
  return new GaussianDropout(options);
}

export interface AlphaDropoutOptions extends RandomLayerOptions {
  /** Share of the values that is dropped, from 0 to below 1. */
  rate: number;
  /** Shape of the decisions, see `dropout`. Default: that of the input. */
  noiseShape?: readonly (number | null)[];
}

/** What selu comes to for very negative inputs. */
const floor = -1.6732632423543772 * 1.0507009873554805;

/** The layer that `alphaDropout` makes. */
export class AlphaDropout extends RandomLayer {
  static className = 'AlphaDropout';
  static override readonly defaults = {
    rate: undefined,
    noiseShape: undefined,
    ...randomDefaults,
  } satisfies LayerDefaults<AlphaDropoutOptions>;
  declare readonly config: LayerConfig<AlphaDropoutOptions, typeof AlphaDropout.defaults>;

  constructor(options: AlphaDropoutOptions) {
    super(options);
    checkRate(options.rate, 'alphaDropout');
  }

  protected override disturb(x: Tensor): Tensor {
    const { rate } = this.config;
    const shape = decisionShape(this.config.noiseShape, x);
    const kept = cast(greaterEqual(randomUniform(shape, { generator: this.generator }), rate), 'float32');
    const scale = ((1 - rate) * (1 + rate * floor ** 2)) ** -0.5;
    const dropped = add(mul(x, kept), mul(sub(1, kept), floor));
    return add(mul(dropped, scale), -scale * floor * rate);
  }
}

/**
 * Dropout that goes with `selu`: in training a share of the values takes the lowest value of that activation, and mean and
 * variance stay (Klambauer 2017).
 *
 * @throws {ValueError} unless 0 <= rate < 1.
 */
export function alphaDropout(options: AlphaDropoutOptions): AlphaDropout {
  return new AlphaDropout(options);
}
