import type { PassPosition } from './batches';
import type { History } from './Callback';
import type { StatisticsState } from './Statistics';

/** Where a training stands, besides tensors. */
export interface Position {
  /** Epochs that are over. */
  readonly epoch: number;
  /** Batches and samples of the one that has begun. */
  readonly step: number;
  readonly samples: number;
  /** Batches in an epoch; null where nobody knows. */
  readonly steps: number | null;
  readonly pass: PassPosition | null;
  readonly history: History;
  readonly statistics: StatisticsState;
}
