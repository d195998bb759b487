import { cast, gather, type Tensor, ValueError, type Variable } from '@striate/tensor';
import type { ConstraintLike } from '../constraints/constraints';
import type { InitializerLike } from '../initializers/resolveInitializer';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import type { RegularizerLike } from '../regularizers/regularizers';
import { checkCount } from './checkCount';
import { rulesOf } from './weightRules';

export interface EmbeddingOptions extends LayerOptions {
  /** Size of the vocabulary: indices are from 0 to below it. */
  inputDim: number;
  /** Size of the vectors. */
  outputDim: number;
  /** Default `randomUniform`. */
  embeddingsInitializer?: InitializerLike;
  /** Keras' masks are not passed on here: only false, the default, is taken. */
  maskZero?: false;
  /** A penalty on the vectors, added to the loss. Default: none. */
  embeddingsRegularizer?: RegularizerLike;
  /** The values the vectors may have. Default: any. */
  embeddingsConstraint?: ConstraintLike;
}

/** The layer that `embedding` makes. */
export class Embedding extends Layer {
  static className = 'Embedding';
  static override readonly defaults = {
    inputDim: undefined,
    outputDim: undefined,
    embeddingsInitializer: 'randomUniform',
    maskZero: false,
    embeddingsRegularizer: undefined,
    embeddingsConstraint: undefined,
  } satisfies LayerDefaults<EmbeddingOptions>;
  declare readonly config: LayerConfig<EmbeddingOptions, typeof Embedding.defaults>;
  embeddings: Variable | undefined = undefined;

  constructor(options: EmbeddingOptions) {
    super(options);
    checkCount(options.inputDim, 'embedding', 'inputDim');
    checkCount(options.outputDim, 'embedding', 'outputDim');
    if (this.config.maskZero)
      throw new ValueError(
        'embedding: maskZero is not supported; convolutions and pooling see padding anyway, so give index 0 a vector of its own',
      );
  }

  override build(): void {
    const { inputDim, outputDim } = this.config;
    this.embeddings = this.addWeight({
      name: 'embeddings',
      shape: [inputDim, outputDim],
      ...rulesOf(this.config, 'embeddings'),
    });
  }

  override call(x: Tensor): Tensor {
    return gather(this.embeddings!, cast(x, 'int32'));
  }
}

/**
 * A learned vector for each word: indices `[batch, steps]` become `[batch, steps, outputDim]`.
 *
 * @throws {ValueError} for `maskZero: true`, and for an index outside the vocabulary, where the backend can tell.
 *
 * @example
 * embedding({ inputDim: 5000, outputDim: 50 })(tensor([[3, 1, 4]], 'int32')).shape; // [1, 3, 50]
 */
export function embedding(options: EmbeddingOptions): Embedding {
  return new Embedding(options);
}
