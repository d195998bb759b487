import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { warmCosine } from '@striate/kit';
import { adam, type Functional, type Model, mnist, rescale, resNetCifar, seed, tensor } from 'striate';
import type { Experiment } from './Experiment';
import { features } from './features';
import { ofClasses, type Pictures } from './pictures';
import type { Plan } from './plan';

const known = [0, 1, 2, 3, 4];
const others = [5, 6, 7, 8, 9];

/** A ResNet-20 learns the digits 0 to 4, and then 5 to 9 from a few: from MNIST in the folder, or the digits that come with the library. */
export async function digitsExperiment(
  folder: string | undefined,
  plan: Plan,
  firstSeed: number,
  say: (text: string) => void,
): Promise<Experiment> {
  const beside = folder && join(folder, 'mnist');
  const { train, test } = await mnist({ folder: beside && existsSync(beside) ? beside : undefined });
  const before = ofClasses(train, known, plan.pretrain.images);
  say(`A ResNet-20 learns the digits 0 to 4 from ${before.y.length} pictures.`);
  const net = await pretrain(before, plan.pretrain.epochs, firstSeed);
  const accuracy = await accuracyOn(net, ofClasses(test, known, 1000));
  const weights = await Promise.all(
    net.weights.map(async (weight) => ({ data: await weight.data(), shape: weight.shape })),
  );
  return {
    key: 'digits',
    title: 'Digits',
    story: 'A ResNet-20 that knows the digits 0 to 4, and has never seen another, learns 5 to 9.',
    source: { network: 'ResNet-20', knows: `${before.y.length.toLocaleString('en')} digits from 0 to 4`, accuracy },
    async pretrained() {
      const copy = build(firstSeed);
      copy.setWeights(weights.map(({ data, shape }) => tensor(data, shape)));
      return features(copy, 'unit');
    },
    fresh: (chosen) => features(build(chosen), 'unit'),
    train: ofClasses(train, others, Number.POSITIVE_INFINITY),
    test: ofClasses(test, others, plan.tests.digits),
    classNames: others.map(String),
    sizes: plan.sizes.digits,
    batchSize: 10,
    steps: plan.steps,
    timed: plan.timed,
  };
}

function build(chosen: number): Functional {
  seed(chosen);
  return resNetCifar(20, { inputShape: [28, 28, 1], classes: known.length });
}

async function pretrain({ x, y }: Pictures, epochs: number, chosen: number): Promise<Functional> {
  const net = build(chosen);
  const batchSize = 64;
  net.compile({
    optimizer: adam({ learningRate: warmCosine(4e-3, epochs * Math.ceil(y.length / batchSize)) }),
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
