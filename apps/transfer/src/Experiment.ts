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
  readonly stages: Readonly<Record<'scratch' | 'frozen' | 'fineTuned', readonly FineTuneStage[]>>;
  /** With how many pictures a pass is timed. */
  readonly timed: number;
}

/** How a network learns from scratch: all of it, at one rate. */
export const everything = { name: 'scratch', unfreeze: true, batchNormalization: true, rateSpread: 1 } as const;
