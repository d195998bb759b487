import {
  type BiasOptions,
  type KernelOptions,
  Layer,
  type LayerConfig,
  type LayerDefaults,
  type LayerOptions,
} from '@striate/layers';
import {
  concat,
  conv2d,
  gather,
  type Pair,
  reshape,
  type Shape,
  type Tensor,
  tensor,
  ValueError,
  type Variable,
  zeros,
} from '@striate/tensor';

export interface SparseConv2DOptions
  extends LayerOptions,
    Pick<BiasOptions, 'biasInitializer'>,
    Pick<KernelOptions, 'kernelInitializer'> {
  /** For each filter the channels it sees: `[[0, 1], [1, 2]]` are two filters. */
  connections: readonly (readonly number[])[];
  /** Height and width of the filters. */
  kernelSize: number | Pair;
}

/** The layer that `sparseConv2d` makes. */
export class SparseConv2D extends Layer {
  static className = 'SparseConv2D';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = {
    connections: undefined,
    kernelSize: undefined,
    kernelInitializer: 'glorotUniform',
    biasInitializer: 'zeros',
  } satisfies LayerDefaults<SparseConv2DOptions>;
  declare readonly config: LayerConfig<SparseConv2DOptions, typeof SparseConv2D.defaults>;
  kernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = ['batch', 'height', 'width', 'channels'];

  constructor(options: SparseConv2DOptions) {
    super(options);
    for (const [filter, channels] of options.connections.entries()) {
      if (channels.length === 0 || new Set(channels).size < channels.length) {
        throw new ValueError(
          `sparseConv2d: filter ${filter} sees channels [${channels}]; it takes each once, and one at least`,
        );
      }
    }
  }

  override build(inputShape: Shape): void {
    const { connections, kernelSize, kernelInitializer, biasInitializer } = this.config;
    const channels = inputShape[3];
    for (const seen of connections.flat()) {
      if (!Number.isInteger(seen) || seen < 0 || seen >= channels) {
        throw new ValueError(`sparseConv2d: layer '${this.name}' has a filter for channel ${seen} of ${channels}`);
      }
    }
    const [height, width] = typeof kernelSize === 'number' ? [kernelSize, kernelSize] : kernelSize;
    const shape = [height, width, connections.flat().length];
    this.kernel = this.addWeight({ name: 'kernel', shape, initializer: kernelInitializer });
    this.bias = this.addWeight({ name: 'bias', shape: [connections.length], initializer: biasInitializer });
    this.inputFeatures = channels;
  }

  /** Where among the connections each place of a full kernel `[channels, filters]` is; one past the last where there is none. */
  #places(channels: number): Int32Array {
    const { connections } = this.config;
    const filters = connections.length;
    const places = new Int32Array(channels * filters).fill(connections.flat().length);
    let place = 0;
    connections.forEach((seen, filter) => {
      for (const channel of seen) places[channel * filters + filter] = place++;
    });
    return places;
  }

  override call(x: Tensor): Tensor {
    const kernel = this.kernel!;
    const [height, width] = kernel.shape;
    const channels = x.shape[3];
    const withZero = concat([kernel, zeros([height, width, 1])], 2);
    const places = this.#places(channels);
    const full = gather(withZero, tensor(places, [places.length]), 2);
    return conv2d(x, reshape(full, [height, width, channels, this.config.connections.length]), { bias: this.bias });
  }
}

/**
 * A convolution whose filters see some of the channels only, by a table; of what they do not see there are no weights.
 *
 * Input `[batch, height, width, channels]`, output `[batch, outHeight, outWidth, filters]` without padding; weights `kernel`
 * `[kernelHeight, kernelWidth, connections]`, in the order of the table, and `bias` `[filters]`. LeNet-5's third layer is one (LeCun,
 * Bottou, Bengio and Haffner 1998, table I): it breaks the symmetry between maps, and saves a third of the weights.
 *
 * @throws {ValueError} for a filter that sees nothing, a channel twice, or one that the input does not have.
 *
 * @example
 * sparseConv2d({ kernelSize: 5, connections: [[0, 1], [1, 2], [0, 2]] })(ones([1, 14, 14, 3])).shape; // [1, 10, 10, 3]
 */
export function sparseConv2d(options: SparseConv2DOptions): SparseConv2D {
  return new SparseConv2D(options);
}
