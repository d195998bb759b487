import { grad, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { softmax } from '../layers/Activation';
import { useCpu, values } from '../testing';
import { binaryCrossentropy, categoricalCrossentropy } from './crossentropy';
import { huber, meanAbsoluteError, meanSquaredError } from './regression';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy';

useCpu();

const probabilities = () =>
  tensor([
    [0.05, 0.95, 0],
    [0.1, 0.8, 0.1],
  ]);

describe('losses', () => {
  it('have the values of Keras’ own examples', async () => {
    const oneHot = tensor([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(await values(categoricalCrossentropy().values(oneHot, probabilities()))).toEqual([
      expect.closeTo(0.0513, 4),
      expect.closeTo(Math.LN10, 4),
    ]);
    const labels = tensor([1, 2], 'int32');
    expect(await sparseCategoricalCrossentropy()(labels, probabilities()).item()).toBeCloseTo(1.1769, 4);
    expect(
      await categoricalCrossentropy({ labelSmoothing: 0.1 })(
        oneHot,
        tensor([
          [0.1, 0.8, 0.1],
          [0.1, 0.8, 0.1],
        ]),
      ).item(),
    ).toBeCloseTo(1.2975, 4);
    const [yTrue, yPred] = [
      tensor([
        [0, 1],
        [0, 0],
      ]),
      tensor([
        [0.6, 0.4],
        [0.4, 0.6],
      ]),
    ];
    expect(await values(binaryCrossentropy().values(yTrue, yPred))).toEqual([
      expect.closeTo(0.9163, 4),
      expect.closeTo(0.7136, 4),
    ]);
    const logits = tensor([
      [-18.6, 0.51],
      [2.94, -12.8],
    ]);
    expect(
      await binaryCrossentropy({ fromLogits: true })(
        tensor([
          [0, 1],
          [0, 0],
        ]),
        logits,
      ).item(),
    ).toBeCloseTo(0.865, 3);
    expect(
      await meanSquaredError()(
        tensor([
          [0, 1],
          [0, 0],
        ]),
        tensor([
          [1, 1],
          [1, 0],
        ]),
      ).item(),
    ).toBeCloseTo(0.5, 6);
    expect(
      await meanAbsoluteError()(
        tensor([
          [0, 1],
          [0, 0],
        ]),
        tensor([
          [1, 1],
          [1, 0],
        ]),
      ).item(),
    ).toBeCloseTo(0.5, 6);
    expect(
      await huber()(
        tensor([
          [0, 1],
          [0, 0],
        ]),
        tensor([
          [0.6, 0.4],
          [0.4, 0.6],
        ]),
      ).item(),
    ).toBeCloseTo(0.155, 3);
  });

  it('use the logits behind a softmax: exact where probabilities would be 0', async () => {
    const loss = sparseCategoricalCrossentropy();
    const label = tensor([1], 'int32');
    const value = loss(label, softmax()(tensor([[200, 0]])));
    expect(await value.item()).toBeCloseTo(-Math.log(1e-7), 1); // no logits outlive a call on its own
    const slope = grad((x) => loss(label, softmax()(x)))(tensor([[200, 0]]));
    expect(await values(slope)).toEqual([expect.closeTo(1, 6), expect.closeTo(-1, 6)]);
  });

  it('take labels with an axis of size 1 at the end, or without', async () => {
    const p = tensor([[0.9], [0.2]]);
    const [a, b] = [binaryCrossentropy()(tensor([1, 0]), p), binaryCrossentropy()(tensor([[1], [0]]), p)];
    expect(await a.item()).toBe(await b.item());
    const c = sparseCategoricalCrossentropy()(tensor([[1], [2]]), probabilities());
    expect(await c.item()).toBeCloseTo(1.1769, 4);
  });
});
