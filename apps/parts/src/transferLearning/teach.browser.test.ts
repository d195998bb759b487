import { expect, test } from 'vitest';
import type { Progress } from './Lesson';
import { photoSamples, shapeSamples } from './sampleSets';
import { Teach } from './teach';

const lesson = (sets: readonly { pictures: ImageData[] }[]) => ({
  pictures: sets.flatMap(({ pictures }) => pictures),
  labels: sets.flatMap(({ pictures }, i) => pictures.map(() => i)),
  seed: 1,
  learningRate: 1e-3,
});

test('photographs: a classifier on frozen layers, saved and opened again', async () => {
  const teach = new Teach();
  const sets = await photoSamples(1);
  const seen: Progress[] = [];
  const given = {
    ...lesson(sets),
    backbone: 'resNetCifar20' as const,
    classNames: ['cat', 'cup', 'astronaut'],
    epochs: 12,
    unfreeze: 'nothing' as const,
  };
  const outcome = await teach.learn(given, (progress) => seen.push(progress));
  expect(outcome.accuracy).toBeGreaterThan(0.85);
  expect(outcome.confusion.flat().reduce((a, b) => a + b)).toBe(outcome.heldOut);
  expect(seen[0].blocks.filter(({ trainable }) => trainable > 0)).toEqual([
    { name: 'head', parameters: 195, trainable: 195 },
  ]);
  const before = await teach.predict(sets[1].pictures[0]);
  expect(before[1]).toBeGreaterThan(0.5);
  const file = await teach.save('keras');
  const again = new Teach();
  expect(await again.open(file)).toEqual(['cat', 'cup', 'astronaut']);
  const after = await again.predict(sets[1].pictures[0]);
  after.forEach((value, i) => {
    expect(value).toBeCloseTo(before[i], 5);
  });
  expect((await teach.save('safetensors')).length).toBeGreaterThan(1_000_000);
});

test('shapes: the last block learns too, and only it', async () => {
  const teach = new Teach();
  const seen: Progress[] = [];
  const given = {
    ...lesson(shapeSamples(1)),
    backbone: 'resNetCifar20' as const,
    classNames: ['circle', 'square', 'triangle'],
    epochs: 6,
    unfreeze: 'block' as const,
  };
  await teach.learn(given, (progress) => seen.push(progress));
  const last = seen.at(-1);
  expect(last?.stage).toBe(1);
  const trained = last?.blocks.filter(({ trainable }) => trainable > 0).map(({ name, trainable }) => [name, trainable]);
  // Batch normalisation stays as it was: 73,728 of the block's 74,240 numbers learn.
  expect(trained).toEqual([
    ['layer3.2', 73_728],
    ['head', 195],
  ]);
  expect(seen.filter(({ stage, values }) => stage === 1 && values)).toHaveLength(6);
});

test('the same seed gives the same numbers; a lesson can be cancelled', async () => {
  const given = {
    ...lesson(shapeSamples(2)),
    backbone: 'lenet5' as const,
    classNames: ['a', 'b', 'c'],
    epochs: 3,
    unfreeze: 'all' as const,
  };
  const run = async () => {
    const seen: (number | undefined)[] = [];
    await new Teach().learn(given, ({ values }) => seen.push(values?.heldLoss));
    return seen;
  };
  expect(await run()).toEqual(await run());
  const teach = new Teach();
  await expect(teach.learn({ ...given, epochs: 500 }, () => teach.cancel())).rejects.toThrow();
  await expect(teach.predict(new ImageData(4, 4))).rejects.toThrow('no model yet');
});

test('digits are real ones; a file that is no model is refused', async () => {
  const sets = await new Teach().digits([3, 5], 4);
  expect(sets.map(({ length }) => length)).toEqual([4, 4]);
  expect(Math.max(...sets[0][0].data)).toBe(255);
  await expect(new Teach().open(new Uint8Array(10))).rejects.toThrow();
});
