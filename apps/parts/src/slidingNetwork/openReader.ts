import '../onCpu';
import {
  conv2d,
  Generator,
  layerCosts,
  lenet5,
  type Model,
  maxPooling2d,
  mnist,
  ops,
  rescale,
  scope,
  sequential,
  type Tensor,
  tensor,
} from 'striate';
import { macsOf } from '../kit/macsOf';
import { type Answers, count, places, type Row, side, width } from './field';

/** Multiplications of one pass over the field, and of all its windows one by one. */
export interface Costs {
  readonly onePass: number;
  readonly oneByOne: number;
}

export interface Reader {
  readonly costs: Costs;
  /** The row of a seed, of digits the network was not trained on. */
  row(seed: number): Row;
  /** Reads a field of 28 x 140 values in one pass. */
  read(field: Float32Array): Promise<Answers>;
}

/** LeNet-5 with its dense layers as convolutions, and digits for it. */
export async function openReader(): Promise<Reader> {
  const [net, { test }] = await Promise.all([lenet5({ weights: 'mnist' }), mnist()]);
  const { data } = rescale(test.images);
  const wide = widened(net);
  return {
    costs: { onePass: multiplications(wide), oneByOne: places * multiplications(net) },
    row(seed) {
      const chosen = Array.from(new Generator(seed).permutation(test.length).subarray(0, count));
      const pixels = new Float32Array(side * width);
      for (const [i, digit] of chosen.entries())
        for (let y = 0; y < side; y++) {
          const from = (digit * side + y) * side;
          pixels.set(data.subarray(from, from + side), y * width + i * side);
        }
      return { pixels, labels: chosen.map((digit) => test.labels[digit]) };
    },
    async read(field) {
      const [scores, probabilities] = scope(() => {
        const answers = wide.run(tensor(field, [1, side, width, 1])) as Tensor;
        return [answers, ops.softmax(answers)];
      });
      const values = await Promise.all(
        [scores, probabilities].map(async (each) => Float32Array.from(await each.data())),
      );
      for (const each of [scores, probabilities]) each.dispose();
      return { scores: values[0], probabilities: values[1] };
    },
  };
}

/** The same weights in another shape: [400, 120] are 120 filters of 5 x 5 x 16. */
function widened(net: Model): Model {
  const wide = sequential([
    conv2d({ filters: 6, kernelSize: 5, padding: 'same', activation: 'relu', inputShape: [side, width, 1] }),
    maxPooling2d({ poolSize: 2 }),
    conv2d({ filters: 16, kernelSize: 5, activation: 'relu' }),
    maxPooling2d({ poolSize: 2 }),
    conv2d({ filters: 120, kernelSize: 5, activation: 'relu' }),
    conv2d({ filters: 84, kernelSize: 1, activation: 'relu' }),
    conv2d({ filters: 10, kernelSize: 1 }),
  ]);
  for (const [i, weight] of wide.weights.entries()) weight.assign(net.weights[i].reshape(weight.shape));
  return wide;
}

function multiplications(model: Model): number {
  return layerCosts(model).reduce((sum, row) => sum + macsOf(model, row), 0);
}
