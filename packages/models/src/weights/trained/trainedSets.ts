import type { PackedTensors } from '../packTensors';
import type { TrainedCard } from './TrainedWeights';

/** Weights that come with the package: their card at once, the numbers when they are asked for. */
export interface TrainedSet {
  readonly card: TrainedCard;
  load(): Promise<{ readonly tensors: PackedTensors }>;
}

/** One entry for each pair of modules in this folder. */
export const trainedSets: readonly TrainedSet[] = [];
