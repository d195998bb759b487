import type { FineTuneStage, Functional } from 'striate';
import type { Pictures } from './pictures';

/** What one network knows, and what it shall learn. */
export interface Experiment {
  readonly key: 'digits' | 'clothes';
  readonly title: string;
  /** One sentence: what knows what, and learns what. */
  readonly story: string;
  /** The network and what it was trained on. */
  readonly source: { readonly network: string; readonly knows: string; readonly accuracy: number | null };
  /** The pretrained features, frozen: each time with Variables of their own. */
  pretrained(): Promise<Functional>;
  /** The same network with random weights. */
  fresh(seed: number): Functional;
  readonly train: Pictures;
  readonly test: Pictures;
  readonly classNames: readonly string[];
  /** How many pictures of each class there are to learn from; the last is what the tables show. */
  readonly sizes: readonly number[];
  readonly batchSize: number;
  /** Of each training. */
  readonly steps: number;
  /** With how many pictures a pass is timed. */
  readonly timed: number;
}

/**
 * From scratch all of the network learns, at one rate. Transferred, a new classifier does; fine-tuned, it does for half of the epochs, and
 * then the filters of the second stage with it.
 */
export function stages(epochs: number): Readonly<Record<'scratch' | 'frozen' | 'fineTuned', readonly FineTuneStage[]>> {
  // With nothing to validate on, every stage runs to its end.
  const patience = epochs;
  const half = Math.ceil(epochs / 2);
  const head = { learningRate: 1e-3, schedule: 'cosine' } as const;
  return {
    scratch: [
      {
        name: 'scratch',
        unfreeze: true,
        batchNormalization: true,
        rateSpread: 1,
        epochs,
        learningRate: 2e-3,
        patience,
      },
    ],
    frozen: [{ ...head, epochs, patience }],
    fineTuned: [
      { ...head, epochs: half, patience },
      { unfreeze: 'layer2', epochs: half, learningRate: 5e-4, rateSpread: 3, patience },
    ],
  };
}
