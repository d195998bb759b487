/** A picture, and what a layer makes of it: as many maps of the same size as there are filters. */
export interface LayerSize {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: number;
}

export interface Constraints {
  /** A neuron looks at a window of `kernel` x `kernel` pixels, not at the whole picture. */
  readonly isLocal: boolean;
  /** All neurons of a map have the same weights. */
  readonly isShared: boolean;
}

/** Inputs of a dense network. */
export function inputsOf({ width, height, channels }: LayerSize): number {
  return width * height * channels;
}

/** Weights and biases that such a layer learns. */
export function parametersOf(size: LayerSize, { isLocal, isShared }: Constraints): number {
  const { width, height, channels, filters, kernel } = size;
  const seen = isLocal ? kernel * kernel * channels : inputsOf(size);
  const neurons = isShared ? filters : filters * width * height;
  return neurons * (seen + 1);
}
