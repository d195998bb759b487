import { cast, gather, type Tensor, type Variable } from '@striate/tensor';
import type { InitializerLike } from '../initializers/resolveInitializer';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { checkCount } from './checkCount';

export interface EmbeddingOptions extends LayerOptions {
  /** Size of the vocabulary: indices are from 0 to below it. */
  inputDim: number;
  /** Size of the vectors. */
  outputDim: number;
  /** Default `randomUniform`. */
  embeddingsInitializer?: InitializerLike;
}

/** The layer that `embedding` makes. */
export class Embedding extends Layer {
  static className = 'Embedding';
  static override readonly defaults = {
    inputDim: undefined,
    outputDim: undefined,
    embeddingsInitializer: 'randomUniform',
  } satisfies LayerDefaults<EmbeddingOptions>;
  declare readonly config: LayerConfig<EmbeddingOptions, typeof Embedding.defaults>;
  embeddings: Variable | undefined = undefined;

  constructor(options: EmbeddingOptions) {
    super(options);
    checkCount(options.inputDim, 'embedding', 'inputDim');
    checkCount(options.outputDim, 'embedding', 'outputDim');
  }

  override build(): void {
    const { inputDim, outputDim, embeddingsInitializer } = this.config;
    this.embeddings = this.addWeight({
      name: 'embeddings',
      shape: [inputDim, outputDim],
      initializer: embeddingsInitializer,
    });
  }

  override call(x: Tensor): Tensor {
    return gather(this.embeddings!, cast(x, 'int32'));
  }
}

/**
 * A learned vector for each word: indices `[batch, steps]` become `[batch, steps, outputDim]`.
 *
 * @throws {ValueError} for an index outside the vocabulary, where the backend can tell.
 *
 * @example
 * embedding({ inputDim: 5000, outputDim: 50 })(tensor([[3, 1, 4]], 'int32')).shape; // [1, 3, 50]
 */
export function embedding(options: EmbeddingOptions): Embedding {
  return new Embedding(options);
}
