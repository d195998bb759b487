import { describe, expect, it } from 'vitest';
import { lossesByName } from '../losses/resolveLoss';
import * as atThreshold from '../metrics/atThreshold';
import { auc } from '../metrics/auc';
import { precision } from '../metrics/counts';
import { fBetaScore } from '../metrics/fScore';
import { iou } from '../metrics/iou';
import { r2Score } from '../metrics/regression';
import { metricsByName } from '../metrics/resolveMetric';
import { decodeConfig, makeOf } from './decode';
import { type Described, isDescribed } from './described';
import { encodeConfig, serializeDescribed } from './encode';

const families = { losses: lossesByName, metrics: { ...metricsByName, ...atThreshold } };
type Factory = (options?: object) => object;

function describedBy(value: object): Described {
  if (!isDescribed(value)) throw new Error('says nothing of how it was made');
  return value;
}

/** To Keras' notation, through JSON, and back. */
function through(value: object, kind: keyof typeof families): Described {
  const serialized = JSON.parse(JSON.stringify(serializeDescribed(describedBy(value), kind)));
  return describedBy(makeOf(families[kind], serialized, kind) as object);
}

describe('losses and metrics come back from their configurations', () => {
  for (const kind of ['losses', 'metrics'] as const) {
    it.each(Object.entries(families[kind]) as [string, Factory][])(`${kind}: %s`, (name, make) => {
      const required = { recall: 0.5, precision: 0.5, sensitivity: 0.5, specificity: 0.5 };
      const wanted = name.match(/^.+At(.)(.+)$/);
      const key = wanted ? `${wanted[1].toLowerCase()}${wanted[2]}` : undefined;
      const made = make(key ? { [key]: required[key as keyof typeof required], name: 'own' } : { name: 'own' });
      const back = through(made, kind);
      expect(back.className).toBe(describedBy(made).className);
      expect(back.config).toEqual(describedBy(made).config);
    });
  }

  it('with options of all kinds', () => {
    const { sparseCategoricalCrossentropy, tversky, categoricalFocalCrossentropy } = lossesByName;
    const losses = [
      sparseCategoricalCrossentropy({ fromLogits: true, ignoreClass: 255, reduction: 'meanWithSampleWeight' }),
      tversky({ alpha: 0.3, beta: 0.7, axis: [1, 2, 3] }),
      categoricalFocalCrossentropy({ alpha: [0.1, 0.9] }),
    ];
    for (const made of losses) expect(through(made, 'losses').config).toEqual(describedBy(made).config);
    const metrics = [
      auc({ curve: 'PR', summationMethod: 'minoring', thresholds: [0.2, 0.5], labelWeights: [1, 2] }),
      precision({ thresholds: 0.7, topK: 3, classId: 1 }),
      fBetaScore({ average: 'weighted', beta: 2, threshold: 0.4 }),
      iou({ numClasses: 3, targetClassIds: [1], ignoreClass: -1, sparseYPred: false }),
      r2Score({ classAggregation: 'varianceWeightedAverage', numRegressors: 2 }),
    ];
    for (const made of metrics) expect(through(made, 'metrics').config).toEqual(describedBy(made).config);
  });

  it('in the notation of Keras', () => {
    expect(serializeDescribed(describedBy(lossesByName.huber({ delta: 2 })), 'losses')).toEqual({
      module: 'keras.losses',
      class_name: 'Huber',
      config: { delta: 2, reduction: 'sum_over_batch_size', name: 'huber' },
      registered_name: null,
    });
    const { config } = describedBy(auc({ curve: 'PR' }));
    expect(encodeConfig(config, 'AUC')).toMatchObject({
      curve: 'PR',
      summation_method: 'interpolation',
      num_thresholds: 200,
    });
    expect(decodeConfig({ from_logits: true, label_smoothing: 0.1, axis: -1, dtype: 'float32' }, 'loss')).toEqual({
      fromLogits: true,
      labelSmoothing: 0.1,
      axis: -1,
    });
    const r2 = describedBy(r2Score()).config;
    expect(encodeConfig(r2, 'R2Score')).toMatchObject({ class_aggregation: 'uniform_average' });
  });
});
