import { adam } from '@striate/layers';
import { Generator, seed, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { digitDrawings } from './digitDrawings';
import { lenet5Loss } from './lenet5Loss';
import { lenet5Original } from './lenet5Original';
import { outputShapes, useCpu } from './testing';

useCpu();

it('has the stages and the parameters of the paper', () => {
  const net = lenet5Original();
  const stages = ['C1', 'S2', 'C3', 'S4', 'C5', 'F6', 'output'];
  expect(outputShapes(net, stages)).toEqual(['28x28x6', '14x14x6', '10x10x16', '5x5x16', '1x1x120', '84', '10']);
  const counts = stages.map((name) => net.getLayer(name).countParams());
  expect(counts).toEqual([156, 12, 1_516, 32, 48_120, 10_164, 840]);
});

it('connects maps as table I does', () => {
  const { connections } = lenet5Original().getLayer('C3').config as unknown as { connections: number[][] };
  // Rows are the maps of S2, columns those of C3.
  const table = [
    'X...XXX..XXXX.XX',
    'XX...XXX..XXXX.X',
    'XXX...XXX..X.XXX',
    '.XXX..XXXX..X.XX',
    '..XXX..XXXX.XX.X',
    '...XXX..XXXX.XXX',
  ];
  const found = table.map((_, map) => connections.map((seen) => (seen.includes(map) ? 'X' : '.')).join(''));
  expect(found).toEqual(table);
});

describe('the drawings', () => {
  it('are ten, of 84 values, and all different', () => {
    const drawings = digitDrawings();
    expect(drawings).toHaveLength(10);
    for (const [digit, drawing] of drawings.entries()) {
      expect(drawing).toHaveLength(84);
      expect([...new Set(drawing)].sort()).toEqual([-1, 1]);
      for (const other of drawings.slice(0, digit)) {
        expect(drawing.filter((value, i) => value !== other[i]).length).toBeGreaterThan(5);
      }
    }
  });

  it('are as many as there are classes', async () => {
    const net = lenet5Original({ classes: 3 });
    const centers = await net.getLayer('output').weights[0].data();
    expect([...centers]).toEqual(digitDrawings().slice(0, 3).flat());
    expect(() => lenet5Original({ classes: 11 })).toThrow('11 classes need as many drawings, got 10');
    const drawings = Array.from({ length: 11 }, (_, i) => Array.from({ length: 84 }, (__, j) => (j === i ? 1 : -1)));
    expect(lenet5Original({ classes: 11, drawings }).outputShape).toEqual([null, 11]);
  });
});

describe('lenet5Loss', () => {
  const penalties = [
    [3, 100, 90],
    [50, 20, 1],
  ];
  const [yTrue, yPred] = [Int32Array.of(0, 1), penalties.map((row) => row.map((p) => -p))];
  const naive = (rubbish: number) =>
    penalties.map((row, i) => row[i] + Math.log(Math.exp(-rubbish) + row.reduce((s, p) => s + Math.exp(-p), 0)));

  it('is the penalty of the right class, and a competition of the others', async () => {
    for (const rubbish of [84, 1]) {
      const values = await lenet5Loss({ rubbish, reduction: 'none' })(tensor(yTrue), tensor(yPred)).data();
      for (const [i, value] of naive(rubbish).entries()) expect(values[i]).toBeCloseTo(value, 4);
    }
    const alone = await lenet5Loss({ criterion: 'mse' })(tensor(yTrue), tensor(yPred)).item();
    expect(alone).toBeCloseTo((3 + 20) / 2, 5);
  });

  it('refuses other criteria', () => {
    expect(() => lenet5Loss({ criterion: 'mle' as 'map' })).toThrow("criterion is 'map' or 'mse', got 'mle'");
  });
});

it.each([
  ['probabilities', 'softmax', 'sparseCategoricalCrossentropy'],
  ['penalties', 'linear', lenet5Loss()],
  ['the penalty of the right class', 'linear', lenet5Loss({ criterion: 'mse' })],
] as const)('learns from %s', async (_, classifierActivation, loss) => {
  seed(1);
  const net = lenet5Original({ classifierActivation });
  net.compile({ optimizer: adam({ learningRate: 2e-3 }), loss, metrics: ['accuracy'] });
  // Stripes at the height of the class, in the grays of the paper.
  const labels = Int32Array.from({ length: 8 }, (__, i) => i % 4);
  const pixels = new Generator(2).uniform(8 * 1024).map((value) => 0.2 * value - 0.1);
  for (const [i, label] of labels.entries()) {
    const top = i * 1024 + (4 + 6 * label) * 32;
    pixels.fill(1.175, top, top + 4 * 32);
  }
  const { history } = await net.fit(tensor(pixels, [8, 32, 32, 1]), labels, { epochs: 20, batchSize: 8, verbose: 0 });
  expect(history.loss[19]).toBeLessThan(history.loss[0] / 2);
  expect(history.accuracy[19]).toBe(1);
});
