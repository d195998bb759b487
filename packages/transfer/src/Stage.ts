import { cosineDecay, type Functional, type Optimizer, type OptimizerOptions, type Schedule } from '@striate/layers';
import type { Variable } from '@striate/tensor';
import { ValueError } from '@striate/tensor';
import { leafLayers } from './leafLayers';
import type { LayerSelection } from './selectLayers';

/** One part of a fine-tuning: what learns, how long and how fast. */
export interface FineTuneStage {
  /** Default `head`, or `fine-tuning` where the backbone learns, too. */
  name?: string;
  /** The layers of the backbone that learn beside the new classifier: a selection, or true for all. Default false: none. */
  unfreeze?: LayerSelection | boolean;
  /** The most epochs; it ends when the validation gets no better. Default 30 for the classifier alone, 10 otherwise. */
  epochs?: number;
  /** Of the classifier. Default 1e-3 for the classifier alone, 3e-4 otherwise. */
  learningRate?: number;
  /**
   * How many times slower the first layer of the backbone learns than the classifier; between them the rate grows evenly from layer to
   * layer (discriminative rates: Howard and Ruder 2018). Default 100.
   */
  rateSpread?: number;
  /** Share of the steps in which the rate rises from 0. Default 0 for the classifier alone, 0.1 otherwise. */
  warmup?: number;
  /** Whether the rate then falls to 0 along a cosine, or stays. Default `constant` for the classifier alone, `cosine` otherwise. */
  schedule?: 'cosine' | 'constant';
  /** Epochs without improvement to wait for. Default 5 for the classifier alone, 3 otherwise. */
  patience?: number;
  /** Whether batch normalisation learns, and follows its batches, where it is unfrozen. Default false: few images say little of it. */
  batchNormalization?: boolean;
}

/** Makes the optimizer of a stage: `adam`, `sgd`, `adamW`, or a function of one's own. */
export type OptimizerFactory = (
  options: Pick<OptimizerOptions, 'learningRate' | 'learningRateMultipliers'>,
) => Optimizer;

/** The stages that are taken where none are given: the classifier, then everything. */
export const defaultStages: readonly FineTuneStage[] = [{}, { unfreeze: true }];

/** A stage with its defaults. @throws {ValueError} for numbers that are out of range. */
export function fullStage(stage: FineTuneStage, number: number): Required<FineTuneStage> {
  const { unfreeze = false } = stage;
  const all = unfreeze === false ? headDefaults : wholeDefaults;
  const given = Object.fromEntries(Object.entries(stage).filter(([, value]) => value !== undefined));
  const full: Required<FineTuneStage> = { ...all, unfreeze, rateSpread: 100, batchNormalization: false, ...given };
  const who = `fineTune: stage ${number} ('${full.name}')`;
  const check = (
    name: 'epochs' | 'learningRate' | 'rateSpread' | 'warmup' | 'patience',
    fits: boolean,
    range: string,
  ) => {
    if (!fits) throw new ValueError(`${who}: ${name} must be ${range}, got ${full[name]}`);
  };
  check('epochs', Number.isInteger(full.epochs) && full.epochs >= 1, 'a whole number >= 1');
  check('patience', Number.isInteger(full.patience) && full.patience >= 0, 'a whole number >= 0');
  check('learningRate', full.learningRate > 0, 'above 0');
  check('rateSpread', full.rateSpread >= 1, 'at least 1');
  check('warmup', full.warmup >= 0 && full.warmup < 1, 'a share from 0, below 1');
  return full;
}

const headDefaults = {
  name: 'head',
  epochs: 30,
  learningRate: 1e-3,
  warmup: 0,
  schedule: 'constant',
  patience: 5,
} as const;
const wholeDefaults = {
  name: 'fine-tuning',
  epochs: 10,
  learningRate: 3e-4,
  warmup: 0.1,
  schedule: 'cosine',
  patience: 3,
} as const;

/** The rate of each step of a stage. */
export function stageSchedule(stage: Required<FineTuneStage>, steps: number): number | Schedule {
  const { learningRate, warmup, schedule } = stage;
  const warmupSteps = Math.round(warmup * steps);
  if (schedule === 'constant' && warmupSteps === 0) return learningRate;
  return cosineDecay({
    initialLearningRate: warmupSteps > 0 ? learningRate / (warmupSteps + 1) : learningRate,
    warmupTarget: learningRate,
    warmupSteps,
    decaySteps: Math.max(1, steps - warmupSteps),
    alpha: schedule === 'constant' ? 1 : 0,
  });
}

/** A factor of the rate for every weight of the backbone: from 1 / spread for the first layer to nearly 1 for the last. */
export function discriminativeRates(backbone: Functional, spread: number): [Variable, number][] {
  const layers = leafLayers(backbone).flatMap(({ layer }) => (layer.weights.length > 0 ? [layer] : []));
  return layers.flatMap((layer, i) =>
    layer.weights.map((weight): [Variable, number] => [weight, spread ** (i / layers.length - 1)]),
  );
}
