import type { Model } from '@striate/layers';
import { resNet18, vgg11 } from '@striate/models';
import { type Tensor, tensor } from '@striate/tensor';
import { type Lesson, problemLesson, zooLesson } from '../network/lesson';
import { lecture5, lenet5, type Network } from '../network/network';
import { makeProblem } from '../network/problem';
import { peak } from '../peers/peak';
import { pytorchTrain } from '../peers/pytorch';
import { tfjsTrain } from '../peers/tfjsTrain';
import { disposeAll, startBackend } from '../startBackend';
import { type Duel, type Setup, type Suite, timedMany } from '../suite';

/** The fewest steps in a sample of ours where they are short: what `fit` does once, before the first, is spread over them. */
const stepsPerFit = 20;

/** Three times the forward pass: the gradient of the inputs costs as much, and that of the weights. */
const passes = 3;

/** A small network, described layer by layer so that TF.js can build it too. */
function small(name: string, network: Network, batch: number, flops: number): Duel {
  const problem = () => makeProblem(network, batch);
  const lesson = () => problemLesson(problem());
  return {
    ...step(name, lesson, batch, flops, stepsPerFit),
    peers: { peak: peak(passes * flops * batch), 'tfjs-cpu': tfjsTrain(problem), pytorch: pytorchTrain(lesson) },
  };
}

/** A network of @striate/models. In plain JavaScript a step of one takes minutes. */
function large(name: string, build: () => Model, batch: number, flops: number): Duel {
  const lesson = () => zooLesson(build, batch);
  return {
    ...step(name, lesson, batch, flops, 1),
    peers: { peak: peak(passes * flops * batch), pytorch: pytorchTrain(lesson) },
  };
}

/** One step: forward, loss, backward, Adam. `flops` are those of an image forward. */
function step(
  name: string,
  lesson: () => Lesson,
  batch: number,
  flops: number,
  least: number,
): Pick<Duel, 'name' | 'ours' | 'flops' | 'images'> {
  return { name, flops: passes * flops * batch, images: batch, ours: ours(lesson, least) };
}

/** What users run: `fit`, with its shuffling and its checks. */
function ours(lesson: () => Lesson, least: number): Setup {
  return async ({ threads }) => {
    await startBackend(threads);
    const { images, labels, inputShape, batch, build } = lesson();
    const x = tensor(images, [batch, ...inputShape]);
    const y = tensor(labels, [batch]);
    const net = await build();
    const results: number[] = [];
    // To compare with the peers'. Where a step takes seconds, those that are timed do.
    const fit = async (steps: number) => {
      const { history } = await net.fit(x, y, { batchSize: batch, stepsPerEpoch: steps, verbose: 0 });
      if (least === 1) results.push(...history.loss);
    };
    if (least > 1) results.push(...(await firstLosses(net, x, y)));
    return timedMany(fit, { least, results, dispose: () => disposeAll([x, y, ...net.weights]) });
  };
}

async function firstLosses(net: Model, x: Tensor, y: Tensor): Promise<number[]> {
  const losses: number[] = [];
  for (let i = 0; i < 3; i++) losses.push((await net.trainOnBatch(x, y)).loss);
  return losses;
}

export const train: Suite = {
  name: 'train',
  about: 'one training step: forward, loss, backward, Adam; every framework starts from the same weights',
  cases: [
    small('lenet5-b64', lenet5, 64, 833_040),
    small('lecture5-b32', lecture5, 32, 5_588_480),
    large('resnet18-b8', () => resNet18(), 8, 3_628_146_688),
    // Every framework would drop other values.
    large('vgg11-b4', () => vgg11({ dropout: 0 }), 4, 15_218_180_096),
  ],
};
