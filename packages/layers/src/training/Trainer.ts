import {
  add,
  mean,
  mul,
  reshape,
  type Shape,
  StriateError,
  type Tensor,
  ValueError,
  type Variable,
  valueAndGrads,
} from '@striate/tensor';
import { step } from '../calls';
import { type Loss, matchRank } from '../losses/Loss';
import { type LossLike, resolveLoss } from '../losses/resolveLoss';
import type { Metric } from '../metrics/Metric';
import { type MetricLike, resolveMetric } from '../metrics/resolveMetric';
import type { Model } from '../models/Model';
import { infer } from '../models/plan/infer';
import type { Optimizer } from '../optimizers/Optimizer';
import { type OptimizerLike, resolveOptimizer } from '../optimizers/resolveOptimizer';
import { type BatchScores, Statistics } from './Statistics';

/** One for each output: in order, or by name; an output that is left out (undefined) has none. */
type PerOutput<T> = readonly (T | undefined)[] | { readonly [output: string]: T | undefined };

export interface CompileOptions {
  /** Default `adam`. */
  optimizer?: OptimizerLike;
  /** May be left out where the model has a `trainStep` of its own. */
  loss?: LossLike | PerOutput<LossLike>;
  /** How much the loss of each output counts. Default 1. */
  lossWeights?: readonly number[] | { readonly [output: string]: number };
  /** For a model of several outputs: a list for each, in order or by name. */
  metrics?: readonly MetricLike[] | PerOutput<readonly MetricLike[]>;
}

/** One batch, on the device. */
export interface BatchTensors {
  readonly x: readonly Tensor[];
  readonly y: readonly Tensor[];
  /** A weight for each sample's loss: one array for all outputs, or one each. */
  readonly sampleWeight?: readonly Tensor[];
}

/** What `compile` makes: the loss, the metrics and the optimizer of a model, and the steps made of them. */
export class Trainer {
  readonly optimizer: Optimizer;
  readonly losses: readonly (Loss | undefined)[];
  readonly #model: Model;
  readonly #lossWeights: readonly number[];
  readonly #metrics: readonly { name: string; output: number; metric: Metric }[];
  /** What training changes: found once an epoch. */
  #variables: Variable[] | undefined;

  constructor(model: Model, { optimizer = 'adam', loss, lossWeights, metrics = [] }: CompileOptions) {
    this.#model = model;
    this.optimizer = resolveOptimizer(optimizer);
    const names = model.outputNames;
    const one = typeof loss === 'string' || typeof loss === 'function';
    const losses = one ? names.map(() => loss) : perOutput(loss ?? {}, names, 'loss');
    this.losses = losses.map((like) => (like === undefined ? undefined : resolveLoss(like)));
    if (this.losses.every((found) => !found) && !model.trainStep) throw new ValueError('compile: no output has a loss');
    const weights = lossWeights === undefined ? [] : perOutput<number>(lossWeights, names, 'lossWeights');
    this.#lossWeights = names.map((_, i) => weights[i] ?? 1);
    this.#metrics = listMetrics(metrics, names);
  }

  /** Fresh running values for the losses and metrics. */
  statistics(): Statistics {
    return new Statistics(this.#lossNames(), this.#metrics);
  }

  #lossNames(): string[] {
    const names = this.#model.outputNames;
    const each = names.flatMap((name, i) => (this.losses[i] ? [`${name}_loss`] : []));
    return names.length > 1 ? ['loss', ...each] : ['loss'];
  }

  /** An epoch begins: what is trainable may have changed. */
  beginEpoch(): void {
    this.#variables = this.#model.trainableWeights;
  }

  endTraining(): void {
    this.#variables = undefined;
  }

  /** Forward, backward, update: one step, whose tensors are gone when it ends. */
  trainStep(make: () => BatchTensors, statistics: Statistics): void {
    step(() => {
      const batch = make();
      if (this.#model.trainStep) return statistics.addNamed(batch.x[0].shape[0], this.#model.trainStep(batch));
      const variables = this.#variables ?? this.#model.trainableWeights;
      const forward = () => this.#score(batch, true, statistics);
      if (variables.length === 0) return void forward();
      const { grads } = valueAndGrads(forward)(variables);
      this.optimizer.apply(grads, variables);
    });
  }

  /** Forward only. */
  testStep(make: () => BatchTensors, statistics: Statistics): void {
    step(() => {
      const batch = make();
      if (this.#model.testStep) return statistics.addNamed(batch.x[0].shape[0], this.#model.testStep(batch));
      this.#score(batch, false, statistics);
    });
  }

  /** The loss of a batch; leaves it and the metrics in the statistics. */
  #score({ x, y, sampleWeight }: BatchTensors, training: boolean, statistics: Statistics): Tensor {
    const result = training ? this.#model.run(x.length === 1 ? x[0] : x, { training }) : infer(this.#model, x);
    const outputs: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
    const each: Tensor[] = [];
    let total: Tensor | undefined;
    this.losses.forEach((loss, i) => {
      if (!loss) return;
      const value = weightedMean(loss.values(y[i], outputs[i]), sampleWeight?.[sampleWeight.length > 1 ? i : 0]);
      each.push(value);
      const counted = this.#lossWeights[i] === 1 ? value : mul(value, this.#lossWeights[i]);
      total = total ? add(total, counted) : counted;
    });
    const loss = total!;
    const scores: BatchScores = {
      samples: x[0].shape[0],
      losses: this.#model.outputNames.length > 1 ? [loss, ...each] : [loss],
      updates: this.#metrics.map(({ metric, output }) => metric.update(y[output], outputs[output])),
    };
    statistics.add(scores);
    return loss;
  }

  /** Throws unless there is a label array for every output. */
  checkOutputs(labels: readonly Tensor[], outputShapes: readonly Shape[], who: string): void {
    if (this.#model.trainStep) return;
    const { length } = this.losses;
    if (labels.length !== length || outputShapes.length !== length) {
      throw new StriateError(
        `${who}: the model has ${outputShapes.length} outputs and ${length} losses, y has ${labels.length} arrays`,
      );
    }
  }
}

/** The mean of the losses, each counted by its sample's weight where there are weights. */
function weightedMean(values: Tensor, sampleWeight: Tensor | undefined): Tensor {
  if (!sampleWeight) return values.rank === 0 ? values : mean(values);
  const ones = values.shape.slice(sampleWeight.rank).map(() => 1);
  const weights =
    values.rank >= sampleWeight.rank
      ? reshape(sampleWeight, [...sampleWeight.shape, ...ones])
      : matchRank(sampleWeight, values, 'sampleWeight');
  return mean(mul(values, weights));
}

function perOutput<T>(given: PerOutput<T>, names: readonly string[], what: string): (T | undefined)[] {
  if (Array.isArray(given)) {
    if (given.length !== names.length) {
      throw new ValueError(
        `compile: ${what} has ${given.length} entries for ${names.length} outputs (${names.join(', ')})`,
      );
    }
    return [...given];
  }
  const byName = given as { readonly [output: string]: T | undefined };
  const unknown = Object.keys(byName).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new ValueError(`compile: ${what} names ${unknown.join(', ')}; the outputs are ${names.join(', ')}`);
  }
  return names.map((name) => byName[name]);
}

function listMetrics(metrics: NonNullable<CompileOptions['metrics']>, names: readonly string[]) {
  const nested = !Array.isArray(metrics) || Array.isArray(metrics[0]);
  if (!nested && names.length > 1 && metrics.length > 0) {
    throw new ValueError(
      `compile: metrics of a model with ${names.length} outputs are a list for each: { ${names[0]}: ['accuracy'] }`,
    );
  }
  const lists = nested
    ? perOutput<readonly MetricLike[]>(metrics as PerOutput<readonly MetricLike[]>, names, 'metrics')
    : [metrics as readonly MetricLike[]];
  return lists.flatMap((list, output) =>
    (list ?? []).map((like) => {
      const metric = resolveMetric(like);
      return { name: names.length > 1 ? `${names[output]}_${metric.name}` : metric.name, output, metric };
    }),
  );
}
