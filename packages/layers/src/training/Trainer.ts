import {
  add,
  mul,
  type Shape,
  StriateError,
  type Tensor,
  ValueError,
  type Variable,
  valueAndGrads,
} from '@striate/tensor';
import { lossesAdded, step } from '../calls';
import { weightLosses } from '../layerLosses';
import type { Loss } from '../losses/Loss';
import { isLossForm, type LossLike, resolveLoss } from '../losses/resolveLoss';
import { type MetricLike, resolveMetric } from '../metrics/resolveMetric';
import type { Model } from '../models/Model';
import { infer } from '../models/plan/infer';
import type { Optimizer } from '../optimizers/Optimizer';
import { type OptimizerLike, resolveOptimizer } from '../optimizers/resolveOptimizer';
import { type BatchScores, type NamedMetric, Statistics } from './Statistics';

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
  metrics?: MetricLists;
  /**
   * Metrics that count each sample by its `sampleWeight`, as the loss does. Those in `metrics` count all samples the same, as in Keras.
   * One that is in both lists has the name `weighted_accuracy` here.
   */
  weightedMetrics?: MetricLists;
}

/** Metrics of the output, or a list for each output, in order or by name. */
export type MetricLists = readonly MetricLike[] | PerOutput<readonly MetricLike[]>;

interface OutputMetric extends NamedMetric {
  readonly output: number;
  /** Whether the weights of the samples count. */
  readonly weighted: boolean;
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
  /** What it was made with. */
  readonly options: CompileOptions;
  readonly optimizer: Optimizer;
  readonly losses: readonly (Loss | undefined)[];
  readonly #model: Model;
  readonly #lossWeights: readonly number[];
  readonly #metrics: readonly OutputMetric[];
  /** What training changes: found once an epoch. */
  #variables: Variable[] | undefined;

  constructor(model: Model, options: CompileOptions) {
    const { optimizer = 'adam', loss, lossWeights, metrics = [], weightedMetrics = [] } = options;
    this.options = options;
    this.#model = model;
    this.optimizer = resolveOptimizer(optimizer);
    const names = model.outputNames;
    const one = typeof loss === 'string' || typeof loss === 'function' || (loss !== undefined && isLossForm(loss));
    const losses = one ? names.map(() => loss) : perOutput(loss ?? {}, names, 'loss');
    this.losses = losses.map((like) => (like === undefined ? undefined : trainable(resolveLoss(like))));
    if (this.losses.every((found) => !found) && !model.trainStep) throw new ValueError('compile: no output has a loss');
    const weights = lossWeights === undefined ? [] : perOutput<number>(lossWeights, names, 'lossWeights');
    this.#lossWeights = names.map((_, i) => weights[i] ?? 1);
    this.#metrics = nameApart([
      ...listMetrics(metrics, names, 'metrics'),
      ...listMetrics(weightedMetrics, names, 'weightedMetrics'),
    ]);
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

  /** Training has come to its end: the weights become their averages, where the optimizer kept some. */
  finishTraining(): void {
    this.optimizer.finalizeVariableValues(this.#model.trainableWeights);
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
    const weightsFor = (output: number) => sampleWeight?.[sampleWeight.length > 1 ? output : 0];
    this.losses.forEach((loss, i) => {
      if (!loss) return;
      const value = loss(y[i], outputs[i], weightsFor(i));
      each.push(value);
      const counted = this.#lossWeights[i] === 1 ? value : mul(value, this.#lossWeights[i]);
      total = total ? add(total, counted) : counted;
    });
    if (!total)
      throw new StriateError(`evaluate: '${this.#model.name}' has no loss but a trainStep; give it a testStep, too`);
    const penalties = [...lossesAdded(), ...weightLosses(this.#variables ?? this.#model.trainableWeights)];
    const loss = penalties.reduce((sum, penalty) => add(sum, penalty), total);
    const scores: BatchScores = {
      samples: x[0].shape[0],
      losses: this.#model.outputNames.length > 1 ? [loss, ...each] : [loss],
      sums: this.#metrics.map(({ metric, output, weighted }) =>
        metric.update(y[output], outputs[output], weighted ? weightsFor(output) : undefined),
      ),
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

function trainable(loss: Loss): Loss {
  if (loss.reduction !== 'none') return loss;
  throw new ValueError(
    `compile: ${loss.lossName} with reduction 'none' is not one number to train on; use 'sumOverBatchSize' or 'sum'`,
  );
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

function listMetrics(metrics: MetricLists, names: readonly string[], what: string): OutputMetric[] {
  const nested = !Array.isArray(metrics) || Array.isArray(metrics[0]);
  if (!nested && names.length > 1 && metrics.length > 0) {
    throw new ValueError(
      `compile: ${what} of a model with ${names.length} outputs are a list for each: { ${names[0]}: ['accuracy'] }`,
    );
  }
  const lists = nested
    ? perOutput<readonly MetricLike[]>(metrics as PerOutput<readonly MetricLike[]>, names, what)
    : [metrics as readonly MetricLike[]];
  return lists.flatMap((list, output) =>
    (list ?? []).map((like) => {
      const metric = resolveMetric(like);
      const name = names.length > 1 ? `${names[output]}_${metric.name}` : metric.name;
      return { name, output, metric, weighted: what === 'weightedMetrics' };
    }),
  );
}

/** Names that come up twice, told apart as Keras does: `weighted_auc`, `auc_1`. */
function nameApart(metrics: readonly OutputMetric[]): OutputMetric[] {
  const taken = new Set<string>();
  return metrics.map((entry) => {
    let name = entry.weighted && taken.has(entry.name) ? `weighted_${entry.name}` : entry.name;
    const first = name;
    for (let number = 1; taken.has(name); number++) name = `${first}_${number}`;
    taken.add(name);
    return { ...entry, name };
  });
}
