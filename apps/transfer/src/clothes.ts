import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fashionMnist, loadStateDict, readStateDict, resNetCifar, seed } from 'striate';
import type { Experiment } from './Experiment';
import { features } from './features';
import { inColour, ofClasses } from './pictures';
import type { Plan } from './plan';

const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The file with the weights, in a data folder. */
export function weightsFile(folder: string): string {
  return join(folder, 'cifar-resnet/resnet20-12fca82f.th');
}

/**
 * ResNet-20, which knows the ten classes of CIFAR-10 (aeroplanes, cats, ships, …), learns ten kinds of clothes.
 *
 * @throws {StriateError} if Fashion-MNIST is not there and cannot be downloaded.
 */
export async function clothesExperiment(folder: string, plan: Plan): Promise<Experiment> {
  const tensors = await readStateDict(weightsFile(folder));
  const beside = join(folder, 'fashion-mnist');
  const { train, test, classNames } = await fashionMnist({ folder: existsSync(beside) ? beside : undefined });
  const small = (most: number, from: typeof train) => inColour(ofClasses(from, classes, most), 32);
  return {
    key: 'clothes',
    title: 'Clothes',
    story:
      'A ResNet-20 that knows aeroplanes, cars, birds, cats, deer, dogs, frogs, horses, ships and lorries learns ten kinds of clothes.',
    source: { network: 'ResNet-20', knows: 'CIFAR-10, 50,000 small photographs', accuracy: null },
    async pretrained() {
      const net = resNetCifar(20);
      loadStateDict(net, tensors);
      return features(net, 'imagenet');
    },
    fresh(chosen) {
      seed(chosen);
      return features(resNetCifar(20), 'imagenet');
    },
    // More than enough to draw a few from.
    train: small(5000, train),
    test: small(plan.tests.clothes, test),
    classNames,
    sizes: plan.sizes.clothes,
    batchSize: 20,
    steps: plan.steps,
    timed: plan.timed,
  };
}
