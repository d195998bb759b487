import {
  add,
  div,
  keep,
  maximum,
  mean as meanOf,
  mul,
  normalizeAxis,
  type Shape,
  ShapeError,
  scope,
  sqrt,
  sub,
  Tensor,
  tensor,
  ValueError,
  type Variable,
  variance as varianceOf,
} from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { type ArrayLike, toColumns } from '../training/arrays';

export interface NormalizationOptions extends LayerOptions {
  /** Axes that have a mean and a variance for each place; `[]` or null has one of each for everything. Default -1, the channels. */
  axis?: number | readonly number[] | null;
  /** Given with `variance`, instead of `adapt`. */
  mean?: number | readonly number[];
  variance?: number | readonly number[];
  /** Whether to bring normalised values back. Default false. */
  invert?: boolean;
}

/** Batches to learn from, of a data set or in a list. */
export type NormalizationBatches =
  | AsyncIterable<ArrayLike | { readonly x: ArrayLike }>
  | Iterable<Tensor | { readonly x: ArrayLike }>;

/** The layer that `normalization` makes. */
export class Normalization extends Layer {
  static className = 'Normalization';
  static override readonly defaults = {
    axis: -1,
    mean: undefined,
    variance: undefined,
    invert: false,
  } satisfies LayerDefaults<NormalizationOptions>;
  declare readonly config: LayerConfig<NormalizationOptions, typeof Normalization.defaults>;
  /** Learned by `adapt`, in the shape of the axes that are kept; undefined where the options say them. */
  mean: Variable | undefined = undefined;
  variance: Variable | undefined = undefined;
  #kept: number[] = [];
  #broadcast: number[] = [];

  constructor(options: NormalizationOptions = {}) {
    super(options);
    const { mean, variance } = options;
    if ((mean === undefined) !== (variance === undefined))
      throw new ValueError(`normalization: mean and variance go together, got mean ${mean} and variance ${variance}`);
  }

  override build(shape: Shape): void {
    const { axis, mean } = this.config;
    const axes = typeof axis === 'number' ? [axis] : (axis ?? []);
    this.#kept = axes.map((a) => normalizeAxis(a, shape.length, 'normalization')).sort((a, b) => a - b);
    this.#broadcast = shape.map((size, i) => (this.#kept.includes(i) ? size : 1));
    if (mean !== undefined) return;
    const own = this.#kept.map((i) => shape[i]);
    this.mean = this.addWeight({ name: 'mean', shape: own, initializer: 'zeros', trainable: false });
    this.variance = this.addWeight({ name: 'variance', shape: own, initializer: 'ones', trainable: false });
  }

  override call(x: Tensor): Tensor {
    const { invert } = this.config;
    const mean = this.#spread(this.mean ?? this.config.mean ?? 0, x);
    // Keras' epsilon: what never varies gives 0.
    const deviation = maximum(sqrt(this.#spread(this.variance ?? this.config.variance ?? 1, x)), 1e-7);
    return invert ? add(mul(x, deviation), mean) : div(sub(x.cast('float32'), mean), deviation);
  }

  /** Statistics in a shape that broadcasts over x. */
  #spread(values: Tensor | number | readonly number[], x: Tensor): Tensor {
    const sizes = this.#broadcast.map((size, i) => (size === 1 ? 1 : x.shape[i]));
    const given = values instanceof Tensor ? values : tensor(Float32Array.from([values].flat() as number[]));
    return given.reshape(given.size === 1 ? x.shape.map(() => 1) : sizes);
  }

  /**
   * Learns mean and variance from an array, or from batches: a data set's elements `{ x }`, or tensors. Before training, once.
   *
   * @throws {ValueError} if the options give the statistics, or there is no batch.
   *
   * @example
   * await layer.adapt(train.batch(256));
   */
  async adapt(data: ArrayLike | NormalizationBatches): Promise<void> {
    if (this.config.mean !== undefined)
      throw new ValueError('normalization: has its mean and variance from its options, and nothing to adapt');
    let [count, mean, spread] = [0, new Float64Array(), new Float64Array()];
    const take = async (batch: ArrayLike) => {
      const found = await this.#statistics(batch);
      if (count === 0) [mean, spread] = [new Float64Array(found.mean.length), new Float64Array(found.mean.length)];
      const total = count + found.count;
      // Sums of squares about the common mean (Chan, Golub and LeVeque 1983).
      found.mean.forEach((value, i) => {
        const apart = value - mean[i];
        spread[i] += found.variance[i] * found.count + (apart * apart * count * found.count) / total;
        mean[i] += (apart * found.count) / total;
      });
      count = total;
    };
    if (isBatches(data)) {
      for await (const element of data) await take(isRecordOfX(element) ? element.x : element);
    } else await take(data);
    if (count === 0) throw new ValueError('normalization: adapt got no batch to learn from');
    scope(() => {
      this.mean?.assign(tensor(Float32Array.from(mean), this.mean.shape));
      this.variance?.assign(
        tensor(
          Float32Array.from(spread, (s) => s / count),
          this.variance.shape,
        ),
      );
    });
  }

  async #statistics(batch: ArrayLike) {
    const columns = toColumns(batch, ['x'], 'adapt');
    const [x] = columns.tensors;
    try {
      this.buildFor(x);
      const off = this.#kept.find((i) => i > 0 && x.shape[i] !== this.#broadcast[i]);
      if (off !== undefined) {
        throw new ShapeError(
          `normalization: learns ${this.#broadcast[off]} values along axis ${off}, got a batch of shape [${x.shape}]`,
        );
      }
      const others = x.shape.flatMap((_, i) => (this.#kept.includes(i) ? [] : [i]));
      const [mean, variance] = scope(() => {
        const floats = x.cast('float32');
        return others.length === 0
          ? [keep(floats), undefined]
          : [keep(meanOf(floats, others)), keep(varianceOf(floats, others))];
      });
      const found = { mean: await mean.data(), variance: await variance?.data() };
      mean.dispose();
      variance?.dispose();
      return {
        count: others.reduce((size, i) => size * x.shape[i], 1),
        mean: found.mean,
        variance: found.variance ?? new Float32Array(found.mean.length),
      };
    } finally {
      columns.dispose();
    }
  }
}

function isRecordOfX(value: object | number | boolean): value is { readonly x: ArrayLike } {
  return typeof value === 'object' && 'x' in value;
}

/** Whether these are batches, and not one array: a list of numbers is an array. */
function isBatches(data: ArrayLike | NormalizationBatches): data is NormalizationBatches {
  if (typeof data !== 'object' || data instanceof Tensor || ArrayBuffer.isView(data)) return false;
  if (Symbol.asyncIterator in data) return true;
  if (!(Symbol.iterator in data)) return false;
  return !Array.isArray(data) || data.length === 0 || (typeof data[0] === 'object' && !Array.isArray(data[0]));
}

/**
 * `(x - mean) / sqrt(variance)`, with the statistics of the data that `adapt` saw.
 *
 * @throws {ValueError} if only one of mean and variance is given.
 *
 * @example
 * const layer = normalization();
 * await layer.adapt([[0, 7, 4], [2, 9, 6], [0, 7, 4], [2, 9, 6]]);
 * layer(tensor([[0, 7, 4]])); // -1, -1, -1
 */
export function normalization(options?: NormalizationOptions): Normalization {
  return new Normalization(options);
}
