import { expect, test } from 'vitest';
import { apart, lineChart, niceTicks } from './lineChart';

test.each([
  [0, 0.62, [0, 0.2, 0.4, 0.6, 0.8]],
  [0.874, 1, [0.85, 0.9, 0.95, 1]],
  [0, 2.3, [0, 0.5, 1, 1.5, 2, 2.5]],
  [1, 1, [1, 1.2]],
])('round numbers around %d … %d', (low, high, ticks) => {
  expect(niceTicks(low, high)).toEqual(ticks);
});

test('draws a point for each epoch, and one epoch alone', () => {
  for (const values of [[0.5], [0.5, 0.25, 0.1]]) {
    const series = [{ name: 'train', values, tone: 'a' as const }];
    const svg = lineChart({ title: 'Loss', series, range: [0, 0.5], tick: String, format: String });
    expect(svg.match(/<circle/g)).toHaveLength(values.length);
    expect(svg).not.toContain('NaN');
  }
});

test('names the lines that are not faint, and dashes those that are dashed', () => {
  const series = [
    { name: 'mean', values: [0.5, 0.6], tone: 'a' as const },
    { name: 'one', values: [0.4, 0.7], tone: 'a' as const, look: 'faint' as const },
    { name: 'train', values: [0.7, 0.9], tone: 'b' as const, look: 'dashed' as const },
  ];
  const svg = lineChart({ title: 'Accuracy', series, range: [0, 1], tick: String, format: String, every: 5 });
  expect(svg.match(/<polyline/g)).toHaveLength(3);
  expect([...svg.matchAll(/class="end"[^>]*>(\w+)</g)].map(([, name]) => name)).toEqual(['mean', 'train']);
  expect(svg).toContain('mean, epoch 10: 0.6');
  expect(svg.match(/dashed/g)).toHaveLength(1);
});

test('draws over other steps than epochs', () => {
  const series = [{ name: 'frozen', values: [0.5, 0.7, 0.9], tone: 'a' as const }];
  const steps = { axis: 'images a class', labels: ['1', '10', '100'] };
  const svg = lineChart({ title: 'Accuracy', series, range: [0, 1], tick: String, format: String, steps });
  expect([...svg.matchAll(/class="tick"[^>]*middle">([^<]+)</g)].map(([, text]) => text)).toEqual([
    ...steps.labels,
    'images a class',
  ]);
  expect(svg).toContain('frozen, images a class 100: 0.9');
});

test.each([
  [[50], [50]],
  [
    [100, 50],
    [100, 50],
  ],
  [
    [100, 110],
    [87, 123],
  ],
  [
    [110, 100, 105, 200],
    [141, 69, 105, 200],
  ],
  [
    [0, 60],
    [8, 60],
  ],
  [
    [240, 230],
    [234, 198],
  ],
])('labels at %j stand at %j', (wanted, placed) => {
  expect(apart(wanted)).toEqual(placed);
});
