import {
  adamStep,
  add,
  conv2d,
  matmul,
  maxPool2d,
  mean,
  reshape,
  scope,
  sgdStep,
  sparseSoftmaxCrossEntropy,
  type Tensor,
  tensor,
  Variable,
  valueAndGrads,
  zerosLike,
} from '@striate/tensor';
import golden from '../goldens/training.json';
import { toTensor } from './case';
import { expectClose } from './compare';
import { type Packed, unpack } from './goldens';

interface Run {
  readonly optimizer: string;
  readonly losses: readonly number[];
  readonly weights: readonly Packed[];
}

export const trainingRuns: readonly Run[] = golden.runs;

/** Conv 3x3 → relu → max pool → dense. */
function network(x: Tensor, [filter, bias, kernel, offset]: readonly Tensor[]): Tensor {
  const y = maxPool2d(conv2d(x, filter, { padding: 1, bias, activation: 'relu' }));
  return add(matmul(reshape(y, [y.shape[0], -1]), kernel), offset);
}

type Step = (weight: Variable, slots: readonly Variable[], gradient: Tensor, count: number) => void;

const sgd = (momentum: number, nesterov: boolean): Step => {
  const params = { learningRate: 0.05, momentum, nesterov, decay: 1 };
  return (weight, [velocity], gradient) => sgdStep(weight, velocity, gradient, params);
};

const [beta1, beta2] = [0.9, 0.999];

const steps: Record<string, Step> = {
  sgd: sgd(0, false),
  momentum: sgd(0.9, false),
  nesterov: sgd(0.9, true),
  adam: (weight, [m, v], gradient, count) => {
    const correction = Math.sqrt(1 - beta2 ** count);
    // PyTorch adds its epsilon to the corrected root, Keras to the plain one: the same after this scaling.
    const epsilon = 1e-8 * correction;
    const learningRate = (0.01 * correction) / (1 - beta1 ** count);
    adamStep(weight, m, v, gradient, { learningRate, beta1, beta2, epsilon, decay: 1 });
  },
};

/** Five training steps: the losses on the way and the weights at the end as PyTorch has them. */
export async function checkTraining({ optimizer, losses, weights }: Run, looseness = 1): Promise<void> {
  const allowed = { relative: 2e-5 * looseness };
  const x = toTensor(unpack(golden.x));
  const labels = tensor(Int32Array.from(golden.labels));
  const variables = golden.weights.map((weight) => scope(() => new Variable(toTensor(unpack(weight)))));
  const slots = variables.map((variable) => [0, 1].map(() => scope(() => new Variable(zerosLike(variable)))));
  for (const [i, expected] of losses.entries()) {
    const loss = scope(() => {
      const { value, grads } = valueAndGrads(() => mean(sparseSoftmaxCrossEntropy(network(x, variables), labels)))(
        variables,
      );
      variables.forEach((variable, k) => {
        steps[optimizer](variable, slots[k], grads[k], i + 1);
      });
      return value;
    });
    await expectClose(
      loss,
      { shape: [], data: Float64Array.of(expected) },
      allowed,
      () => `loss of step ${i} with ${optimizer} against PyTorch`,
    );
    loss.dispose();
  }
  for (const [k, variable] of variables.entries()) {
    const context = () => `weight ${k} after 5 steps with ${optimizer} against PyTorch`;
    await expectClose(variable, unpack(weights[k]), { relative: 5e-5 * looseness }, context);
  }
  for (const used of [x, labels, ...variables, ...slots.flat()]) used.dispose();
}
