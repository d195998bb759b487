/** Values as they lie in memory, `[height, width, channels]`. */
export interface Maps {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** The loss and the accuracy of one batch, before its step. */
export interface StepResult {
  readonly loss: number;
  readonly accuracy: number;
}

/** How the network did on the digits it never learns from, after a number of steps. One can go back there. */
export interface Checkpoint {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** `[digit][said]`: how many digits were taken for what. */
  readonly confusion: readonly (readonly number[])[];
}

/** What the worker tells while it trains. */
export interface News {
  /** The batches since the last news, in order. */
  readonly results: readonly StepResult[];
  /** Steps done in all. */
  readonly step: number;
  readonly filters: Maps;
  readonly checkpoint?: Checkpoint;
  /** The last step is done. */
  readonly finished?: boolean;
  /** The training cannot go on: the loss is no number any more, say. */
  readonly problem?: string;
}

/** What is known once the digits are there and the network is built. */
export interface Opened {
  readonly parameters: number;
  readonly stepsPerEpoch: number;
  readonly steps: number;
  readonly trainDigits: number;
  readonly heldOutDigits: number;
}

/** A layer and what it makes of one picture. */
export interface LayerOutput extends Maps {
  readonly name: string;
}

/** What the network makes of one picture. */
export interface Look {
  readonly probabilities: readonly number[];
  readonly layers: readonly LayerOutput[];
}

/** A held-out digit that was taken for another. */
export interface Mistake {
  readonly pixels: Float32Array;
  readonly probability: number;
}
