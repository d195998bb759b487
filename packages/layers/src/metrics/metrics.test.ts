import { memory, sub, type tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { isDescribed } from '../config/described';
import { binaryCrossentropy } from '../losses/crossentropy';
import { huber } from '../losses/regression';
import { cosineSimilarity } from '../losses/similarity';
import { sparseCategoricalCrossentropy } from '../losses/sparseCategoricalCrossentropy';
import { useCpu } from '../testing';
import { accuracy } from './accuracy';
import { metricsWithDefaults } from './allMetrics';
import { precisionAtRecall } from './atThreshold';
import { auc } from './auc';
import { confusionMatrix } from './confusionMatrix';
import { precision, recall, truePositives } from './counts';
import { f1Score, fBetaScore } from './fScore';
import { iou, meanIoU } from './iou';
import { meanMetric, sumMetric } from './Metric';
import { cosineSimilarityMetric, r2Score } from './regression';
import { type MetricLike, resolveMetric } from './resolveMetric';
import { streaming } from './streaming';

useCpu();

type Values = Parameters<typeof tensor>[0];

async function measure(metric: MetricLike, yTrue: Values, yPred: Values, weights?: Values): Promise<number> {
  const tracker = streaming(metric);
  tracker.updateState(yTrue, yPred, weights);
  return tracker.result();
}

describe('a metric on its own', () => {
  it('adds up batches, and begins anew after a reset', async () => {
    const tracker = streaming(precision());
    tracker.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
    expect(await tracker.result()).toBeCloseTo(2 / 3, 12);
    tracker.updateState([0, 0], [1, 1]);
    expect(await tracker.result()).toBeCloseTo(2 / 5, 12);
    tracker.resetState();
    tracker.updateState([0, 1, 1, 1], [1, 0, 1, 1], [0, 0, 1, 0]);
    expect(await tracker.result()).toBe(1);
  });

  it('leaves nothing on the device', async () => {
    const tracker = streaming(auc());
    const before = memory();
    for (let i = 0; i < 600; i++) tracker.updateState([0, 1, 1], [0.2, 0.3, 0.8]);
    expect(memory().tensors).toBe(before.tensors + 600);
    expect(await tracker.result()).toBe(1);
    tracker.updateState([0], [1]);
    tracker.resetState();
    // What earlier tests left may be collected meanwhile: less is no leak.
    expect(memory().bytes).toBeLessThanOrEqual(before.bytes);
    expect(memory().tensors).toBeLessThanOrEqual(before.tensors);
  });

  it('means and sums values', async () => {
    const mean = streaming(meanMetric());
    mean.updateState([1, 3, 5, 7]);
    expect(await mean.result()).toBe(4);
    mean.updateState([10, 0], [10, 0], [1, 0]);
    expect(await mean.result()).toBe(26 / 5);
    const sum = streaming(sumMetric());
    sum.updateState([1, 3, 5, 7]);
    sum.updateState([2, 2], [2, 2], [0.5, 1]);
    expect(await sum.result()).toBe(19);
    expect(await measure((yTrue, yPred) => sub(yPred, yTrue), [1, 2], [2, 4])).toBe(1.5);
  });

  it('knows what its details are', async () => {
    const tracker = streaming(confusionMatrix());
    tracker.updateState(
      [0, 1],
      [
        [0.75, 0.25],
        [0.75, 0.25],
      ],
    );
    const matrix = await tracker.details();
    expect(matrix[1][0]).toBe(1);
  });

  it('says what is missing', async () => {
    const tracker = streaming('accuracy');
    await expect(tracker.result()).rejects.toThrow('accuracy: result() before the first updateState(yTrue, yPred)');
    await expect(tracker.details()).rejects.toThrow('accuracy: there are no details, result() is all');
    await expect(streaming(confusionMatrix()).details()).rejects.toThrow('details() before the first updateState');
  });
});

describe('the values of Keras’ own examples', () => {
  it('counts, scores and curves', async () => {
    const weights = [0, 0, 1, 0];
    expect(await measure(truePositives(), [0, 1, 1, 1], [1, 0, 1, 1])).toBe(2);
    expect(await measure(truePositives(), [0, 1, 1, 1], [1, 0, 1, 1], weights)).toBe(1);
    expect(await measure(recall(), [0, 1, 1, 1], [1, 0, 1, 1])).toBeCloseTo(0.6667, 4);
    expect(await measure(auc({ numThresholds: 3 }), [0, 0, 1, 1], [0, 0.5, 0.3, 0.9])).toBe(0.75);
    expect(await measure(auc({ numThresholds: 3 }), [0, 0, 1, 1], [0, 0.5, 0.3, 0.9], [1, 0, 0, 1])).toBe(1);
    const scored = [0, 0.3, 0.8, 0.3, 0.8];
    expect(await measure(precisionAtRecall({ recall: 0.5 }), [0, 0, 0, 1, 1], scored)).toBe(0.5);
    expect(await measure(precisionAtRecall({ recall: 0.5 }), [0, 0, 0, 1, 1], scored, [2, 2, 2, 1, 1])).toBeCloseTo(
      0.33333,
      4,
    );
    const classes = [
      [1, 1, 1],
      [1, 0, 0],
      [1, 1, 0],
    ];
    const said = [
      [0.2, 0.6, 0.7],
      [0.2, 0.6, 0.6],
      [0.6, 0.8, 0],
    ];
    const tracker = streaming(fBetaScore({ beta: 2, threshold: 0.5 }));
    tracker.updateState(classes, said);
    expect(await tracker.details()).toEqual([0.3846154, 0.90909094, 0.8333332].map((v) => expect.closeTo(v, 5)));
    expect(await measure(r2Score(), [[1], [4], [3]], [[2], [4], [4]])).toBeCloseTo(0.57142854, 6);
    const similar = cosineSimilarityMetric();
    expect(
      await measure(
        similar,
        [
          [0, 1],
          [1, 1],
        ],
        [
          [1, 0],
          [1, 1],
        ],
        [0.3, 0.7],
      ),
    ).toBeCloseTo(0.6999999, 5);
  });

  it('overlaps', async () => {
    expect(await measure(meanIoU({ numClasses: 2 }), [0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(1 / 3, 6);
    const weights = [0.3, 0.3, 0.3, 0.1];
    expect(await measure(meanIoU({ numClasses: 2 }), [0, 0, 1, 1], [0, 1, 0, 1], weights)).toBeCloseTo(0.23809525, 6);
    const first = iou({ numClasses: 2, targetClassIds: [0] });
    expect(await measure(first, [0, 0, 1, 1], [0, 1, 0, 1], weights)).toBeCloseTo(0.33333334, 6);
  });
});

describe('metrics at the edge', () => {
  it('are 0 where there is nothing to divide by', async () => {
    for (const name of ['precision', 'recall', 'f1Score', 'auc', 'confusionMatrix', 'binaryIoU'] as const) {
      expect(await measure(metricsWithDefaults[name](), [1, 0], [0.2, 0.8], [0, 0]), name).toBe(0);
    }
    expect(await measure('precision', [1, 1], [0, 0])).toBe(0);
    expect(await measure('recall', [0, 0], [1, 1])).toBe(0);
    expect(await measure('accuracy', [1, 0], [1, 0], [0, 0])).toBe(0);
  });

  it('leave a class out of the mean that nobody names', async () => {
    const tracker = streaming(meanIoU({ numClasses: 3 }));
    tracker.updateState([0, 0, 2], [0, 2, 2]);
    expect(await tracker.details()).toEqual([0.5, Number.NaN, 0.5]);
    expect(await tracker.result()).toBe(0.5);
  });

  it('count a perfect constant as explained', async () => {
    expect(await measure(r2Score(), [2, 2], [2, 2])).toBe(1);
    expect(await measure(r2Score(), [2, 2], [2, 3])).toBe(0);
  });

  it('bear outputs that are NaN: the loss tells of them', async () => {
    const nan = [Number.NaN, 0.5];
    for (const name of ['auc', 'precision', 'binaryAccuracy', 'binaryIoU', 'confusionMatrix'] as const) {
      expect(await measure(metricsWithDefaults[name](), [1, 0], nan), name).toBeLessThanOrEqual(1);
    }
    expect(await measure(confusionMatrix(), [1], [[Number.NaN, Number.NaN]])).toBeLessThanOrEqual(1);
    expect(await measure('f1Score', [1], [[Number.NaN, Number.NaN]])).toBeLessThanOrEqual(1);
  });

  it('come near the exact area: the share of pairs that are ranked rightly', async () => {
    const samples = 300;
    const yes = Array.from({ length: samples }, (_, i) => (i * i) % 7 < 3);
    const scored = yes.map((right, i) => (((i * 37) % 101) / 101) * 0.7 + (right ? 0.25 : 0));
    let [right, pairs] = [0, 0];
    scored.forEach((a, i) => {
      if (!yes[i]) return;
      scored.forEach((b, j) => {
        if (yes[j]) return;
        pairs++;
        right += a > b ? 1 : a === b ? 0.5 : 0;
      });
    });
    const labels = yes.map(Number);
    expect(Math.abs((await measure('auc', labels, scored)) - right / pairs)).toBeLessThan(5e-3);
  });
});

describe('metrics refuse', () => {
  const two = [[0.3, 0.7]];

  it('names and options that there are not', () => {
    // @ts-expect-error a metric that there is not
    expect(() => streaming('acc')).toThrow("metric 'acc' is not known; did you mean 'accuracy'?");
    // @ts-expect-error mistyped
    expect(() => resolveMetric('precison')).toThrow(
      "metric 'precison' is not known; did you mean 'precision'? There are",
    );
    // @ts-expect-error first letters
    expect(() => resolveMetric('mae')).toThrow("did you mean 'meanAbsoluteError'?");
    // @ts-expect-error an option that there is not
    expect(() => precision({ threshold: 0.5 })).toThrow(
      "precision: option 'threshold' is not known; did you mean 'thr",
    );
    // @ts-expect-error a curve that there is not
    expect(() => auc({ curve: 'roc' })).toThrow("auc: curve 'roc' is not known; did you mean 'ROC'?");
    // @ts-expect-error a sum that there is not
    expect(() => auc({ summationMethod: 'mean' })).toThrow("auc: summationMethod 'mean' is not known");
    // @ts-expect-error an average that there is not
    expect(() => f1Score({ average: 'mean' })).toThrow("f1Score: average 'mean' is not known. There are none, micro");
    // @ts-expect-error the recall is missing
    expect(() => precisionAtRecall({})).toThrow('precisionAtRecall: recall must be from 0 to 1, got NaN');
    expect(() => auc({ numThresholds: 1 })).toThrow('auc: numThresholds must be a whole number >= 2, got 1');
    expect(() => auc({ thresholds: [0.5, 2] })).toThrow('auc: thresholds lie between 0 and 1, got 2');
    expect(() => fBetaScore({ beta: 0 })).toThrow('fBetaScore: beta must be above 0, got 0');
    expect(() => iou({ numClasses: 2, targetClassIds: [2] })).toThrow('iou: targetClassIds has 2, there are 2 classes');
  });

  it('labels that do not fit', async () => {
    await expect(measure('precision', [0, 1], two)).rejects.toThrow(
      'precision: labels of shape [2] do not fit an output of shape [1,2]',
    );
    await expect(measure('accuracy', [0, 1], two)).rejects.toThrow(
      'accuracy: an output of shape [1,2] takes class numbers of shape [1], got labels of shape [2]',
    );
    const outside =
      'a class is out of range: there are 2 classes, so labels and predictions are whole numbers from 0 to 1';
    await expect(measure(confusionMatrix(), [2], two)).rejects.toThrow(`confusionMatrix: ${outside}`);
    await expect(measure(meanIoU({ numClasses: 2 }), [0], [2])).rejects.toThrow(`meanIoU: ${outside}`);
    await expect(measure(meanIoU(), [0], [1])).rejects.toThrow('meanIoU: numClasses is needed where the output, [1]');
    await expect(measure(confusionMatrix({ numClasses: 2 }), [0], [[1, 2, 3]])).rejects.toThrow(
      'confusionMatrix: numClasses is 2, but the output tells 3 classes apart',
    );
    await expect(measure(precision({ classId: 2 }), [[0, 1]], two)).rejects.toThrow(
      'precision: classId 2 is no class of 2: they are 0 to 1',
    );
    await expect(measure('accuracy', [0], two, [1, 2])).rejects.toThrow(
      'accuracy: sampleWeight of shape [2] does not fit values of shape [1]',
    );
  });
});

describe('losses as metrics', () => {
  it('have the name of the loss, or that it was given', () => {
    expect(resolveMetric('huber').name).toBe('huber');
    expect(resolveMetric(huber({ delta: 2, name: 'error' })).name).toBe('error');
  });

  it('leave out labels that are ignored, over batches of any number of them', async () => {
    const ignoring = sparseCategoricalCrossentropy({ ignoreClass: 9 });
    const tracker = streaming(ignoring);
    tracker.updateState(
      [9, 0],
      [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
    );
    tracker.updateState([1], [[0.5, 0.5]]);
    expect(await tracker.result()).toBeCloseTo((Math.log(4) + Math.log(2)) / 2, 5);
  });

  it('are the loss: its mean is that of all samples', async () => {
    const loss = binaryCrossentropy();
    expect(await measure(loss, [0, 1], [0.5, 0.5])).toBeCloseTo(Math.LN2, 6);
    expect(await measure(cosineSimilarity(), [[1, 0]], [[2, 0]])).toBe(-1);
    expect(await measure('cosineSimilarity', [[1, 0]], [[2, 0]])).toBe(1);
  });
});

it('metrics say how they were made', () => {
  for (const make of Object.values(metricsWithDefaults)) expect(isDescribed(make())).toBe(true);
  expect(accuracy({ name: 'right' })).toMatchObject({ className: 'Accuracy', config: { name: 'right' } });
  expect(resolveMetric(huber({ delta: 2 }))).toMatchObject({ className: 'Huber', config: { delta: 2, name: 'huber' } });
  expect(f1Score({ threshold: 0.5 })).toMatchObject({ config: { average: null, threshold: 0.5, name: 'f1Score' } });
});
