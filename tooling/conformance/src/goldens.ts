import {
  type AffineSampleOptions,
  type AvgPool2dOptions,
  affineSample,
  avgPool2d,
  batchNorm,
  batchNormTraining,
  type Conv2dOptions,
  type Conv2dTransposeOptions,
  conv2d,
  conv2dTranspose,
  erf,
  expm1,
  grads,
  type LocalResponseNormOptions,
  layerNorm,
  localResponseNorm,
  logSoftmax,
  maxPool2d,
  type Pair,
  type Pool2dOptions,
  relu,
  resize,
  scope,
  sigmoid,
  sigmoidCrossEntropy,
  softmax,
  softmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
  type Tensor,
  tanh,
  tensor,
} from '@striate/tensor';
import activation from '../goldens/activation.json';
import conv from '../goldens/conv.json';
import convTranspose from '../goldens/convTranspose.json';
import norm from '../goldens/norm.json';
import pool from '../goldens/pool.json';
import resized from '../goldens/resize.json';
import sampled from '../goldens/sample.json';
import softmaxes from '../goldens/softmax.json';
import { toTensor } from './case';
import { activations } from './cases/activation';
import { expectClose } from './compare';
import { fromValues, type NdArray } from './ndArray';

/** An array as the golden files hold it. */
export interface Packed {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What PyTorch computed: the result, and the gradients of sum(result * dy). Written by goldens/makeGoldens.py. */
export interface Golden {
  readonly op: string;
  readonly name: string;
  readonly params: object;
  readonly inputs: readonly Packed[];
  readonly dy: Packed;
  readonly output: Packed;
  readonly gradients: readonly (Packed | null)[];
}

export function unpack({ shape, values }: Packed): NdArray {
  return fromValues(values, shape);
}

type Run = (inputs: readonly Tensor[], params: object) => Tensor;

interface WithLabels {
  readonly labels: Packed;
}

const targets = (params: object): Tensor => toTensor(unpack((params as WithLabels).labels));
const epsilon = (params: object): number => (params as { epsilon: number }).epsilon;
const axis = (params: object): number => (params as { axis: number }).axis;
const size = (params: object): Pair => (params as { size: Pair }).size;

const runs: Record<string, Run> = {
  conv2d: ([x, w, bias], params) => conv2d(x, w, { ...(params as Conv2dOptions), bias }),
  conv2dTranspose: ([x, w, bias], params) => conv2dTranspose(x, w, { ...(params as Conv2dTransposeOptions), bias }),
  maxPool2d: ([x], params) => maxPool2d(x, params as Pool2dOptions),
  avgPool2d: ([x], params) => avgPool2d(x, params as AvgPool2dOptions),
  batchNorm: ([x, mean, variance, scale, offset], params) =>
    batchNorm(x, mean, variance, scale, offset, epsilon(params)),
  batchNormTraining: ([x, scale, offset], params) => batchNormTraining(x, scale, offset, epsilon(params)).y,
  layerNorm: ([x, scale, offset], params) => layerNorm(x, { scale, offset, epsilon: epsilon(params) }),
  localResponseNorm: ([x], params) => localResponseNorm(x, params as LocalResponseNormOptions),
  softmax: ([x], params) => softmax(x, axis(params)),
  logSoftmax: ([x], params) => logSoftmax(x, axis(params)),
  sparseSoftmaxCrossEntropy: ([x], params) => {
    const { labels } = params as { labels: readonly number[] };
    return sparseSoftmaxCrossEntropy(x, tensor(Int32Array.from(labels)));
  },
  softmaxCrossEntropy: ([x], params) => softmaxCrossEntropy(x, targets(params)),
  sigmoidCrossEntropy: ([x], params) => sigmoidCrossEntropy(x, targets(params)),
  affineSample: ([x, matrices], params) => affineSample(x, matrices, params as AffineSampleOptions),
  resizeBilinear: ([x], params) => resize(x, size(params)),
  resizeNearest: ([x], params) => resize(x, size(params), { interpolation: 'nearest' }),
  ...Object.fromEntries(
    Object.entries({
      ...activations,
      relu: { run: relu },
      sigmoid: { run: sigmoid },
      tanh: { run: tanh },
      erf: { run: erf },
      expm1: { run: expm1 },
    }).map(([name, { run }]): [string, Run] => [name, ([x]) => run(x)]),
  ),
};

export const goldens: readonly Golden[] = [
  ...conv,
  ...convTranspose,
  ...pool,
  ...norm,
  ...softmaxes,
  ...activation,
  ...resized,
  ...sampled,
];

const tolerance = { relative: 2e-5 };

/** The result and every gradient as PyTorch has them. */
export async function checkGolden(golden: Golden, looseness = 1): Promise<void> {
  const { op, name, params, gradients } = golden;
  const run = runs[op];
  if (!run) throw new Error(`golden file has an op '${op}' that nothing runs`);
  const allowed = { relative: tolerance.relative * looseness };
  const context = (what: string) => () => `${what} against PyTorch: ${op} ${name}, params ${JSON.stringify(params)}`;
  const inputs = golden.inputs.map((input) => toTensor(unpack(input)));
  const wanted = gradients.flatMap((gradient, k) => (gradient ? [k] : []));
  const { output, found } = scope(() => {
    const f = (...xs: Tensor[]) => {
      const all = [...inputs];
      wanted.forEach((k, i) => {
        all[k] = xs[i];
      });
      return run(all, params);
    };
    return {
      output: run(inputs, params),
      found: grads(f)(
        wanted.map((k) => inputs[k]),
        toTensor(unpack(golden.dy)),
      ),
    };
  });
  await expectClose(output, unpack(golden.output), allowed, context('result'));
  for (const [i, k] of wanted.entries()) {
    await expectClose(found[i], unpack(gradients[k] as Packed), allowed, context(`gradient of input ${k}`));
  }
  for (const used of [...inputs, output, ...found]) used.dispose();
}
