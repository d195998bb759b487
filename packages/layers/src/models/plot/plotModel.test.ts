import type { Tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { conv2d } from '../../layers/Conv2D';
import { dense } from '../../layers/Dense';
import { flatten } from '../../layers/Flatten';
import { input } from '../../layers/Input';
import { add } from '../../layers/Merge';
import { useCpu } from '../../testing';
import { model } from '../Functional';
import { Model } from '../Model';
import { sequential } from '../Sequential';
import { plotModel } from './plotModel';

useCpu();

/** The texts of each box, and where it lies. */
function boxesOf(svg: string) {
  return [...svg.matchAll(/<g>(.*?)<\/g>/g)].map(([, box]) => {
    const [x, y] = [/ x="(-?[\d.]+)"/, / y="(-?[\d.]+)"/].map((pattern) => Number(pattern.exec(box)?.[1]));
    return { x, y, texts: [...box.matchAll(/<text.*?<\/text>/g)].map(([text]) => text.replace(/<[^>]*>/g, '')) };
  });
}

const net = () =>
  sequential([conv2d({ filters: 6, kernelSize: 5, inputShape: [28, 28, 1] }), flatten(), dense({ units: 10 })]);

describe('plotModel', () => {
  it('draws what Keras draws: classes, and names, shapes and dtypes on request', () => {
    const plain = boxesOf(plotModel(net()));
    expect(plain.map(({ texts }) => texts)).toEqual([['InputLayer'], ['Conv2D'], ['Flatten'], ['Dense']]);
    const full = boxesOf(plotModel(net(), { showShapes: true, showLayerNames: true, showDtype: true }));
    expect(full[1].texts).toEqual([
      'conv2d (Conv2D)',
      'Input shape: (None, 28, 28, 1)',
      'Output shape: (None, 24, 24, 6)',
      'Output dtype: float32',
    ]);
    expect(full[3].texts[2]).toBe('Output shape: (None, 10)');
  });

  it('is SVG with a size, an arrow for each edge, and a name for those who cannot see it', () => {
    const svg = plotModel(net());
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="-16 -16 \d+ \d+" width="\d+" height="\d+"/,
    );
    expect(svg).toContain('role="img" aria-label="Model sequential"');
    expect(svg.match(/Z" fill="#222"/g)).toHaveLength(3);
  });

  it.each([
    ['TB', 'y', 1],
    ['BT', 'y', -1],
    ['LR', 'x', 1],
    ['RL', 'x', -1],
  ] as const)('goes from inputs to outputs along %s', (rankdir, axis, sign) => {
    const places = boxesOf(plotModel(net(), { rankdir })).map((box) => box[axis] * sign);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(4);
  });

  it('draws a nested model as a box, or its layers in a frame', () => {
    const head = sequential([flatten(), dense({ units: 2 })], { name: 'head' });
    const x = input({ shape: [4, 4, 1] });
    const whole = model({ inputs: x, outputs: head(conv2d({ filters: 1, kernelSize: 3 })(x)) });
    const types = (svg: string) => boxesOf(svg).map(({ texts }) => texts[0]);
    expect(types(plotModel(whole))).toEqual(['InputLayer', 'Conv2D', 'Sequential']);
    const expanded = plotModel(whole, { expandNested: true });
    expect(types(expanded)).toEqual(['InputLayer', 'Conv2D', 'Flatten', 'Dense']);
    expect(expanded).toContain('>head</text>');
    expect(expanded.match(/Z" fill="#222"/g)).toHaveLength(3);
  });

  it('draws a shared layer once, with all that goes in', () => {
    const [a, b] = [input({ shape: [3] }), input({ shape: [3] })];
    const shared = dense({ units: 3, name: 'shared' });
    const svg = plotModel(model({ inputs: [a, b], outputs: add()([shared(a), shared(shared(b))]) }), {
      showLayerNames: true,
      showShapes: true,
    });
    expect(boxesOf(svg).filter(({ texts }) => texts[0] === 'shared (Dense)')).toHaveLength(1);
    // Two inputs, itself, and the sum.
    expect(svg.match(/Z" fill="#222"/g)).toHaveLength(4);
    const sum = boxesOf(svg).find(({ texts }) => texts[0] === 'add (Add)');
    expect(sum?.texts).toEqual(['add (Add)', 'Input shape: (None, 3)', '(None, 3)', 'Output shape: (None, 3)']);
  });

  it('refuses what it cannot draw', () => {
    class Own extends Model {
      override call(x: Tensor): Tensor {
        return x;
      }
    }
    expect(() => plotModel(new Own())).toThrow(
      "plotModel: 'own' is not built, or computes in a way that cannot be drawn",
    );
    expect(() => plotModel(net(), { rankdir: 'UP' as 'TB' })).toThrow("rankdir is TB, LR, BT or RL, got 'UP'");
  });
});
