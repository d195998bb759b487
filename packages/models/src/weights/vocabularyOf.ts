import { ValueError } from '@striate/tensor';
import { trainedSets } from './trained/trainedSets';

/**
 * The words that weights were trained with, by their numbers: what `textVectorization` takes as `vocabulary`.
 *
 * @throws {ValueError} for weights that have none, listing those that do.
 *
 * @example
 * const vocabulary = await vocabularyOf('textCnn', 'movie-reviews');
 * vocabulary.length;      // 5000
 * vocabulary.slice(0, 4); // '', '[UNK]', 'the', ','
 */
export async function vocabularyOf(network: string, weights: string): Promise<readonly string[]> {
  const set = trainedSets.find(({ card }) => card.network === network && card.weights === weights);
  const { vocabulary } = (await set?.load()) ?? {};
  if (vocabulary) return vocabulary;
  throw new ValueError(
    `vocabularyOf: the weights '${weights}' of ${network} have no vocabulary; those of texts, 'movie-reviews' of textCnn, do`,
  );
}
