import { classify } from '@striate/models';
import { expect, test } from 'vitest';
import { backbone } from './backbone';
import { fineTune } from './fineTune';
import { teachable } from './heads/teachable';
import { pictures, tinyNet, useCpu } from './testing';

useCpu();

const net = () => backbone(tinyNet(), { preprocessing: 'unit', upTo: 'layer2', pooling: 'flatten' });

/** A canvas with a bright bar in its upper or its lower half. */
function canvas(lower: boolean): OffscreenCanvas {
  const made = new OffscreenCanvas(24, 24);
  const context = made.getContext('2d');
  if (!context) throw new Error('there is no canvas');
  context.fillStyle = '#303030';
  context.fillRect(0, 0, 24, 24);
  context.fillStyle = '#e6e6e6';
  context.fillRect(0, lower ? 18 : 6, 24, 2);
  return made;
}

test('a network learns other classes in a page, and tells what a canvas shows', async () => {
  const data = { train: pictures({ count: 40, classes: 2 }), classNames: ['upper', 'lower'] };
  const result = await fineTune(net(), data, {
    verbose: 0,
    seed: 3,
    stages: [
      { epochs: 20, learningRate: 0.01 },
      { unfreeze: 'layer2', epochs: 1 },
    ],
  });
  expect(result.metrics.accuracy).toBeGreaterThan(0.9);
  const [{ label }] = await classify(result.model, canvas(true));
  expect(label).toBe('lower');
});

test('teachable takes canvases', async () => {
  const machine = teachable(net());
  await machine.addExample(canvas(false), 'upper');
  await machine.addExample(canvas(true), 'lower');
  expect((await machine.predict(canvas(false))).label).toBe('upper');
  expect([...machine.labels]).toEqual([
    ['upper', 1],
    ['lower', 1],
  ]);
});
