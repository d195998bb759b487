import { textCnn, textVectorization, vocabularyOf } from 'striate';
import { expect, test } from 'vitest';
import { phrasesOf } from './Reading';
import { sentenceReader } from './readSentence';

test('the parts add up to what the network says', async () => {
  const read = await sentenceReader();
  const net = await textCnn({ weights: 'movie-reviews' });
  const vocabulary = await vocabularyOf('textCnn', 'movie-reviews');
  const vectorize = textVectorization({ standardize: 'kim2014', vocabulary, outputSequenceLength: 56 });
  for (const sentence of ['A gem of a film, funny and moving.', 'dull', 'It began with zzyzx, and ended badly.', '']) {
    const reading = await read(sentence);
    const said = await (await net.predict(vectorize.call([sentence]))).data();
    reading.probabilities.forEach((value, i) => {
      expect(value).toBeCloseTo(said[i], 5);
    });
    expect(reading.filters).toHaveLength(192);
    const sum = phrasesOf(reading).reduce((total, { contribution }) => total + contribution, reading.bias);
    expect(sum).toBeCloseTo(reading.logOdds, 4);
  }
});

test('words that the network does not know are told', async () => {
  const read = await sentenceReader();
  const { words } = await read('A zzyzx film!');
  expect(words.map(({ text, known }) => [text, known])).toEqual([
    ['a', true],
    ['zzyzx', false],
    ['film', true],
    ['!', expect.any(Boolean)],
  ]);
});
