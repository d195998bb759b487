import { input, model } from '@striate/layers';
import { Generator, tensor } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import golden from '../../goldens/logisticRegression.json';
import { useCpu } from '../testing';
import type { FewShotHead, Label } from './FewShotHead';
import { kNearest } from './kNearest';
import { logisticRegression } from './logisticRegression';
import { nearestClassMean } from './nearestClassMean';

useCpu();

/** Points about a centre for each class. */
function points(count: number, classes = 3, size = 5, seed = 1) {
  const noise = new Generator(seed).uniform(count * size);
  const labels = Array.from({ length: count }, (_, i) => ['b', 'c', 'a'][i % classes]);
  const rows = labels.map((_, i) =>
    Array.from(noise.subarray(i * size, (i + 1) * size), (v, j) => v + (j === i % classes ? 0.4 : 0)),
  );
  return { rows, labels };
}

const unit = (row: readonly number[]) => row.map((v) => v / Math.hypot(...row));
const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((v, i) => v - b[i]));

describe('nearestClassMean', () => {
  test.each([[true], [false]])('is what loops say, normalize %s', async (normalize) => {
    const { rows, labels } = points(30);
    const head = nearestClassMean({ normalize, temperature: 0.5 });
    await head.fit(rows, labels);
    expect(head.classes).toEqual(['a', 'b', 'c']);
    const shape = (row: readonly number[]) => (normalize ? unit(row) : row);
    const means = head.classes.map((label) => {
      const own = rows.filter((_, i) => labels[i] === label).map(shape);
      return own[0].map((_, j) => own.reduce((sum, row) => sum + row[j], 0) / own.length);
    });
    const queries = points(10, 3, 5, 2).rows;
    const predictions = await head.predict(queries);
    queries.forEach((query, i) => {
      const powers = means.map((mean) => Math.exp(-(distance(shape(query), mean) ** 2) / 0.5));
      const sum = powers.reduce((a, b) => a + b);
      head.classes.forEach((label, c) => expect(predictions[i].confidences.get(label)).toBeCloseTo(powers[c] / sum, 6));
      expect(predictions[i].label).toBe(head.classes[powers.indexOf(Math.max(...powers))]);
    });
  });
});

describe('kNearest', () => {
  test.each([
    ['euclidean', 'uniform'],
    ['cosine', 'uniform'],
    ['euclidean', 'distance'],
  ] as const)('is what loops say: %s, %s', async (metric, weights) => {
    const { rows, labels } = points(30);
    const head = kNearest({ k: 5, metric, weights });
    await head.fit(tensor(rows), labels);
    const queries = points(10, 3, 5, 2).rows;
    const predictions = await head.predict(tensor(queries));
    queries.forEach((query, q) => {
      const far = rows.map((row, i) => ({
        d: metric === 'cosine' ? distance(unit(row), unit(query)) : distance(row, query),
        label: labels[i],
      }));
      const near = far.sort((a, b) => a.d - b.d).slice(0, 5);
      const votes = new Map<Label, number>();
      for (const { d, label } of near) votes.set(label, (votes.get(label) ?? 0) + (weights === 'uniform' ? 1 : 1 / d));
      const sum = [...votes.values()].reduce((a, b) => a + b);
      for (const label of head.classes)
        expect(predictions[q].confidences.get(label)).toBeCloseTo((votes.get(label) ?? 0) / sum, 5);
      const most = Math.max(...votes.values());
      expect(predictions[q].label).toBe(near.find(({ label }) => votes.get(label) === most)?.label);
    });
  });

  test('of equal votes the nearest counts, and of few examples all vote', async () => {
    const head = kNearest({ k: 4, metric: 'euclidean' });
    await head.fit([[0], [3], [10]], ['far', 'near', 'far']);
    const [{ label, confidence }] = await head.predict([[3.1]]);
    expect([label, confidence]).toEqual(['far', 2 / 3]);
    await head.fit([[0], [3]], ['a', 'b']);
    expect((await head.predict([[2]]))[0].label).toBe('b');
    expect((await head.predict([[1]]))[0].label).toBe('a');
  });
});

describe('logisticRegression', () => {
  test.each(golden.cases)('finds what SciPy finds, l2 $l2', async ({ l2, probabilities, weights }) => {
    const head = logisticRegression({ l2, tolerance: 1e-7 });
    await head.fit(golden.x, golden.labels);
    const found = await head.predict(golden.x);
    found.forEach(({ confidences }, i) =>
      probabilities[i].forEach((p, label) => expect(confidences.get(label)).toBeCloseTo(p, 6)),
    );
    const kernel = await head.toLayer().weights[0].data();
    weights.flat().forEach((value, i) => expect(kernel[i]).toBeCloseTo(value, 4));
  });

  test('becomes a layer that says the same', async () => {
    const head = logisticRegression();
    await head.fit(golden.x, golden.labels);
    const x = input({ shape: [4] });
    const net = model({ inputs: x, outputs: head.toLayer()(x) });
    const y = await (await net.predict(tensor(golden.x))).data();
    (await head.predict(golden.x)).forEach(({ confidences }, i) =>
      head.classes.forEach((label, c) => expect(y[i * 3 + c]).toBeCloseTo(confidences.get(label) ?? -1, 5)),
    );
  });

  test('two points apart: the closed form', async () => {
    // At the best, p (1 - p) … each weight is ± w with  l2 w = x (1 - p),  p = 1 / (1 + exp(-2 w x)).
    const head = logisticRegression({ l2: 0.5, tolerance: 1e-9 });
    await head.fit([[-1], [1]], [0, 1]);
    let w = 1;
    for (let i = 0; i < 200; i++) w -= (0.5 * w - 2 / (1 + Math.exp(2 * w))) / (0.5 + 1);
    const [{ confidence }] = await head.predict([[1]]);
    expect(confidence).toBeCloseTo(1 / (1 + Math.exp(-2 * w)), 6);
  });
});

describe('every head', () => {
  const heads: [string, () => FewShotHead][] = [
    ['nearestClassMean', nearestClassMean],
    ['kNearest', kNearest],
    ['logisticRegression', logisticRegression],
  ];

  test.each(heads)('%s forgets what it learned before, and takes { data, shape }', async (_, make) => {
    const head = make();
    await head.fit(
      [
        [1, 0],
        [0, 1],
      ],
      [4, 2],
    );
    expect(head.classes).toEqual([2, 4]);
    await head.fit({ data: Float32Array.of(1, 0, 0, 0, 1, 0), shape: [2, 3] }, ['x', 'y']);
    expect(head.classes).toEqual(['x', 'y']);
    const [first, second] = await head.predict([
      [5, 0, 1],
      [0, 5, 1],
    ]);
    expect([first.label, second.label]).toEqual(['x', 'y']);
    expect([...first.confidences.values()].reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  });

  test.each(heads)('%s refuses what does not fit', async (name, make) => {
    const head = make();
    await expect(head.predict([[1]])).rejects.toThrow(`${name}: has no examples yet`);
    await expect(head.fit([[1], [2]], [0])).rejects.toThrow('got 1 labels for 2 rows');
    await expect(head.fit([], [])).rejects.toThrow('there are no examples');
    await expect(head.fit([[1], [Number.NaN]], [0, 1])).rejects.toThrow('feature 0 of row 1 is NaN');
    await expect(head.fit([[1], [1, 2]], [0, 1])).rejects.toThrow('row 1 has 2 features, row 0 has 1');
    await expect(head.fit({ data: Float32Array.of(1, 2), shape: [2] }, [0, 1])).rejects.toThrow('got shape [2]');
    await head.fit([[1], [2]], [0, 1]);
    await expect(head.predict([[1, 2]])).rejects.toThrow('rows of 1 features, got rows of 2');
  });

  test('options out of range', async () => {
    expect(() => kNearest({ k: 0 })).toThrow('k must be a whole number >= 1, got 0');
    expect(() => nearestClassMean({ temperature: 0 })).toThrow('above 0, got 0');
    expect(() => logisticRegression({ l2: -1 })).toThrow('l2 must be a number >= 0, got -1');
    expect(() => logisticRegression().toLayer()).toThrow('has no examples yet');
    await expect(logisticRegression().fit([[1], [2]], [3, 3])).rejects.toThrow('two classes or more, got 3');
  });
});
