import { tensor, Variable } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu, values } from '../testing';
import { adam } from './Adam';
import type { Optimizer } from './Optimizer';
import { sgd } from './SGD';

useCpu();

/** Where a weight of 1 stands after steps with these gradients. */
async function walk(optimizer: Optimizer, gradients: number[]): Promise<number[]> {
  const w = new Variable(tensor([1]));
  const path: number[] = [];
  for (const g of gradients) {
    optimizer.apply([tensor([g])], [w]);
    path.push((await values(w))[0]);
  }
  return path;
}

const close = (numbers: number[]) => numbers.map((n) => expect.closeTo(n, 5));

describe('optimizers', () => {
  it('step as their formulas say', async () => {
    expect(await walk(sgd({ learningRate: 0.1 }), [1, 2])).toEqual(close([0.9, 0.7]));
    expect(await walk(sgd({ learningRate: 0.1, momentum: 0.5 }), [1, 2])).toEqual(close([0.9, 0.65]));
    expect(await walk(sgd({ learningRate: 0.1, momentum: 0.5, nesterov: true }), [1, 2])).toEqual(close([0.85, 0.525]));
    expect(await walk(sgd({ learningRate: 0.1, weightDecay: 0.5 }), [1])).toEqual(close([0.95 - 0.1]));
    expect(await walk(adam({ learningRate: 0.1 }), [1, 1, 1])).toEqual(close([0.9, 0.8, 0.7]));
    const m = 0.9 * 0.1 + 0.1 * -3;
    const v = 0.999 * 0.001 + 0.001 * 9;
    const second = (0.1 * Math.sqrt(1 - 0.999 ** 2)) / (1 - 0.9 ** 2);
    expect(await walk(adam({ learningRate: 0.1 }), [1, -3])).toEqual(close([0.9, 0.9 - (second * m) / Math.sqrt(v)]));
  });

  it('cut gradients down', async () => {
    expect(await walk(sgd({ learningRate: 1, clipNorm: 0.5 }), [3, -0.25])).toEqual(close([0.5, 0.75]));
    expect(await walk(sgd({ learningRate: 1, clipValue: 0.1 }), [-3])).toEqual(close([1.1]));
    const [a, b] = [new Variable(tensor([0])), new Variable(tensor([0]))];
    sgd({ learningRate: 1, globalClipNorm: 1 }).apply([tensor([3]), tensor([4])], [a, b]);
    expect([...(await values(a)), ...(await values(b))]).toEqual(close([-0.6, -0.8]));
  });

  it('follow a schedule', async () => {
    const optimizer = sgd({ learningRate: (step) => 1 / (step + 1) });
    expect(await walk(optimizer, [1, 1])).toEqual(close([0, -0.5]));
    expect(optimizer.learningRate).toBeCloseTo(1 / 3, 6);
    optimizer.learningRate = 0.25;
    expect(optimizer.learningRate).toBe(0.25);
  });

  it('refuse rates that are none', () => {
    expect(() => adam({ learningRate: -1 })).toThrow('learningRate must be a number >= 0, got -1');
    expect(() => sgd({ momentum: 2 })).toThrow('momentum must be from 0 to 1, got 2');
    expect(() => sgd().apply([tensor([1])], [])).toThrow('sgd: got 1 gradients for 0 variables');
  });
});
