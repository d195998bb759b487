import { Generator, ShapeError, sharedGenerator, type Tensor, tensor, ValueError } from '@striate/tensor';

/** Options of `embeddingMatrix`. */
export interface EmbeddingMatrixOptions {
  /**
   * Words without a vector get numbers drawn evenly from `-missing` to `missing`; 0 leaves them zero. Default 0.25, which gives
   * them about the variance of word2vec's (Kim 2014).
   */
  readonly missing?: number;
  /** The same seed gives a word's row the same numbers. Default: drawn from the shared generator, and so fixed by `seed()`. */
  readonly seed?: number;
}

/**
 * The weights an `embedding` begins with: row i is the vector of the word with index i, `[words, dimensions]`. The row of
 * padding, `''`, and rows no word has are zero.
 *
 * @param vocabulary the words by index, as `textVectorization`'s `getVocabulary()` lists them, or the indices by word, as
 * `tokenizer`'s `wordIndex` has them.
 * @throws {ValueError} if there is no vector, or an index is not a whole number >= 0.
 * @throws {ShapeError} if the vectors differ in length.
 *
 * @example
 * const words = vectorize.getVocabulary();
 * const matrix = embeddingMatrix(words, await readGlove('glove.6B.300d.txt', { words }), { seed: 1 });
 * embedding({ inputDim: words.length, outputDim: 300, embeddingsInitializer: () => matrix });
 */
export function embeddingMatrix(
  vocabulary: readonly string[] | ReadonlyMap<string, number>,
  vectors: ReadonlyMap<string, ArrayLike<number>>,
  options: EmbeddingMatrixOptions = {},
): Tensor {
  const { missing = 0.25, seed = sharedGenerator().fork().state.seed } = options;
  if (!(missing >= 0)) throw new ValueError(`embeddingMatrix: missing ${missing} is not a number >= 0`);
  const [first] = vectors.values();
  if (!first) throw new ValueError('embeddingMatrix: there is no vector at all; does the file have none of the words?');
  const dimensions = first.length;
  const entries = [...('get' in vocabulary ? vocabulary : vocabulary.map((word, i) => [word, i] as const))];
  const rows = entries.reduce((most, [, index]) => Math.max(most, index + 1), 0);
  const data = new Float32Array(rows * dimensions);
  for (const [word, index] of entries) {
    if (!Number.isInteger(index) || index < 0) {
      throw new ValueError(`embeddingMatrix: the index of '${word}' is ${index}, not a whole number >= 0`);
    }
    if (word === '') continue;
    const vector = vectors.get(word);
    if (vector && vector.length !== dimensions) {
      throw new ShapeError(
        `embeddingMatrix: the vector of '${word}' has ${vector.length} numbers, others ${dimensions}`,
      );
    }
    data.set(vector ?? randomRow(seed, index, dimensions, missing), index * dimensions);
  }
  return tensor(data, [rows, dimensions]);
}

/** A draw for each row: which words have vectors does not change the rows of the others. */
function randomRow(seed: number, row: number, size: number, limit: number): Float32Array {
  return new Generator(seed, row).uniform(size).map((u) => 2 * limit * u - limit);
}
