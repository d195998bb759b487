import type { DType, Tensor } from '@striate/tensor';
import type { JsonConfig } from '../config/encode';
import { Layer, type LayerDefaults } from '../Layer';
import { type SymbolicShape, SymbolicTensor } from '../SymbolicTensor';

export interface InputOptions {
  /** Shape of one sample, without the batch axis; null where any size will do. */
  shape: SymbolicShape;
  /** Default `float32`. */
  dtype?: DType;
  /** Default `input_layer`, numbered within its model. */
  name?: string;
}

/** An input as a configuration has it. */
interface InputConfig extends Omit<InputOptions, 'shape'> {
  batchShape: SymbolicShape;
}

/** The layer that stands for an input in a model. */
export class InputLayer extends Layer {
  static className = 'InputLayer';
  static override readonly defaults = {
    shape: undefined,
    batchShape: undefined,
    dtype: 'float32',
  } satisfies LayerDefaults<InputOptions & InputConfig>;

  constructor(options: InputOptions | InputConfig) {
    const { dtype = 'float32', name } = options;
    const shape = 'shape' in options ? options.shape : options.batchShape.slice(1);
    super({ name, inputShape: shape });
    const output = new SymbolicTensor([null, ...shape], dtype);
    const node = { id: -1, layer: this, inputs: [], outputs: [output], many: false, training: undefined };
    output.attach(node);
    this.noteCall(node);
    this.outputShape = output.shape;
    this.built = true;
  }

  override getConfig(): JsonConfig {
    const { shape, dtype } = this.output;
    return { batch_shape: shape, dtype, sparse: false, name: this.name };
  }

  override call(x: Tensor): Tensor {
    return x;
  }
}

/** An input as a layer: the first element of a `sequential` model. */
export function inputLayer(options: InputOptions): InputLayer {
  return new InputLayer(options);
}

/**
 * Where a functional model begins: a tensor without values, for layers to be called on.
 *
 * @example
 * const x = input({ shape: [28, 28, 1] });
 * const net = model({ inputs: x, outputs: dense({ units: 10 })(flatten()(x)) });
 */
export function input(options: InputOptions): SymbolicTensor {
  return new InputLayer(options).output;
}
