import { seed } from 'striate';
import { expect, test } from 'vitest';
import { classifyTexts } from './classifyTexts';

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
