// A trained network of this kind reads sentences.
import { textCnn, textVectorization, vocabularyOf } from 'striate';

const net = await textCnn({ weights: 'movie-reviews' });
const vocabulary = await vocabularyOf('textCnn', 'movie-reviews');
const vectorize = textVectorization({
  standardize: 'kim2014',
  vocabulary,
  outputSequenceLength: 56,
});

const sentences = [
  'a warm , funny and moving film .',
  'a dull , lifeless mess .',
  'not funny at all .',
  'the plot is thin , but the actors are wonderful .',
];
const numbers = vectorize.call(sentences);
console.log(
  'the first words as numbers:',
  Array.from(await numbers.slice([0, 0], [1, 8]).data()).join(' '),
);

// For each sentence: negative, positive.
const opinions = await (await net.predict(numbers)).data();
sentences.forEach((sentence, i) => {
  console.log(`${(opinions[2 * i + 1] * 100).toFixed(0)} % positive: ${sentence}`);
});
