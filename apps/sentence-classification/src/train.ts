import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite, warmCosine } from '@striate/kit';
import { adam, movieReviews, readWord2vec, seed as seedAll, textCnn, textVectorization, trainTestSplit } from 'striate';
import { Judge } from './Judge';
import type { SentenceOptions } from './options';

/** A network that has just learned, and how often it is right about sentences it never read. */
export interface Trained {
  readonly judge: Judge;
  readonly accuracy: number;
  readonly testSentences: number;
}

/** What `--quick` leaves of the paper's network. */
const small = { vocabulary: 5000, dimensions: 40, filters: 32 };

/** Trains on nine tenths of the reviews, tests on the others, and writes the network with its vocabulary. */
export async function train(options: SentenceOptions): Promise<Trained> {
  const { batchSize, epochs, folder, json, mode, out, quick, seed } = options;
  const { texts, labels } = await movieReviews({ folder });
  const split = trainTestSplit({ x: texts, y: labels }, { testSize: 0.1, stratify: true, seed });

  const maxTokens = quick ? small.vocabulary : undefined;
  const vectorize = textVectorization({ standardize: 'kim2014', maxTokens, outputSequenceLength: 56 });
  await vectorize.adapt(split.train.x);
  const vocabulary = vectorize.getVocabulary();

  const vectors = options.vectors
    ? await readWord2vec(options.vectors, { words: vocabulary, binary: !/\.(vec|txt)(\.gz)?$/.test(options.vectors) })
    : undefined;
  seedAll(seed);
  const net = textCnn({ ...(quick && !vectors ? small : {}), vocabulary, length: 56, vectors, mode });
  const steps = epochs * Math.ceil(split.train.x.length / batchSize);
  net.compile({
    optimizer: adam({ learningRate: warmCosine(1e-3, steps) }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  if (!json) net.summary();
  const verbose = json ? 0 : 1;
  await net.fit(vectorize.call(split.train.x), split.train.y, { batchSize, epochs, seed, verbose });
  const { accuracy } = await net.evaluate(vectorize.call(split.test.x), split.test.y, { verbose });

  await mkdir(out, { recursive: true });
  await net.save(join(out, 'sentences.keras'));
  await atomicWrite(join(out, 'vocabulary.json'), JSON.stringify(vocabulary));
  return { judge: new Judge(net, vocabulary), accuracy, testSentences: split.test.x.length };
}
