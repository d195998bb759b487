// Lecture 1: a convolutional network for sentences (Kim, "Convolutional neural networks for sentence classification", 2014).
import { type FitOptions, type TextCnnOptions, textCnn, textVectorization, trainTestSplit } from 'striate';

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
