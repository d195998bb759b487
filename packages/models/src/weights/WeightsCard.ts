import type { RemoteFile } from '@striate/data';
import type { Preprocessing } from '../classify/Preprocessing';
import type { TrainedCard } from './trained/TrainedWeights';

/** What is known of weights: where they are, who made them, how good they are, and what they take. */
export interface WeightsCard {
  /** The network they are for: `'resNet50'`. */
  readonly network: string;
  /** The name they are asked for by: `'imagenet'`. */
  readonly weights: string;
  /** `'ImageNet-1k (ILSVRC 2012)'` */
  readonly trainedOn: string;
  readonly classes: number;
  /** Names of the classes, in the order of the outputs; those of ImageNet by its name. */
  readonly labels: 'imagenet' | readonly string[];
  /** How many of a hundred pictures of the validation set have the right class first, and among the first five. */
  readonly top1?: number;
  readonly top5?: number;
  /** How a picture becomes an input. Not there where inputs are no pictures. */
  readonly preprocessing?: Preprocessing;
  readonly licence: string;
  /** What to cite. */
  readonly citation: string;
  /** The files that have them, the preferred one first. None where the weights come with this package. */
  readonly files: readonly WeightsFile[];
  /** Files that leave out the classifier, where there are any: taken for `includeTop: false`. */
  readonly featureFiles?: readonly WeightsFile[];
  /** How they were trained, where that was done here. */
  readonly training?: TrainedCard;
}

/** A file with weights. */
export interface WeightsFile extends RemoteFile {
  readonly format: 'safetensors' | 'pth' | 'h5';
  /** About how large it is, in millions of bytes. */
  readonly megabytes: number;
  /** Whether its host lets pages of other sites read it. */
  readonly cors: boolean;
}
