import { StriateError, type Tensor } from '@striate/tensor';
import { Layer } from '../Layer';
import { nameSiblings } from '../naming';
import type { Optimizer } from '../optimizers/Optimizer';
import type { GraphNode, SymbolicTensor } from '../SymbolicTensor';
import { modelFormats } from '../saving/modelFormats';
import type { WeightsSource } from '../saving/weights';
import type { Arrays } from '../training/arrays';
import { arraySource, type DatasetLike, isDataset, labelledArrays } from '../training/batches';
import type { History } from '../training/Callback';
import { checkBatch } from '../training/checkBatch';
import { type EvaluateOptions, type Evaluation, evaluate } from '../training/evaluate';
import { type FitOptions, fit } from '../training/fit';
import { type PredictOptions, predict } from '../training/predict';
import type { Logs } from '../training/Statistics';
import { type BatchTensors, type CompileOptions, Trainer } from '../training/Trainer';
import { serialize } from './serialize';
import { type SummaryRow, summaryRows, summaryText } from './summary';

/**
 * A layer that can be trained, evaluated and saved. `sequential` and `model` make the common ones; a class of your own
 * extends it as it would `Layer`, with `call`.
 *
 * @example
 * class Classifier extends Model {
 *   features = dense({ units: 32, activation: 'relu' });
 *   scores = dense({ units: 10 });
 *   call(x: Tensor): Tensor {
 *     return this.scores(this.features(x));
 *   }
 * }
 */
export abstract class Model extends Layer {
  #trainer: Trainer | undefined;
  #busy = false;

  /** The layers, in order, each with a name of its own. */
  get layers(): readonly Layer[] {
    return nameSiblings(this.subLayers);
  }

  /** Where data comes in, as symbolic tensors; none while the shapes are not known. */
  get inputs(): readonly SymbolicTensor[] {
    return [];
  }

  get outputs(): readonly SymbolicTensor[] {
    return [];
  }

  /** The calls of a functional model, in the order in which they run; of any other model none. */
  get nodes(): readonly GraphNode[] {
    return [];
  }

  /** Names of the inputs: what arrays given by name are called. */
  get inputNames(): readonly string[] {
    return ['x'];
  }

  /** Names of the outputs: what losses, metrics and labels given by name are called. */
  get outputNames(): readonly string[] {
    return ['y'];
  }

  get dataNames(): { inputs: readonly string[]; outputs: readonly string[] } {
    return { inputs: this.inputNames, outputs: this.outputNames };
  }

  /** @throws {StriateError} if there is none, listing those there are. */
  getLayer(name: string): Layer {
    const found = this.layers.find((layer) => layer.name === name);
    if (found) return found;
    throw new StriateError(
      `getLayer: '${this.name}' has no layer '${name}'; it has ${this.layers.map((layer) => layer.name).join(', ')}`,
    );
  }

  /**
   * Says how to train: the loss, the optimizer and what else to measure.
   *
   * @throws {ValueError} for the name of an optimizer, a loss or a metric that is not known, listing those that are.
   *
   * @example
   * net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
   */
  compile(options: CompileOptions): void {
    this.#trainer = new Trainer(this, options);
  }

  /**
   * A training step of your own, for `fit`: it takes gradients, applies them, and gives what should be logged, scalars.
   *
   * @example
   * class Denoiser extends Model {
   *   net = dense({ units: 784 });
   *   call(x: Tensor) {
   *     return this.net(x);
   *   }
   *   override trainStep({ x: [x] }: BatchTensors) {
   *     const weights = this.trainableWeights;
   *     const error = () => ops.mean(ops.squaredDifference(this.call(ops.dropout(x, 0.3)), x));
   *     const { value: loss, grads } = valueAndGrads(error)(weights);
   *     this.optimizer.apply(grads, weights);
   *     return { loss };
   *   }
   * }
   */
  trainStep?(batch: BatchTensors): Readonly<Record<string, Tensor>>;

  /** What `evaluate` does with a batch in place of the losses and metrics of `compile`. */
  testStep?(batch: BatchTensors): Readonly<Record<string, Tensor>>;

  /** Whether `compile` was called. */
  get compiled(): boolean {
    return this.#trainer !== undefined;
  }

  /** What `compile` was given, the optimizer as it is now. */
  get compileOptions(): CompileOptions {
    const { options, optimizer } = this.#compiled('compileOptions');
    return { ...options, optimizer };
  }

  /** The optimizer that `compile` was given. */
  get optimizer(): Optimizer {
    return this.#compiled('optimizer').optimizer;
  }

  /**
   * Trains on arrays, or on a data set of batches `{ x, y }`, for `epochs` passes.
   *
   * Rejects with the signal's reason (an AbortError) if `signal` is aborted; the model then has what it learned so far.
   *
   * @throws {StriateError} before anything is changed, if the data does not fit: lengths, shapes, labels out of range, NaN.
   *
   * @example
   * const { history } = await net.fit(images, labels, { epochs: 5, batchSize: 64, validationSplit: 0.1 });
   * history.val_accuracy.at(-1);
   */
  fit(x: Arrays, y: Arrays, options?: FitOptions): Promise<History>;
  fit(dataset: DatasetLike, options?: FitOptions): Promise<History>;
  async fit(x: Arrays | DatasetLike, y?: Arrays | FitOptions, options?: FitOptions): Promise<History> {
    const trainer = this.#compiled('fit');
    if (this.#busy) throw new StriateError(`fit: '${this.name}' is being trained already`);
    this.#busy = true;
    try {
      return await fit(this, trainer, x, ...labelsAndOptions(x, y, options));
    } finally {
      this.#busy = false;
    }
  }

  /**
   * The loss and the metrics over arrays or a data set, without training.
   *
   * @example
   * const { loss, accuracy } = await net.evaluate(testImages, testLabels);
   * const { details } = await net.evaluate(testImages, testLabels, { details: true }); // rows of a confusion matrix, …
   */
  evaluate(x: Arrays, y: Arrays, options: EvaluateOptions & { details: true }): Promise<Evaluation>;
  evaluate(dataset: DatasetLike, options: EvaluateOptions & { details: true }): Promise<Evaluation>;
  evaluate(x: Arrays, y: Arrays, options?: EvaluateOptions): Promise<Logs>;
  evaluate(dataset: DatasetLike, options?: EvaluateOptions): Promise<Logs>;
  async evaluate(
    x: Arrays | DatasetLike,
    y?: Arrays | EvaluateOptions,
    options?: EvaluateOptions,
  ): Promise<Logs | Evaluation> {
    const [labels, given] = labelsAndOptions(x, y, options);
    const found = await evaluate(this, this.#compiled('evaluate'), x, labels, given);
    return given.details ? found : found.logs;
  }

  /**
   * The output for many samples, a batch at a time. The tensor is the caller's: it lives until it is disposed or collected.
   * A model of several outputs gives the first; see `predictAll`.
   *
   * @example
   * const probabilities = await net.predict(images);
   * const classes = await probabilities.argMax().data();
   */
  async predict(x: Arrays, options: PredictOptions = {}): Promise<Tensor> {
    const [first, ...others] = await predict(this, x, options);
    for (const other of others) other.dispose();
    return first;
  }

  /** The outputs of a model that has several, in order. */
  async predictAll(x: Arrays, options: PredictOptions = {}): Promise<Tensor[]> {
    return predict(this, x, options);
  }

  /** One training step on one batch; the loss and the metrics of that batch, before the step. */
  async trainOnBatch(x: Arrays, y: Arrays): Promise<Logs> {
    return this.#onBatch('trainOnBatch', x, y);
  }

  /** The loss and the metrics of one batch. */
  async testOnBatch(x: Arrays, y: Arrays): Promise<Logs> {
    return this.#onBatch('testOnBatch', x, y);
  }

  async #onBatch(who: 'trainOnBatch' | 'testOnBatch', x: Arrays, y: Arrays): Promise<Logs> {
    const trainer = this.#compiled(who);
    const arrays = labelledArrays(x, y, undefined, this.dataNames, who);
    const statistics = trainer.statistics();
    try {
      await checkBatch(this, trainer, arrays, who);
      for (const { make } of arraySource(arrays, { batchSize: arrays.samples }).pass() as Iterable<{
        make: Parameters<Trainer['trainStep']>[0];
      }>) {
        if (who === 'trainOnBatch') trainer.trainStep(make, statistics);
        else trainer.testStep(make, statistics);
      }
      return await statistics.read();
    } finally {
      statistics.reset();
      for (const columns of [arrays.x, arrays.y]) columns.dispose();
    }
  }

  #compiled(who: string): Trainer {
    if (this.#trainer) return this.#trainer;
    throw new StriateError(`${who}: '${this.name}' is not compiled; call compile({ optimizer, loss, metrics }) first`);
  }

  /** Prints the layers, their output shapes and numbers of parameters as Keras does. */
  summary(print: (text: string) => void = console.log): void {
    print(this.summaryText());
  }

  /** What `summary` prints. */
  summaryText(): string {
    return summaryText(this);
  }

  /** The rows of the summary, as data. */
  summaryRows(): SummaryRow[] {
    return summaryRows(this);
  }

  /** Copies of the values of all weights, in the order of `weights`. */
  async getWeights(): Promise<Tensor[]> {
    return this.weights.map((weight) => weight.clone());
  }

  /** Gives all weights values, in the order of `weights`: all of them, or none if one does not fit. */
  setWeights(values: readonly Tensor[]): void {
    const { weights } = this;
    if (values.length !== weights.length) {
      throw new StriateError(`setWeights: '${this.name}' has ${weights.length} weights, got ${values.length} values`);
    }
    const wrong = weights.flatMap((weight, i) =>
      `${weight.shape}` === `${values[i].shape}`
        ? []
        : [`${i} (${weight.name}) is [${weight.shape}], got [${values[i].shape}]`],
    );
    if (wrong.length > 0) throw new StriateError(`setWeights: shapes differ: weight ${wrong.join('; weight ')}`);
    weights.forEach((weight, i) => weight.assign(values[i]));
  }

  /** Layers and options as a JSON text in the notation of Keras 3, without weights; `modelFromJson` reads it. */
  toJson(): string {
    return JSON.stringify(serialize(this));
  }

  /**
   * Writes the whole model to a file of Keras (Node.js): layers, weights, what it was compiled with and its optimizer's state.
   * `.keras` or `.h5`, as the path ends; `loadModel` reads it.
   * @throws {StriateError} for another ending, listing those there are.
   */
  async save(path: string): Promise<void> {
    await (await modelFormats('save')).saveModel(this, path);
  }

  /** The weights as the bytes of a safetensors file. */
  async toSafetensors(): Promise<Uint8Array> {
    return (await files()).weightsToSafetensors(this);
  }

  /** Writes the weights to a safetensors file (Node.js), all at once: a file that was there is replaced or left alone. */
  async saveWeights(path: string): Promise<void> {
    await (await files()).saveWeights(this, path);
  }

  /**
   * Takes the weights of a file: from a path (Node.js), a URL, a `File`, or bytes. All of them, or none: what is missing,
   * unexpected or of another shape is named in one error, and nothing is changed. The file's first bytes tell whether it is
   * safetensors, of Keras (`.keras`, `.h5`) or of PyTorch (`.pth`, `.pt`).
   */
  async loadWeights(source: WeightsSource): Promise<void> {
    await (await files()).loadWeights(this, source);
  }
}

/** On demand: a page that trains and keeps nothing has no files. */
const files = () => import('../saving/weights');

function labelsAndOptions<O extends object>(
  x: Arrays | DatasetLike,
  y: Arrays | O | undefined,
  options: O | undefined,
): [Arrays | undefined, O] {
  if (options === undefined && isDatasetCall(x, y)) return [undefined, (y ?? {}) as O];
  return [y as Arrays | undefined, options ?? ({} as O)];
}

/** `fit(dataset, options)`: labels come with the batches. */
function isDatasetCall(x: unknown, y: unknown): boolean {
  return isDataset(x) && (y === undefined || typeof y === 'object');
}
