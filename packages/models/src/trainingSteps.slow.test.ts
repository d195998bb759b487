import { loadStateDict, type TensorMap, toStateDict } from '@striate/formats';
import { type Model, sgd, sparseCategoricalCrossentropy } from '@striate/layers';
import { keep, type Tensor, tensor, type Variable } from '@striate/tensor';
import { expect, test, vi } from 'vitest';
import goldens from '../goldens/trainingSteps.json';
import { googLeNet } from './googLeNet';
import { resNet18 } from './resNet';
import { useCpu } from './testing';
import { withoutValues } from './testing/checkTorchvision';
import { formulaImages } from './testing/formula';
import { formulaState, torchvision } from './testing/torchvision';
import { vgg11Bn } from './vgg';

useCpu();
vi.setConfig({ testTimeout: 400_000 }); // VGG's weights and their gradients are a gigabyte

// What PyTorch's networks learn from one batch: see goldens/makeTrainingSteps.py.

/** The norm of a tensor, and six of its values. */
type Sketch = readonly number[];

interface Golden {
  /** The name under which the images are computed. */
  readonly images: string;
  readonly size: number;
  readonly loss: number;
  /** How many values of each channel a normalisation saw. */
  readonly rows: Readonly<Record<string, number>>;
  readonly gradients: Readonly<Record<string, Sketch>>;
  readonly statistics: Readonly<Record<string, Sketch>>;
}

const cases = goldens as unknown as Readonly<Record<keyof typeof goldens, Golden>>;
const learningRate = 0.05;
const linear = { classifierActivation: 'linear', inputShape: [null, null, 3] } as const;

function sketch(data: ArrayLike<number>): number[] {
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += data[i] ** 2;
  return [
    Math.sqrt(squares),
    ...Array.from({ length: 6 }, (_, k) => data[Math.floor((data.length * (2 * k + 1)) / 12)]),
  ];
}

/** The largest error of the norm and the values, as a share of what is wanted, or of the tensor's typical value where that is larger. */
function errorOf(found: Sketch, [norm, ...wanted]: Sketch, size: number): number {
  // A bias before a normalisation has no gradient; what rounding leaves is no measure.
  if (norm < 1e-9) return found[0];
  const typical = norm / Math.sqrt(size);
  const errors = wanted.map((value, i) => Math.abs(found[i + 1] - value) / Math.max(Math.abs(value), typical));
  return Math.max(Math.abs(found[0] / norm - 1), ...errors);
}

/** Trains for one step; the state dict after it, and one that has the gradients in place of the weights. */
async function step(net: Model, { images, size, loss }: Golden): Promise<{ after: TensorMap; gradients: TensorMap }> {
  const apply = net.optimizer.apply.bind(net.optimizer);
  const found: [Variable, Tensor][] = [];
  vi.spyOn(net.optimizer, 'apply').mockImplementation((gradients, variables) => {
    variables.forEach((variable, i) => void found.push([variable, keep(tensor(gradients[i]))]));
    apply(gradients, variables);
  });
  const labels = tensor(Int32Array.of(3, 141, 592, 653), [4]);
  const y = net.outputs.length === 1 ? labels : net.outputs.map(() => labels);
  const { history } = await net.fit(formulaImages(4, size, images), y, { batchSize: 4, shuffle: false, verbose: 0 });
  expect(Math.abs(history.loss[0] / loss - 1)).toBeLessThan(1e-5);
  const after = await toStateDict(net);
  expect(found).toHaveLength(net.trainableWeights.length);
  for (const [variable, gradient] of found) {
    variable.assign(gradient);
    gradient.dispose();
  }
  return { after, gradients: await toStateDict(net) };
}

// GoogLeNet amplifies rounding a thousandfold, and its images are chosen: makeTrainingSteps.py says why and how.
test.each([
  ['resnet18', () => resNet18(linear), undefined, 1e-4],
  ['vgg11_bn', () => vgg11Bn({ ...linear, dropout: 0 }), undefined, 1e-4],
  ['googlenet', () => googLeNet({ ...linear, auxiliary: true, dropout: 0 }), [1, 0.3, 0.3], 5e-3],
] as const)(
  '%s: gradients, weights and statistics after a step of SGD',
  async (name, build, lossWeights, tolerance) => {
    const { rows, ...wanted } = cases[name];
    const net = await withoutValues<Model>(build);
    for (const layer of net.layers) {
      // Its rate is the paper's, and no option.
      if (/^aux.*dropout$/.test(layer.name)) vi.spyOn(layer, 'call').mockImplementation((x) => x);
    }
    const before = formulaState(torchvision[name]);
    loadStateDict(net, before);
    const crossentropy = sparseCategoricalCrossentropy({ fromLogits: true });
    net.compile({ optimizer: sgd({ learningRate }), loss: crossentropy, ...(lossWeights && { lossWeights }) });
    const { after, gradients } = await step(net, cases[name]);

    const values = (dict: TensorMap, key: string) => dict.get(key)?.data ?? new Float32Array();
    const errors: Record<string, number> = {};
    for (const [key, golden] of Object.entries(wanted.gradients)) {
      const data = values(gradients, key);
      errors[`gradient of ${key}`] = errorOf(sketch(data), golden, data.length);
      const [old, now] = [sketch(values(before, key)), sketch(values(after, key))];
      const moves = golden.map(
        (gradient, i) => (i === 0 ? gradient / Math.sqrt(data.length) : gradient) * learningRate,
      );
      errors[key] = Math.max(
        ...moves
          .slice(1)
          .map((move, i) => Math.abs(now[i + 1] - (old[i + 1] - move)) / (Math.abs(old[i + 1]) + moves[0])),
      );
    }
    for (const [key, golden] of Object.entries(wanted.statistics)) {
      const [data, old] = [values(after, key), values(before, key)];
      const count = rows[key.slice(0, key.lastIndexOf('.'))];
      // PyTorch follows the batch's variance times rows / (rows - 1), Keras and we the variance itself.
      const factor = key.endsWith('running_var') ? count / (count - 1) : 1;
      const asThere = Float64Array.from(data, (value, i) => 0.9 * old[i] + (value - 0.9 * old[i]) * factor);
      errors[key] = errorOf(sketch(asThere), golden, data.length);
    }
    expect(Object.entries(errors).filter(([, error]) => !(error < tolerance))).toEqual([]);
    for (const weight of net.weights) weight.dispose();
  },
);
