import { expect, it } from 'vitest';
import { batchNormalization } from '../../layers/BatchNormalization';
import { conv2d } from '../../layers/Conv2D';
import { flatten } from '../../layers/Flatten';
import { input } from '../../layers/Input';
import { concatenate } from '../../layers/Merge';
import { useCpu } from '../../testing';
import { model } from '../Functional';
import { plotModel } from './plotModel';

useCpu();

it.each(['TB', 'LR', 'BT', 'RL'] as const)('draws a picture whose texts lie in their boxes: %s', (rankdir) => {
  const x = input({ shape: [32, 32, 3], name: 'image & <mask>' });
  const branch = (filters: number) =>
    batchNormalization()(
      conv2d({ filters, kernelSize: 3, padding: 'same', name: `inception3a.branch${filters}.conv` })(x),
    );
  const net = model({ inputs: x, outputs: flatten()(concatenate()([branch(4), branch(16), x])) });
  const text = plotModel(net, { showShapes: true, showLayerNames: true, showDtype: true, rankdir });
  expect(new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')).toBeNull();

  document.body.innerHTML = text;
  const boxes = [...document.querySelectorAll('svg > g')];
  expect(boxes).toHaveLength(7);
  const picture = document.querySelector('svg')!.getBoundingClientRect();
  for (const box of boxes) {
    const outer = box.querySelector('rect')!.getBoundingClientRect();
    expect(outer.left).toBeGreaterThan(picture.left);
    expect(outer.right).toBeLessThan(picture.right);
    const texts = [...box.querySelectorAll('text')].map((each) => each.getBoundingClientRect());
    for (const inner of texts) {
      expect(inner.left).toBeGreaterThan(outer.left);
      expect(inner.right).toBeLessThan(outer.right);
      expect(inner.bottom).toBeLessThan(outer.bottom + 1);
    }
    // Cells side by side do not run into each other.
    const rows = texts.slice(1).sort((a, b) => a.top - b.top || a.left - b.left);
    rows.slice(1).forEach((cell, i) => {
      if (cell.top === rows[i].top) expect(cell.left).toBeGreaterThan(rows[i].right);
    });
  }
});
