// Lecture 1: a convolutional network for sentences (Kim, "Convolutional neural networks for sentence classification", 2014).
import {
  concatenate,
  conv1d,
  dense,
  dropout,
  embedding,
  embeddingMatrix,
  type FitOptions,
  globalMaxPooling1d,
  input,
  model,
  textVectorization,
  trainTestSplit,
  type WordVectors,
} from 'striate';

export interface TextCnnOptions {
  /** The words by index: what `getVocabulary()` lists. */
  vocabulary: readonly string[];
  /** Words of a text: longer ones are cut. */
  length: number;
  classes?: number;
  /** Vectors from word2vec or GloVe, to begin with; without, all words begin at random. */
  vectors?: WordVectors;
  /** Whether training changes the vectors: Kim's "non-static" and "static". */
  trainVectors?: boolean;
  /** Of the words' vectors, where none are given. */
  dimensions?: number;
}

export function textCnn({ vocabulary, length, classes = 2, vectors, trainVectors = true, ...rest }: TextCnnOptions) {
  const matrix = vectors && embeddingMatrix(vocabulary, vectors);
  const words = input({ shape: [length], dtype: 'int32', name: 'words' });
  const sentence = embedding({
    inputDim: vocabulary.length,
    outputDim: matrix ? matrix.shape[1] : (rest.dimensions ?? 300),
    embeddingsInitializer: matrix ? () => matrix : 'randomUniform',
    trainable: trainVectors,
  })(words);

  // Each filter looks for a phrase of 3, 4 or 5 words, and the maximum says whether it is there, wherever it is.
  const phrases = [3, 4, 5].map((kernelSize) => {
    const found = conv1d({ filters: 100, kernelSize, activation: 'relu' })(sentence);
    return globalMaxPooling1d()(found);
  });
  const features = dropout({ rate: 0.5 })(concatenate()(phrases));
  return model({ inputs: words, outputs: dense({ units: classes, activation: 'softmax' })(features) });
}

/** Texts and the class of each. */
export interface LabelledTexts {
  x: readonly string[];
  y: Int32Array;
}

/** Learns from nine tenths of the texts, and says how many of the others it gets right. */
export async function classifyTexts(
  texts: LabelledTexts,
  { vectors, epochs = 4, seed = 1, verbose = 1 }: FitOptions & Pick<TextCnnOptions, 'vectors'> = {},
) {
  const { train, test } = trainTestSplit(texts, { testSize: 0.1, stratify: true, seed });

  const vectorize = textVectorization({ standardize: 'kim2014', outputSequenceLength: 56 });
  await vectorize.adapt(train.x);

  const net = textCnn({ vocabulary: vectorize.getVocabulary(), length: 56, vectors });
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  if (verbose) net.summary();
  await net.fit(vectorize.call(train.x), train.y, { batchSize: 50, epochs, seed, verbose });

  const { accuracy } = await net.evaluate(vectorize.call(test.x), test.y, { verbose });
  return { accuracy, net, vectorize };
}
