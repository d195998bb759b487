import { seed } from 'striate';
import { expect, test } from 'vitest';
import { classifyTexts, textCnn } from './textCnn';

const subjects = [
  'the film',
  'this movie',
  'the acting',
  'its plot',
  'the story',
  'the score',
  'the cast',
  'every scene',
];
const verdicts = [
  ['is dull', 'is not good', 'drags on and on', "doesn't work", 'bores me to tears', 'is a waste of time'],
  ['is a joy', 'is good', 'moves along nicely', 'works', 'moves me to tears', 'is well worth your time'],
];

/** Every subject with every verdict, the bad ones class 0. */
function reviews() {
  const labelled = verdicts.flatMap((phrases, y) =>
    subjects.flatMap((subject) => phrases.map((phrase) => ({ x: `${subject} ${phrase} .`, y }))),
  );
  return { x: labelled.map(({ x }) => x), y: Int32Array.from(labelled, ({ y }) => y) };
}

test('has the sizes of the paper', () => {
  const net = textCnn({ vocabulary: ['', '[UNK]', 'good', 'film'], length: 56 });
  // 300 numbers a word; 100 filters of each height, each with a bias; 300 features for 2 classes.
  expect(net.countParams()).toBe(4 * 300 + (3 + 4 + 5) * 300 * 100 + 300 + 300 * 2 + 2);
  expect(net.outputShape).toEqual([null, 2]);
});

test('begins with the vectors it is given, and leaves them alone if told so', async () => {
  const vectors = new Map([['good', Float32Array.of(1, 2)]]);
  const net = textCnn({ vocabulary: ['', '[UNK]', 'good'], length: 5, vectors, trainVectors: false });
  const [embeddings] = net.weights;
  expect([...(await embeddings.data())].slice(4)).toEqual([1, 2]);
  expect(net.trainableWeights).toHaveLength(net.weights.length - 1);
});

test('learns to tell good reviews from bad ones', async () => {
  seed(1);
  const { accuracy, net, vectorize } = await classifyTexts(reviews(), { epochs: 4, verbose: 0 });
  expect(accuracy).toBeGreaterThan(0.8);
  const [[bad], [, good]] = (await (
    await net.predict(vectorize.call(['The cast is dull', 'The score is a joy!']))
  ).array()) as number[][];
  expect(bad).toBeGreaterThan(0.5);
  expect(good).toBeGreaterThan(0.5);
}, 60_000);
