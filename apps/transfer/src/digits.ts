import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { warmCosine } from '@striate/kit';
import {
  adam,
  backbone,
  type Functional,
  lenet5,
  type Model,
  mnist,
  rescale,
  type Sequential,
  seed,
  tensor,
} from 'striate';
import { type Experiment, everything } from './Experiment';
import { ofClasses, type Pictures } from './pictures';
import type { Plan } from './plan';

const known = [0, 1, 2, 3, 4];
const others = [5, 6, 7, 8, 9];

/** LeNet-5 learns the digits 0 to 4, and then 5 to 9 from a few: from MNIST in the folder, or the digits that come with the library. */
export async function digitsExperiment(
  folder: string | undefined,
  plan: Plan,
  firstSeed: number,
  say: (text: string) => void,
): Promise<Experiment> {
  const beside = folder && join(folder, 'mnist');
  const { train, test } = await mnist({ folder: beside && existsSync(beside) ? beside : undefined });
  const before = ofClasses(train, known, plan.pretrain.images);
  say(`LeNet-5 learns the digits 0 to 4 from ${before.y.length} pictures.`);
  const net = await pretrain(before, plan.pretrain.epochs, firstSeed);
  const accuracy = await accuracyOn(net, ofClasses(test, known, 1000));
  const weights = await Promise.all(
    net.weights.map(async (weight) => ({ data: await weight.data(), shape: weight.shape })),
  );
  const epochs = plan.epochs.digits;
  return {
    key: 'digits',
    title: 'Digits',
    story: 'A LeNet-5 that knows the digits 0 to 4, and has never seen another, learns 5 to 9.',
    source: { network: 'LeNet-5', knows: `${before.y.length.toLocaleString('en')} digits from 0 to 4`, accuracy },
    async pretrained() {
      const copy = build(firstSeed);
      copy.setWeights(weights.map(({ data, shape }) => tensor(data, shape)));
      return features(copy);
    },
    fresh: (chosen) => features(build(chosen)),
    train: ofClasses(train, others, Number.POSITIVE_INFINITY),
    test: ofClasses(test, others, plan.tests.digits),
    classNames: others.map(String),
    sizes: plan.sizes.digits,
    batchSize: 10,
    stages: {
      scratch: [{ ...everything, epochs, learningRate: 1e-3, patience: epochs }],
      frozen: [{ epochs, learningRate: 1e-3, patience: epochs }],
      fineTuned: [
        { epochs: Math.ceil(epochs / 2), learningRate: 1e-3, patience: epochs },
        { unfreeze: true, epochs: Math.ceil(epochs / 2), learningRate: 5e-4, rateSpread: 10, patience: epochs },
      ],
    },
    timed: plan.timed,
  };
}

function build(chosen: number): Sequential {
  seed(chosen);
  return lenet5({ classes: known.length });
}

/** What the convolutions make of a picture; the dense layers after them know the five digits, and no others. */
function features(net: Sequential): Functional {
  const end = net.layers.find(({ name }) => name.startsWith('flatten'));
  return backbone(net, { preprocessing: 'unit', upTo: end?.name });
}

async function pretrain({ x, y }: Pictures, epochs: number, chosen: number): Promise<Sequential> {
  const net = build(chosen);
  const batchSize = 64;
  net.compile({
    optimizer: adam({ learningRate: warmCosine(2e-3, epochs * Math.ceil(y.length / batchSize)) }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  await net.fit(rescale(x), y, { epochs, batchSize, verbose: 0 });
  return net;
}

async function accuracyOn(net: Model, { x, y }: Pictures): Promise<number> {
  const { accuracy } = await net.evaluate(rescale(x), y, { batchSize: 250 });
  return accuracy;
}
