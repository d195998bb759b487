/** What a layer is, as far as pictures and formulas go. */
export type LayerKind =
  | 'input'
  | 'convolution'
  | 'pooling'
  | 'globalPooling'
  | 'dense'
  | 'activation'
  | 'normalization'
  | 'sum'
  | 'other';

/** A layer and its feature maps, channels last. A dense layer's values are one pixel of many channels. */
export interface LayerRecord {
  readonly name: string;
  readonly kind: LayerKind;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
  /** How the chosen class's score changes with each value; once a backward pass has run. */
  readonly gradient: Float32Array | undefined;
  /** Numbers of the records that feed it. */
  readonly inputs: readonly number[];
}

/** A number of a feature map. */
export interface Place {
  readonly layer: number;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** A small matrix that a formula shows. */
export interface Patch {
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
}

/** One input channel's share of a sum. */
export interface Part {
  readonly channel: number;
  readonly sum: number;
  /** What lies under the filter, and the filter; for a dense layer a single number each. */
  readonly window: Patch;
  readonly kernel: Patch;
  /** Of the filter, once a backward pass has run. */
  readonly kernelGradient: Patch | undefined;
}

/** How a value comes about. */
export type Explanation =
  | {
      readonly kind: 'weighted';
      readonly parts: readonly Part[];
      readonly bias: number;
      /** The parts and the bias together. */
      readonly before: number;
      readonly activation: string;
      /** All values before a softmax. */
      readonly scores: readonly number[] | undefined;
    }
  | { readonly kind: 'pool'; readonly mode: 'max' | 'mean'; readonly window: Patch }
  | { readonly kind: 'activation'; readonly name: string; readonly before: number }
  | {
      readonly kind: 'normalization';
      readonly before: number;
      readonly mean: number;
      readonly variance: number;
      readonly gamma: number;
      readonly beta: number;
      readonly epsilon: number;
    }
  | { readonly kind: 'sum'; readonly terms: readonly number[] }
  | { readonly kind: 'given' };

/** Index of a place in its record's values. */
export function indexOf({ width, channels }: LayerRecord, { row, column, channel }: Omit<Place, 'layer'>): number {
  return (row * width + column) * channels + channel;
}
