import { type Shape, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { dense } from '../layers/Dense';
import { sequential } from '../models/Sequential';
import { useCpu } from '../testing';
import { categoricalCrossentropy } from './crossentropy';
import { categoricalFocalCrossentropy } from './focal';
import { dice } from './overlap';
import { huber, meanSquaredError } from './regression';
import { type LossName, lossesByName, resolveLoss } from './resolveLoss';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy';

useCpu();

/** Looks at labels as `fit` does. */
const check = (name: LossName, labels: readonly number[], shape: Shape, output: Shape, options = {}) =>
  lossesByName[name](options).checkLabels?.(Float32Array.from(labels), shape, output);

describe('labels that a loss cannot take', () => {
  it('sparse cross-entropy: class numbers, in range, one for each row of scores', () => {
    const name = 'sparseCategoricalCrossentropy';
    expect(() => check(name, [0, 3], [2], [2, 3])).toThrow(
      'label 3 at index 1: the output has 3 classes, so labels are whole numbers from 0 to 2',
    );
    expect(() => check(name, [0.5, 1], [2], [2, 3])).toThrow('label 0.5 at index 0');
    expect(() => check(name, [0, 0, 1, 1, 0, 0], [2, 3], [2, 3])).toThrow(
      'sparseCategoricalCrossentropy: an output of shape [2,3] takes labels of shape [2], got [2,3]. One-hot labels go with categoricalCrossentropy',
    );
    expect(() => check(name, [0, -1, 2, 3], [1, 4], [1, 3, 4], { axis: 1 })).toThrow('label -1 at index 1');
    check(name, [0, 2], [2, 1], [2, 3]);
    check(name, [255, 2, 0, 255], [1, 2, 2], [1, 2, 2, 3], { ignoreClass: 255 });
    expect(() => check(name, [254, 2], [2], [2, 3], { ignoreClass: 255 })).toThrow('label 254 at index 0');
  });

  it('categorical cross-entropy: rows with sum 1', () => {
    const name = 'categoricalCrossentropy';
    expect(() => check(name, [0, 2], [2], [2, 3])).toThrow(
      'categoricalCrossentropy: labels of shape [2] do not fit an output of shape [2,3]. Class numbers become rows of 0 and 1 with oneHot(labels, 3), or go with sparseCategoricalCrossentropy as they are',
    );
    expect(() => check(name, [1, 0, 0, 0, 1, 1], [2, 3], [2, 3])).toThrow(
      'row 1 of the labels [2,3] has sum 2, and not 1. For several classes at once use a sigmoid output with binaryCrossentropy',
    );
    expect(() => check(name, [1, 0, 0, 0, 0, 0], [2, 3], [2, 3])).toThrow('row 1 of the labels [2,3] has sum 0');
    expect(() => check(name, [3, 0, 0], [1, 3], [1, 3])).toThrow('label 3 at index 0: labels are one-hot rows');
    expect(() => check('categoricalFocalCrossentropy', [1, 1], [1, 2], [1, 2])).toThrow('sum 2');
    expect(() => check('categoricalHinge', [0, 0], [1, 2], [1, 2])).toThrow('sum 0');
    check(name, [0.9, 0.1, 0.3, 0.7], [2, 2], [2, 2]);
    check(name, [0.9, 0.3, 0.1, 0.7], [1, 2, 2], [1, 2, 2], { axis: 1 });
    expect(() => check(name, [0.9, 0.1, 0.3, 0.7], [1, 2, 2], [1, 2, 2], { axis: 1 })).toThrow('has sum 1.2');
  });

  it('binary cross-entropy and what else takes yes or no: from 0 to 1', () => {
    expect(() => check('binaryCrossentropy', [0, 1, 2], [3], [3, 1])).toThrow(
      'binaryCrossentropy: label 2 at index 2: labels are from 0 (no) to 1 (yes). More than two classes take an output for each, and sparseCategoricalCrossentropy',
    );
    expect(() => check('binaryFocalCrossentropy', [1, -1], [2, 1], [2, 1])).toThrow('Labels -1 and 1 go with hinge');
    expect(() => check('binaryCrossentropy', [0.5, 254.5], [2], [2, 1])).toThrow('Divide by the largest value');
    expect(() => check('dice', [0, 3], [1, 2, 1], [1, 2, 1])).toThrow('become rows of 0 and 1 with oneHot');
    expect(() => check('tversky', [0, 1], [2], [1, 2, 3])).toThrow('labels of shape [2] do not fit an output of shape');
    expect(() => check('klDivergence', [0, 1.5], [1, 2], [1, 2])).toThrow('label 1.5 at index 1');
    check('binaryCrossentropy', [0, 0.25, 1, 1 + 1e-6], [4], [4, 1]);
  });

  it('hinges: -1 and 1, or 0 and 1; counts and logarithms: not negative', () => {
    expect(() => check('hinge', [1, 2], [2], [2, 1])).toThrow(
      'hinge: label 2 at index 1: labels are -1 and 1, or 0 and 1',
    );
    expect(() => check('squaredHinge', [0.5], [1], [1, 1])).toThrow('label 0.5');
    check('hinge', [1, -1], [2], [2, 1]);
    expect(() => check('poisson', [1, -2], [2], [2, 1])).toThrow('poisson: label -2 at index 1: labels are 0 or more');
    expect(() => check('meanSquaredLogarithmicError', [-0.5], [1], [1, 1])).toThrow('label -0.5');
    expect(meanSquaredError().checkLabels).toBeUndefined();
  });

  it('fit says so before it trains', async () => {
    const net = sequential([dense({ units: 3, activation: 'softmax', inputShape: [2] })]);
    net.compile({ loss: 'categoricalCrossentropy' });
    const x = new Float32Array(4);
    const fit = (y: Float32Array | number[][]) => net.fit(tensor(x, [2, 2]), tensor(y), { verbose: 0 });
    await expect(fit(Float32Array.of(0, 2))).rejects.toThrow('Class numbers become rows of 0 and 1');
    const twice = [
      [1, 0, 0],
      [1, 1, 0],
    ];
    await expect(fit(twice)).rejects.toThrow('row 1 of the labels [2,3] has sum 2');
  });
});

describe('options that a loss cannot take', () => {
  it('fromLogits after a softmax', async () => {
    const message = 'fromLogits is true, but the output went through a softmax already';
    const net = sequential([dense({ units: 2, activation: 'softmax', inputShape: [1] })]);
    net.compile({ loss: sparseCategoricalCrossentropy({ fromLogits: true }) });
    await expect(net.fit(tensor([[1]]), tensor([1]), { verbose: 0 })).rejects.toThrow(message);
    net.compile({ loss: categoricalCrossentropy({ fromLogits: true }) });
    await expect(net.fit(tensor([[1]]), tensor([[0, 1]]), { verbose: 0 })).rejects.toThrow(message);
    net.compile({ loss: categoricalFocalCrossentropy({ fromLogits: true }) });
    await expect(net.fit(tensor([[1]]), tensor([[0, 1]]), { verbose: 0 })).rejects.toThrow(message);
  });

  it('names, numbers and reductions', () => {
    // @ts-expect-error an option that there is not
    expect(() => huber({ detla: 1 })).toThrow("huber: option 'detla' is not known; did you mean 'delta'?");
    // @ts-expect-error an option of another loss
    expect(() => meanSquaredError({ delta: 1 })).toThrow("meanSquaredError: option 'delta' is not known");
    expect(() => huber({ delta: 0 })).toThrow('huber: delta must be above 0, got 0');
    expect(() => categoricalCrossentropy({ labelSmoothing: 2 })).toThrow('labelSmoothing must be from 0 to 1, got 2');
    expect(() => categoricalFocalCrossentropy({ gamma: -1 })).toThrow('gamma must be 0 or more, got -1');
    // @ts-expect-error a reduction that there is not
    expect(() => huber({ reduction: 'average' })).toThrow("huber: reduction 'average' is not known. There are sumOver");
    // @ts-expect-error a loss that there is not
    expect(() => resolveLoss('mse')).toThrow("loss 'mse' is not known; did you mean 'meanSquaredError'? There are");
    // @ts-expect-error Keras writes it so
    expect(() => resolveLoss('categorical_crossentropy')).toThrow("did you mean 'categoricalCrossentropy'?");
  });

  it('reduction none where training needs a number', () => {
    const net = sequential([dense({ units: 1, inputShape: [1] })]);
    expect(() => net.compile({ loss: huber({ reduction: 'none' }) })).toThrow(
      "compile: huber with reduction 'none' is not one number to train on",
    );
  });

  it('weights of samples where a loss is of the whole batch', () => {
    const mask = () => tensor([[1], [0]]);
    expect(() => dice()(mask(), mask(), tensor([1, 2]))).toThrow(
      'dice: sampleWeight of shape [2] does not fit values of shape []: there is one for the whole batch',
    );
    expect(() => huber()(mask(), mask(), tensor([1, 2, 3]))).toThrow(
      'huber: sampleWeight of shape [3] does not fit values of shape [2]',
    );
  });
});
