import {
  adam,
  type Callback,
  type DatasetLike,
  type History,
  logitsOf,
  loss,
  Model,
  meanMetric,
  type NdArrayLike,
  type Optimizer,
  Softmax,
  type Verbose,
} from '@striate/layers';
import {
  add,
  argMax,
  cast,
  clip,
  equal,
  keep,
  log,
  logSoftmax,
  mul,
  reshape,
  type Shape,
  scope,
  slice,
  softmax,
  sparseSoftmaxCrossEntropy,
  sub,
  sum,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { graphOf } from './graph';
import { asBatch, checkRange, eachBatch, type LabelledData, type OpenedData, openLabelled } from './labelledData';

/** Options of `distill`. */
export interface DistillOptions {
  /** How soft the teacher's probabilities are made: above 1, what it thinks of the wrong classes counts more. Default 4. */
  temperature?: number;
  /** How much the teacher counts, and not the labels: 0 … 1. Default 0.9. */
  alpha?: number;
  /** Default 10. */
  epochs?: number;
  /** Samples a step, where the data has no batches of its own. Default 32. */
  batchSize?: number;
  /** Default `adam()`. */
  optimizer?: Optimizer;
  /** Measured after every epoch, by the labels: `val_loss`, `val_accuracy`. */
  validation?: LabelledData;
  /** Fixes the order. Default: the shared generator. */
  seed?: number;
  /** Default `auto`. */
  verbose?: Verbose;
  callbacks?: readonly Callback[];
  signal?: AbortSignal;
}

/**
 * Trains a small network on what a large one says (Hinton, Vinyals and Dean 2015): its loss is
 *
 *     alpha T² KL(softmax(teacher / T) ‖ softmax(student / T)) + (1 - alpha) cross-entropy(labels)
 *
 * of the scores before the softmax, which both models may end with or not. The teacher is as in inference and stays as it is; for arrays it
 * is asked once. The student is trained in place, and compiled for `evaluate` after it.
 *
 * @returns the history: `loss`, `accuracy`, `distillation`, and `val_…` with a validation.
 * @throws {ValueError} for numbers out of range, or models that tell another number of classes apart.
 *
 * @example
 * await distill(teacher, student, { x: pictures, y: labels }, { temperature: 4, epochs: 20 });
 * await student.evaluate(testPictures, testLabels);
 */
export async function distill(
  teacher: Model,
  student: Model,
  data: LabelledData,
  options: DistillOptions = {},
): Promise<History> {
  const who = 'distill';
  const { temperature = 4, alpha = 0.9, epochs = 10, batchSize = 32, optimizer = adam(), signal } = options;
  if (!(temperature > 0)) throw new ValueError(`${who}: temperature must be above 0, got ${temperature}`);
  if (!(alpha >= 0 && alpha <= 1)) throw new ValueError(`${who}: alpha is a share from 0 to 1, got ${alpha}`);
  const [classes, theirs] = [student, teacher].map((model) => graphOf(model, who).outputs[0].shape.at(-1));
  if (typeof classes !== 'number' || classes !== theirs)
    throw new ValueError(
      `${who}: the student tells ${classes} classes apart, the teacher ${theirs}; they must be the same`,
    );
  const shape = student.inputs[0].shape.slice(1);
  const open = async (given: LabelledData, what: string) => {
    const where = `${who}: ${what}`;
    return withTeacher(teacher, await openLabelled(given, shape, batchSize, where), classes, where, signal);
  };
  const training = await open(data, 'data');
  const validationData = options.validation && (await open(options.validation, 'validation'));
  const scores = scoresOf(student);
  student.compile({
    optimizer,
    loss: loss('distillation', (goal, output) => {
      const soft = mul(divergence(goal, scores(output), temperature), alpha * temperature ** 2);
      return add(soft, mul(sparseSoftmaxCrossEntropy(scores(output), labelsIn(goal)), 1 - alpha));
    }),
    metrics: [
      meanMetric('accuracy', (goal, output) => cast(equal(argMax(output, -1), labelsIn(goal)), 'float32')),
      meanMetric('divergence', (goal, output) => divergence(goal, scores(output), temperature)),
    ],
  });
  const { seed, verbose, callbacks } = options;
  const fitOptions = { epochs, batchSize, seed, verbose, callbacks, signal, validationData };
  const history =
    'y' in training ? await student.fit(training.x, training.y, fitOptions) : await student.fit(training, fitOptions);
  student.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  return history;
}

// The labels of a batch and the teacher's scores travel together: [batch, 1 + classes].

function labelsIn(goal: Tensor): Tensor {
  return cast(reshape(slice(goal, [0, 0], [goal.shape[0], 1]), [-1]), 'int32');
}

/** Gives the scores behind an output of the model: what its softmax was taken of, or the output itself where it ends with none. */
function scoresOf(model: Model): (output: Tensor) => Tensor {
  if (!endsWithSoftmax(model)) return (output) => output;
  // Where the softmax is out of reach, the logarithm of the probabilities is its input up to a constant, which changes nothing.
  return (output) => logitsOf(output) ?? log(clip(output, 1e-7, 1));
}

function endsWithSoftmax(model: Model): boolean {
  const last = graphOf(model, 'distill').outputs[0].node?.layer;
  if (last instanceof Model) return endsWithSoftmax(last);
  return (
    last instanceof Softmax ||
    (last !== undefined && 'activation' in last.config && last.config.activation === 'softmax')
  );
}

/** KL(softmax(teacher / T) ‖ softmax(student / T)) of each sample. */
function divergence(goal: Tensor, scores: Tensor, temperature: number): Tensor {
  const [samples, width] = goal.shape;
  const theirs = mul(slice(goal, [0, 1], [samples, width - 1]), 1 / temperature);
  const ours = mul(scores, 1 / temperature);
  return sum(mul(softmax(theirs), sub(logSoftmax(theirs), logSoftmax(ours))), -1);
}

interface Goals {
  readonly data: Float32Array;
  readonly shape: Shape;
}

async function goalsOf(teacher: Model, x: Tensor, labels: Int32Array, classes: number): Promise<Goals> {
  const scores = scope(() => {
    const output = teacher.run(x, { training: false });
    const first: Tensor = Array.isArray(output) ? output[0] : output;
    return keep(scoresOf(teacher)(first).clone());
  });
  const values = await scores.data();
  scores.dispose();
  const data = new Float32Array(labels.length * (classes + 1));
  labels.forEach((label, i) => {
    data[i * (classes + 1)] = label;
    data.set(values.subarray(i * classes, (i + 1) * classes), i * (classes + 1) + 1);
  });
  return { data, shape: [labels.length, classes + 1] };
}

/** The data with what the teacher says of it: of arrays at once, of a data set batch by batch, in every pass. */
async function withTeacher(
  teacher: Model,
  { arrays, batches }: OpenedData,
  classes: number,
  who: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly x: NdArrayLike | Tensor; readonly y: Goals } | DatasetLike> {
  if (!arrays) return { length: batches.length, [Symbol.asyncIterator]: () => taught(teacher, batches, classes, who) };
  checkRange(arrays.y, classes, who);
  const data = new Float32Array(arrays.y.length * (classes + 1));
  let at = 0;
  const take = async (x: Tensor, labels: Int32Array) => {
    const goals = await goalsOf(teacher, x, labels, classes);
    data.set(goals.data, at);
    at += goals.data.length;
  };
  await eachBatch(batches, who, take, signal);
  return { x: arrays.x, y: { data, shape: [arrays.y.length, classes + 1] } };
}

async function* taught(teacher: Model, batches: DatasetLike, classes: number, who: string) {
  for await (const element of batches) {
    const { x, labels, done } = await asBatch(element, who);
    try {
      checkRange(labels, classes, who);
      yield { x, y: await goalsOf(teacher, x, labels, classes) };
    } finally {
      done();
    }
  }
}
