import { Embedding, type EmbeddingOptions, type LayerConfig } from '@striate/layers';
import { cast, expandDims, mul, notEqual, type Tensor } from '@striate/tensor';

/** The layer that `paddedEmbedding` makes. */
export class PaddedEmbedding extends Embedding {
  static override className = 'PaddedEmbedding';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = Embedding.defaults;
  declare readonly config: LayerConfig<EmbeddingOptions, typeof Embedding.defaults>;

  override call(x: Tensor): Tensor {
    const isWord = expandDims(cast(notEqual(x, 0), 'float32'), -1);
    return mul(super.call(x), isWord);
  }
}

/**
 * An embedding in which index 0 stands for padding: zeros, whatever training does to the other words (`padding_idx` in PyTorch).
 * Indices `[batch, steps]` become `[batch, steps, outputDim]`; weight `embeddings` `[inputDim, outputDim]`, whose first row is not
 * used.
 *
 * @example
 * paddedEmbedding({ inputDim: 5000, outputDim: 50 })(tensor([[3, 1, 0, 0]], 'int32')); // the last two vectors are zero
 */
export function paddedEmbedding(options: EmbeddingOptions): PaddedEmbedding {
  return new PaddedEmbedding(options);
}
