import type { Tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { isDescribed } from '../config/described';
import type { Json } from '../config/encode';
import { huber } from '../losses/regression';
import { lossesByName } from '../losses/resolveLoss';
import { sparseCategoricalCrossentropy } from '../losses/sparseCategoricalCrossentropy';
import { auc } from '../metrics/auc';
import type { Metric } from '../metrics/Metric';
import { metricsByName, resolveMetric } from '../metrics/resolveMetric';
import { adam } from '../optimizers/Adam';
import type { adamW } from '../optimizers/AdamW';
import { optimizersByName } from '../optimizers/resolveOptimizer';
import { SGD, sgd } from '../optimizers/SGD';
import { cosineDecay } from '../schedules/cosineDecay';
import { oneCycle, oneCycleMomentum } from '../schedules/oneCycle';
import type { Schedule } from '../schedules/Schedule';
import { schedulesByName } from '../schedules/schedulesByName';
import { warmup } from '../schedules/warmup';
import { useCpu } from '../testing';
import { compileConfig, compileOptions } from './compileConfig';
import type { CompileOptions } from './Trainer';

useCpu();

/** What comes of the options on their way through JSON; on the way it is asked to be the same JSON again. */
function through(options: CompileOptions): CompileOptions {
  const json = JSON.stringify(compileConfig(options));
  const again = compileOptions(JSON.parse(json));
  expect(JSON.stringify(compileConfig(again))).toBe(json);
  return again;
}

const loss = 'meanSquaredError';
const made = (value: unknown) => (isDescribed(value) ? { className: value.className, config: value.config } : value);

describe('compile options come back from JSON', () => {
  it.each(Object.entries(optimizersByName))('optimizer %s', (name, factory) => {
    const optimizer = (factory as typeof adamW)({
      learningRate: 0.02,
      weightDecay: 0.1,
      excludeFromWeightDecay: ['bias'],
      clipNorm: 1,
      useEma: true,
      emaOverwriteFrequency: 5,
      gradientAccumulationSteps: 2,
      name: 'mine',
    });
    expect(made(through({ optimizer, loss }).optimizer)).toEqual(made(optimizer));
    expect(through({ optimizer: name as 'adam', loss }).optimizer).toBe(name);
  });

  const decay = { initialLearningRate: 0.1, decaySteps: 10 };
  const schedules: Record<keyof typeof schedulesByName, Schedule> = {
    cosineDecay: cosineDecay({ ...decay, warmupTarget: 0.2, warmupSteps: 5 }),
    cosineDecayRestarts: schedulesByName.cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 7 }),
    exponentialDecay: schedulesByName.exponentialDecay({ ...decay, decayRate: 0.5, staircase: true }),
    inverseTimeDecay: schedulesByName.inverseTimeDecay({ ...decay, decayRate: 0.5 }),
    piecewiseConstantDecay: schedulesByName.piecewiseConstantDecay({ boundaries: [3], values: [1, 0.1] }),
    polynomialDecay: schedulesByName.polynomialDecay({ ...decay, power: 2, cycle: true }),
    oneCycle: oneCycle({ maxLearningRate: 0.1, totalSteps: 20, annealStrategy: 'linear' }),
    oneCycleMomentum: oneCycleMomentum({ totalSteps: 20 }),
    warmup: warmup({ learningRate: cosineDecay(decay), warmupSteps: 3 }),
  };
  it.each(Object.entries(schedules))('schedule %s', (name, schedule) => {
    expect(Object.keys(schedules)).toEqual(Object.keys(schedulesByName));
    const rates = (rate: Schedule) => Array.from({ length: 25 }, (_, step) => rate(step));
    const given = name === 'oneCycleMomentum' ? { momentum: schedule } : { learningRate: schedule };
    const { optimizer } = through({ optimizer: sgd(given), loss });
    const { momentum, learningRate } = (optimizer as SGD).config;
    const again = name === 'oneCycleMomentum' ? momentum : learningRate;
    expect(rates(again as Schedule)).toEqual(rates(schedule));
  });

  it.each(Object.entries(lossesByName))('loss %s', (name, factory) => {
    const given = (factory as typeof huber)({ reduction: 'sum', name: 'mine' });
    const again = through({ loss: given }).loss;
    expect(isDescribed(again)).toBe(true);
    expect(made(again)).toEqual(made(given));
    expect(through({ loss: name as 'huber' }).loss).toBe(name);
  });

  it.each(Object.keys({ ...metricsByName, ...lossesByName }))('metric %s', (name) => {
    const metric = resolveMetric(name as 'accuracy');
    expect(isDescribed(metric)).toBe(true);
    const [again, byName] = through({ loss, metrics: [metric, name as 'accuracy'] }).metrics as [Metric, string];
    expect(made(resolveMetric(again))).toEqual(made(metric));
    expect(byName).toBe(name);
  });

  it('a loss among the metrics, without its reduction', () => {
    const metrics = compileConfig({ loss, metrics: [huber({ delta: 2 })] }).metrics;
    expect(metrics).toMatchObject([{ module: 'keras.metrics', class_name: 'Huber', config: { delta: 2 } }]);
    expect(metrics).not.toHaveProperty('[0].config.reduction');
  });

  it('of several outputs, in order and by name', () => {
    const lists: CompileOptions = {
      optimizer: 'adamW',
      loss: [loss, undefined, 'huber'],
      lossWeights: [1, 2, 0.5],
      metrics: [['accuracy'], [], ['f1Score']],
      weightedMetrics: [[], ['auc'], []],
    };
    expect(through(lists)).toEqual(lists);
    const byName: CompileOptions = {
      optimizer: 'rmsprop',
      loss: { leftOut: undefined, class: 'sparseCategoricalCrossentropy', box_1: 'huber' },
      lossWeights: { class: 1, box_1: 0.5 },
      metrics: { class: ['accuracy', 'topKCategoricalAccuracy'] },
      weightedMetrics: { box_1: ['meanAbsoluteError'] },
    };
    expect(through(byName)).toEqual(byName);
    const described = through({ loss: { a: huber({ delta: 2 }) }, metrics: { a: [auc({ numThresholds: 50 })] } });
    expect(made((described.loss as Record<string, unknown>).a)).toEqual(made(huber({ delta: 2 })));
  });
});

describe('a compile_config of Keras 3', () => {
  it('is what is written', () => {
    const optimizer = adam({ learningRate: cosineDecay({ initialLearningRate: 0.1, decaySteps: 10 }) });
    expect(compileConfig({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })).toMatchObject({
      optimizer: {
        module: 'keras.optimizers',
        class_name: 'Adam',
        config: {
          beta_1: 0.9,
          clipnorm: null,
          learning_rate: {
            module: 'keras.optimizers.schedules',
            class_name: 'CosineDecay',
            config: { initial_learning_rate: 0.1, decay_steps: 10, alpha: 0, warmup_target: null, warmup_steps: 0 },
          },
        },
      },
      loss: 'sparse_categorical_crossentropy',
      metrics: ['accuracy'],
    });
  });

  const config = (optimizer: Json) => ({
    optimizer,
    loss: 'mse',
    loss_weights: null,
    metrics: ['acc', 'mean_io_u', 'sparse_top_k_categorical_accuracy', 'MeanAbsoluteError'],
    weighted_metrics: null,
    run_eagerly: false,
    steps_per_execution: 1,
    jit_compile: true,
  });
  const common = {
    name: 'adam',
    weight_decay: null,
    clipnorm: null,
    global_clipnorm: 1,
    clipvalue: null,
    use_ema: false,
    ema_momentum: 0.99,
    ema_overwrite_frequency: null,
    loss_scale_factor: null,
    gradient_accumulation_steps: 2,
  };
  const adamConfig = { ...common, learning_rate: 0.01, beta_1: 0.8, beta_2: 0.999, epsilon: 1e-7, amsgrad: true };
  const schedule = {
    module: 'keras.optimizers.schedules',
    class_name: 'ExponentialDecay',
    config: { initial_learning_rate: 0.5, decay_steps: 2, decay_rate: 0.5, staircase: true, name: 'ExponentialDecay' },
    registered_name: null,
  };

  it('is read', () => {
    const read = compileOptions(config({ module: 'keras.optimizers', class_name: 'Adam', config: adamConfig }));
    expect(read).toMatchObject({
      loss: 'meanSquaredError',
      metrics: [
        'accuracy',
        expect.objectContaining({ className: 'MeanIoU' }),
        'sparseTopKCategoricalAccuracy',
        'meanAbsoluteError',
      ],
    });
    expect(read.lossWeights).toBeUndefined();
    expect(made(read.optimizer)).toMatchObject({
      className: 'Adam',
      config: { learningRate: 0.01, beta1: 0.8, amsgrad: true, globalClipNorm: 1, gradientAccumulationSteps: 2 },
    });
    const { optimizer } = compileOptions(
      config({ class_name: 'SGD', config: { ...common, learning_rate: schedule, momentum: 0.9, nesterov: true } }),
    );
    expect(optimizer).toBeInstanceOf(SGD);
    expect(((optimizer as SGD).config.learningRate as Schedule)(4)).toBe(0.125);
  });

  it('of losses and metrics with options', () => {
    const scce = { name: 'sparse_categorical_crossentropy', reduction: 'sum_over_batch_size', from_logits: true };
    const read = compileOptions({
      loss: {
        module: 'keras.losses',
        class_name: 'SparseCategoricalCrossentropy',
        config: { ...scce, ignore_class: null },
      },
      metrics: [
        { class_name: 'SparseCategoricalAccuracy', config: { name: 'acc', dtype: 'float32' } },
        { class_name: 'TopKCategoricalAccuracy', config: { name: 'top', dtype: 'float32', k: 3 } },
        {
          class_name: 'Precision',
          config: { name: 'p', dtype: 'float32', thresholds: null, top_k: null, class_id: 1 },
        },
      ],
    });
    expect(made(read.loss)).toEqual(
      made(sparseCategoricalCrossentropy({ name: scce.name, reduction: 'sumOverBatchSize', fromLogits: true })),
    );
    expect((read.metrics as readonly { name: string }[]).map(({ name }) => name)).toEqual(['acc', 'top', 'p']);
  });

  it('with something else in it is refused by name', () => {
    const optimizer = (class_name: string, extra: object) => () =>
      compileOptions(config({ class_name, config: { ...adamConfig, ...extra } }));
    expect(optimizer('Lion', {})).toThrow("fromConfig: optimizer 'Lion' is not known; there are sgd, rmsprop");
    expect(optimizer('Adam', { loss_scale_factor: 8 })).toThrow(
      'Adam has loss_scale_factor 8, which there is not here',
    );
    expect(optimizer('Adam', { learning_rate: { ...schedule, class_name: 'Mine' } })).toThrow(
      "fromConfig: learning_rate 'Mine' is not known; there are cosineDecay",
    );
    expect(() => compileOptions({ loss: 'mean_cubed_error' })).toThrow("compile: loss 'mean_cubed_error' is not known");
    expect(() => compileOptions({ metrics: ['luck'] })).toThrow("compile: metric 'luck' is not known");
  });
});

describe('functions', () => {
  const mine = (_: Tensor, yPred: Tensor) => yPred;

  it('are refused, and named', () => {
    expect(() => compileConfig({ loss: mine })).toThrow("compile: the losses hold function 'mine', which no");
    expect(() => compileConfig({ loss: { a: mine } })).toThrow("compile: the losses hold function 'mine'");
    expect(() => compileConfig({ loss, metrics: [mine] })).toThrow("compile: the metrics hold function 'mine'");
    const falling = (step: number) => 1 / step;
    expect(() => compileConfig({ loss, optimizer: sgd({ learningRate: falling }) })).toThrow(
      "getConfig: option 'learningRate' of SGD is a function 'falling', which no file can hold",
    );
  });
});
