import { describe, expect, it } from 'vitest';
import { isDescribed } from '../config/described';
import type { JsonConfig } from '../config/encode';
import { lossesByName } from '../losses/resolveLoss';
import { metricsWithDefaults } from '../metrics/allMetrics';
import { optimizersByName } from '../optimizers/resolveOptimizer';
import { schedulesByName } from '../schedules/schedulesByName';
import { compileOptions } from './compileConfig';

const summed = { name: 'mine', reduction: 'sum_over_batch_size' };
const soft = { from_logits: false, label_smoothing: 0.1, axis: -1 };

/** What Keras 3 writes as the config of each loss. */
const losses: Readonly<Record<string, JsonConfig>> = {
  BinaryCrossentropy: { ...summed, ...soft },
  BinaryFocalCrossentropy: { ...summed, ...soft, alpha: 0.25, gamma: 2, apply_class_balancing: false },
  CategoricalCrossentropy: { ...summed, ...soft },
  CategoricalFocalCrossentropy: { ...summed, ...soft, alpha: 0.25, gamma: 2 },
  CategoricalHinge: summed,
  CosineSimilarity: { ...summed, axis: -1 },
  Dice: { ...summed, axis: null },
  Hinge: summed,
  Huber: { ...summed, delta: 1 },
  KLDivergence: summed,
  LogCosh: summed,
  MeanAbsoluteError: summed,
  MeanAbsolutePercentageError: summed,
  MeanSquaredError: summed,
  MeanSquaredLogarithmicError: summed,
  Poisson: summed,
  SparseCategoricalCrossentropy: { ...summed, from_logits: true, ignore_class: 255, axis: -1 },
  SquaredHinge: summed,
  Tversky: { ...summed, alpha: 0.5, beta: 0.5, axis: null },
};

const named = { name: 'mine', dtype: 'float32' };
const thresholds = { ...named, thresholds: null };
const classes = { ...named, num_classes: 3, target_class_ids: [0, 2], ignore_class: null, axis: -1 };
const { target_class_ids, ...allClasses } = classes;

/** What Keras 3 writes as the config of each metric that is no loss. */
const metrics: Readonly<Record<string, JsonConfig>> = {
  AUC: {
    ...named,
    num_thresholds: 200,
    curve: 'ROC',
    summation_method: 'interpolation',
    multi_label: false,
    num_labels: null,
    label_weights: null,
    from_logits: false,
  },
  BinaryAccuracy: { ...named, threshold: 0.5 },
  BinaryIoU: { ...named, target_class_ids: [0, 1], threshold: 0.5 },
  CategoricalAccuracy: named,
  CategoricalCrossentropy: { ...named, from_logits: false, label_smoothing: 0 },
  CosineSimilarity: named,
  F1Score: { ...named, average: 'macro', threshold: null },
  FBetaScore: { ...named, beta: 2, average: null, threshold: 0.5 },
  FalseNegatives: thresholds,
  FalsePositives: thresholds,
  IoU: { ...classes, sparse_y_true: true, sparse_y_pred: false },
  MeanIoU: { ...allClasses, sparse_y_true: true, sparse_y_pred: true },
  MeanSquaredError: named,
  OneHotIoU: { ...classes, sparse_y_pred: false },
  OneHotMeanIoU: { ...allClasses, sparse_y_pred: false },
  Precision: { ...thresholds, top_k: null, class_id: 1 },
  R2Score: { ...named, class_aggregation: 'uniform_average', num_regressors: 0 },
  Recall: { ...thresholds, thresholds: [0.5], top_k: null, class_id: null },
  RootMeanSquaredError: named,
  SparseCategoricalAccuracy: named,
  SparseCategoricalCrossentropy: { ...named, from_logits: false, axis: -1 },
  SparseTopKCategoricalAccuracy: { ...named, k: 5, from_sorted_ids: false },
  TopKCategoricalAccuracy: { ...named, k: 5 },
  TrueNegatives: thresholds,
  TruePositives: thresholds,
};

const all = {
  name: 'mine',
  learning_rate: 0.001,
  weight_decay: null,
  clipnorm: null,
  global_clipnorm: null,
  clipvalue: null,
  use_ema: false,
  ema_momentum: 0.99,
  ema_overwrite_frequency: null,
  loss_scale_factor: null,
  gradient_accumulation_steps: null,
};
const moments = { ...all, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 };

/** What Keras 3 writes as the config of each optimizer. */
const optimizers: Readonly<Record<string, JsonConfig>> = {
  Adadelta: { ...all, rho: 0.95, epsilon: 1e-7 },
  Adagrad: { ...all, initial_accumulator_value: 0.1, epsilon: 1e-7 },
  Adam: { ...moments, amsgrad: false },
  AdamW: { ...moments, weight_decay: 0.004, amsgrad: false },
  Adamax: moments,
  Nadam: moments,
  RMSprop: { ...all, rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  SGD: { ...all, momentum: 0.9, nesterov: true },
};

const rate = { name: 'mine', initial_learning_rate: 0.1 };

/** What Keras 3 writes as the config of each schedule. */
const schedules: Readonly<Record<string, JsonConfig>> = {
  CosineDecay: { ...rate, decay_steps: 10, alpha: 0, warmup_target: null, warmup_steps: 0 },
  CosineDecayRestarts: { ...rate, first_decay_steps: 10, t_mul: 2, m_mul: 1, alpha: 0 },
  ExponentialDecay: { ...rate, decay_steps: 10, decay_rate: 0.9, staircase: false },
  InverseTimeDecay: { ...rate, decay_steps: 10, decay_rate: 0.9, staircase: false },
  PiecewiseConstantDecay: { name: 'mine', boundaries: [10], values: [1, 0.1] },
  PolynomialDecay: { ...rate, decay_steps: 10, end_learning_rate: 0.01, power: 1, cycle: false },
};

/** Whatever was made is of that class, and was made with these options. */
function check(value: unknown, className: string, config: JsonConfig): void {
  if (!isDescribed(value)) throw new Error(`${className} does not say how it was made`);
  expect(value.className).toBe(className);
  const given = Object.values(config).filter((option) => typeof option === 'number');
  expect(Object.values(value.config)).toEqual(expect.arrayContaining(given));
}

describe('Keras 3 writes, and here is read', () => {
  const made = (class_name: string, config: JsonConfig) => ({
    class_name,
    config,
    module: 'keras',
    registered_name: null,
  });

  it.each(Object.entries(losses))('loss %s', (name, config) => {
    check(compileOptions({ loss: made(name, config) }).loss, name, config);
  });

  it.each(Object.entries(metrics))('metric %s', (name, config) => {
    const [metric] = compileOptions({ metrics: [made(name, config)] }).metrics as readonly unknown[];
    check(metric, name, config);
  });

  it.each(Object.entries(optimizers))('optimizer %s', (name, config) => {
    check(compileOptions({ optimizer: made(name, config) }).optimizer, name, config);
  });

  it.each(Object.entries(schedules))('schedule %s', (name, config) => {
    const optimizer = made('SGD', { ...optimizers.SGD, learning_rate: made(name, config) });
    const read = compileOptions({ optimizer }).optimizer;
    check(isDescribed(read) ? read.config.learningRate : undefined, name, config);
  });

  it('everything there is', () => {
    const same = (keras: object, ours: object, without: readonly string[] = []) => {
      const names = (list: readonly string[]) => list.map((name) => name.toLowerCase()).toSorted();
      const known = Object.keys(ours).filter((name) => !without.includes(name));
      expect(names(Object.keys(keras)).filter((name) => names(known).includes(name))).toEqual(names(known));
    };
    same(losses, lossesByName);
    same(metrics, metricsWithDefaults, ['accuracy', 'confusionMatrix', 'perClassAccuracy', 'matthewsCorrelation']);
    same(optimizers, optimizersByName);
    same(schedules, schedulesByName, ['oneCycle', 'oneCycleMomentum', 'warmup']);
  });
});
