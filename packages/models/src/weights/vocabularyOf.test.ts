import { textVectorization } from '@striate/data';
import { ValueError } from '@striate/tensor';
import { expect, it } from 'vitest';
import { useCpu } from '../testing';
import { textCnn } from '../textCnn';
import { vocabularyOf } from './vocabularyOf';

useCpu();

it('with its words the text CNN that comes along tells good reviews from bad ones', async () => {
  const net = await textCnn({ weights: 'movie-reviews' });
  const vocabulary = await vocabularyOf('textCnn', 'movie-reviews');
  expect(vocabulary.slice(0, 4)).toEqual(['', '[UNK]', 'the', ',']);
  const vectorize = textVectorization({ standardize: 'kim2014', vocabulary, outputSequenceLength: 56 });
  const texts = [
    'a dull , lifeless and predictable mess',
    'a moving , beautifully acted and thoughtful film',
    'too long , too loud , and never funny',
    'one of the best performances of the year',
  ];
  const [bad1, good1, bad2, good2] = (await (await net.predict(vectorize.call(texts))).array()) as number[][];
  for (const [bad] of [bad1, bad2]) expect(bad).toBeGreaterThan(0.7);
  for (const [, good] of [good1, good2]) expect(good).toBeGreaterThan(0.7);
});

it('says which weights have words', async () => {
  const asked = vocabularyOf('lenet5', 'mnist');
  await expect(asked).rejects.toThrow(ValueError);
  await expect(asked).rejects.toThrow(
    "'mnist' of lenet5 have no vocabulary; those of texts, 'movie-reviews' of textCnn, do",
  );
});
