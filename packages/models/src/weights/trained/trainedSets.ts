import type { PackedTensors } from '../packTensors';
import { card as lecture5CnnFashionMnist } from './lecture5CnnFashionMnist.card';
import { card as lenet5Mnist } from './lenet5Mnist.card';
import { card as resNetCifar20Cifar10 } from './resNetCifar20Cifar10.card';
import type { TrainedCard } from './TrainedWeights';
import { card as textCnnMovieReviews } from './textCnnMovieReviews.card';

/** Weights that come with the package: their card at once, the numbers when they are asked for. */
export interface TrainedSet {
  readonly card: TrainedCard;
  load(): Promise<{ readonly tensors: PackedTensors; readonly vocabulary?: readonly string[] }>;
}

/** One entry for each pair of modules in this folder. */
export const trainedSets: readonly TrainedSet[] = [
  { card: lenet5Mnist, load: () => import('./lenet5Mnist.generated') },
  { card: lecture5CnnFashionMnist, load: () => import('./lecture5CnnFashionMnist.generated') },
  { card: resNetCifar20Cifar10, load: () => import('./resNetCifar20Cifar10.generated') },
  { card: textCnnMovieReviews, load: () => import('./textCnnMovieReviews.generated') },
];
