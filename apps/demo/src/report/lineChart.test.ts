import { expect, test } from 'vitest';
import { lineChart, niceTicks } from './lineChart';

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
