import { expect, test } from 'vitest';
import { type Findings, page } from './page';

const pixels = Float32Array.from({ length: 784 }, (_, i) => (i % 29) / 28);
const findings: Findings = {
  metrics: {
    ...{
      testAccuracy: 0.9865,
      testLoss: 0.05,
      trainSeconds: 24.3,
      epochs: 2,
      samplesPerSecond: 3950,
      parameters: 61_706,
    },
    ...{ trainSamples: 8000, testSamples: 2000, batchSize: 64, seed: 42 },
  },
  curves: { loss: [0.5, 0.1], accuracy: [0.8, 0.97], testLoss: [0.2, 0.05], testAccuracy: [0.95, 0.9865] },
  counts: [
    [198, 2],
    [0, 200],
  ],
  mistakes: [{ pixels, truth: 4, guess: 9, probability: 0.992 }],
  filters: { values: new Float32Array(150).fill(-0.5), size: 5, count: 6 },
  stages: [
    { name: 'input', shape: [28, 28, 1], values: pixels, parameters: 0 },
    { name: 'conv2d', shape: [28, 28, 2], values: new Float32Array(2 * 784), parameters: 52 },
    { name: 'dense', shape: [12], values: new Float32Array(12), parameters: 7 },
    { name: 'dense_1', shape: [10], values: Float32Array.of(0, 0, 0, 0, 0, 1, 0, 0, 0, 0), parameters: 130 },
  ],
};

test('says the figures', async () => {
  const html = await page(findings);
  for (const figure of ['98.65\u00a0%', '24.3\u00a0s', '61,706', '3,950', '4 → <i>9</i>', 'Read as 5'])
    expect(html).toContain(figure);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});

test('needs nothing but itself', async () => {
  const html = await page(findings);
  expect(html).not.toMatch(/https?:|<script|<link|@import|url\(/);
  for (const [, source] of html.matchAll(/(?:src|href)="([^"]*)"/g)) expect(source).toMatch(/^data:image\/png;base64,/);
});

test('can be written when nothing went wrong', async () => {
  const perfect = await page({
    ...findings,
    mistakes: [],
    counts: [[1]],
    metrics: { ...findings.metrics, testAccuracy: 1 },
  });
  expect(perfect).toContain('There are none.');
});
