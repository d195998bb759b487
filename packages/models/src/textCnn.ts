// The convolutional network for sentences, "Convolutional neural networks for sentence classification" (Kim 2014).
//
// What was new: how little it takes. One layer of filters over word vectors that were learned elsewhere, the maximum of each over the
// sentence, and a classifier: better than the elaborate networks before it. A filter looks for a phrase of 3, 4 or 5 words, and the
// maximum says whether it is there, wherever it is.
//
// Shapes between the stages, for sentences of 56 words:
//
//   56 → embedding                       → 56x300          300 parameters a word
//      → 4 steps of zeros on both sides  → 64x300          phrases at the ends are whole, too
//      → conv 100 @ 3, 4 and 5 words     → 62x100, 61x100, 60x100     90,100, 120,100 and 150,100
//      → maximum over the sentence       → 100 each
//      → side by side, dropout           → 300
//      → dense, softmax                  → 2                    602    together 360,902 without the embedding
//
// Four ways to have word vectors: `random` learns them with the rest; `static` takes them as they are; `nonStatic` begins with them
// and learns on; `multichannel` has both, and the answers of a filter to the two are added up. Weights of the classifier that belong
// to one class are kept to a norm of 3.
import { embeddingMatrix, type WordVectors } from '@striate/data';
import {
  add,
  concatenate,
  conv1d,
  dense,
  dropout,
  type Functional,
  globalMaxPooling1d,
  input,
  maxNorm,
  model,
  randomUniform,
  type SymbolicTensor,
  zeroPadding1d,
} from '@striate/layers';
import { ShapeError, type Tensor, ValueError } from '@striate/tensor';
import type { ClassifierOptions } from './ClassifierOptions';
import { paddedEmbedding } from './layers/PaddedEmbedding';
import { type Pretrained, withWeights } from './pretrained';

const modes = ['random', 'static', 'nonStatic', 'multichannel'] as const;

/** Options of `textCnn`: 2 classes by default. */
export interface TextCnnOptions extends Omit<ClassifierOptions, 'inputShape' | 'pooling'> {
  /** The words by index, what `getVocabulary()` lists, or their number; index 0 is padding. Default 18,766, those of the paper's movie reviews. */
  vocabulary?: readonly string[] | number;
  /** Words of a text. Default 56. */
  length?: number;
  /** Vectors from word2vec or GloVe, or of all words as `[words, dimensions]`, which `embeddingMatrix` makes. Default: random. */
  vectors?: WordVectors | Tensor;
  /** Where word vectors come from, and whether they are trained. Default `'nonStatic'` with `vectors`, without them `'random'`. */
  mode?: (typeof modes)[number];
  /** Size of random vectors. Default 300. */
  dimensions?: number;
  /** Words of the phrases that filters look for. Default `[3, 4, 5]`. */
  kernelSizes?: readonly number[];
  /** Number of filters of each size. Default 100. */
  filters?: number;
  /** Share of the features that training drops. Default 0.5. */
  dropout?: number;
  /** Largest norm of a class's weights in the classifier. Default 3. */
  maxNorm?: number;
}

/** The sizes of the weights that come with the package; the paper's would take 16 MB. */
const small = { vocabulary: 5000, dimensions: 40, filters: 64 };

/** The vectors of all words, if there are some. */
function matrixOf({ vocabulary, vectors }: TextCnnOptions): Tensor | undefined {
  if (!(vectors instanceof Map)) return vectors;
  if (typeof vocabulary === 'object') return embeddingMatrix(vocabulary, vectors);
  throw new ValueError(`textCnn: vectors by word need the words as vocabulary, got ${vocabulary}`);
}

function build(options: TextCnnOptions): Functional {
  const { classes = 2, classifierActivation = 'softmax', includeTop = true, name = 'textCnn' } = options;
  const { vocabulary = 18_766, length = 56, kernelSizes = [3, 4, 5], filters = 100, dropout: rate = 0.5 } = options;
  const { mode = options.vectors ? 'nonStatic' : 'random' } = options;
  if (!modes.includes(mode)) throw new ValueError(`textCnn: mode is one of ${modes.join(', ')}, got '${mode}'`);
  const matrix = matrixOf(options);
  const inputDim = typeof vocabulary === 'number' ? vocabulary : vocabulary.length;
  const [rows, outputDim] = matrix?.shape ?? [inputDim, options.dimensions ?? 300];
  if (rows !== inputDim) throw new ShapeError(`textCnn: ${inputDim} words have vectors for ${rows}`);
  const embeddingsInitializer = randomUniform({ minval: -0.25, maxval: 0.25 });
  const words = input({ shape: [length], dtype: 'int32', name: 'words' });
  const embed = (given: { name: string; trainable: boolean }): SymbolicTensor => {
    const layer = paddedEmbedding({ inputDim, outputDim, embeddingsInitializer, ...given });
    const embedded = layer(words);
    // Not as initializer: a configuration should not hold millions of numbers.
    if (matrix && mode !== 'random') layer.embeddings?.assign(matrix);
    return embedded;
  };
  const embedded =
    mode === 'multichannel'
      ? add()([embed({ name: 'static', trainable: false }), embed({ name: 'embedding', trainable: true })])
      : embed({ name: 'embedding', trainable: mode !== 'static' });
  const sentence = zeroPadding1d({ padding: Math.max(...kernelSizes) - 1 })(embedded);
  const phrases = kernelSizes.map((kernelSize) => {
    const found = conv1d({ name: `conv${kernelSize}`, filters, kernelSize, activation: 'relu' })(sentence);
    return globalMaxPooling1d()(found);
  });
  let outputs = phrases.length > 1 ? concatenate()(phrases) : phrases[0];
  if (includeTop) {
    outputs = dropout({ rate })(outputs);
    const kernelConstraint = maxNorm(options.maxNorm ?? 3);
    outputs = dense({ name: 'classifier', units: classes, activation: classifierActivation, kernelConstraint })(
      outputs,
    );
  }
  return model({ inputs: words, outputs, name });
}

/**
 * The convolutional network for sentences (Kim 2014): indices of words `[batch, 56]` → class probabilities `[batch, 2]`, with 360,902
 * parameters and the embedding's, 300 a word. Without its top it ends with the 300 maxima.
 *
 * @throws {ValueError} for a mode that there is not, and for vectors by word without the words.
 * @throws {ShapeError} if the vectors are of another number of words than the vocabulary.
 *
 * @example
 * const vectorize = textVectorization({ standardize: 'kim2014', outputSequenceLength: 56 });
 * await vectorize.adapt(texts);
 * const vocabulary = vectorize.getVocabulary();
 * const vectors = await readGlove('glove.6B.300d.txt', { words: vocabulary });
 * const net = textCnn({ vocabulary, vectors, mode: 'multichannel' });
 * net.compile({ optimizer: adadelta({ learningRate: 1, rho: 0.95 }), loss: 'sparseCategoricalCrossentropy' });
 * @example
 * const net = await textCnn({ weights: 'movie-reviews' }); // a small one: 5,000 words, 40 numbers a word, 64 filters of each size
 * const vocabulary = await vocabularyOf('textCnn', 'movie-reviews');
 * const vectorize = textVectorization({ standardize: 'kim2014', vocabulary, outputSequenceLength: 56 });
 * await (await net.predict(vectorize.call(['a gem of a film .']))).array(); // bad, good
 */
export function textCnn(options: TextCnnOptions & Pretrained): Promise<Functional>;
export function textCnn(options?: TextCnnOptions): Functional;
export function textCnn(options: TextCnnOptions & Partial<Pretrained> = {}): Functional | Promise<Functional> {
  const sizes = options.weights === 'movie-reviews' ? small : {};
  return withWeights('textCnn', () => build({ ...sizes, ...options }), options);
}
