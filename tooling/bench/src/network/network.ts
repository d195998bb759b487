/** Layers as data, so that every framework builds the very same network. Names and defaults are Keras'. */
export type LayerSpec =
  | {
      readonly kind: 'conv2d';
      readonly filters: number;
      readonly kernelSize: number;
      readonly padding: 'same' | 'valid';
    }
  | { readonly kind: 'maxPooling2d'; readonly poolSize: number }
  | { readonly kind: 'flatten' }
  | { readonly kind: 'dense'; readonly units: number; readonly activation: 'relu' | 'softmax' };

export interface Network {
  /** Height, width, channels. */
  readonly inputShape: readonly [number, number, number];
  readonly layers: readonly LayerSpec[];
}

/** LeNet-5 as `lenet5()` of @striate/models builds it: 61,706 parameters. */
export const lenet5: Network = {
  inputShape: [28, 28, 1],
  layers: [
    { kind: 'conv2d', filters: 6, kernelSize: 5, padding: 'same' },
    { kind: 'maxPooling2d', poolSize: 2 },
    { kind: 'conv2d', filters: 16, kernelSize: 5, padding: 'valid' },
    { kind: 'maxPooling2d', poolSize: 2 },
    { kind: 'flatten' },
    { kind: 'dense', units: 120, activation: 'relu' },
    { kind: 'dense', units: 84, activation: 'relu' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
};

/** The convolutional network of the course's fifth lecture, for Fashion-MNIST: 93,322 parameters. */
export const lecture5: Network = {
  inputShape: [28, 28, 1],
  layers: [
    { kind: 'conv2d', filters: 32, kernelSize: 3, padding: 'valid' },
    { kind: 'maxPooling2d', poolSize: 2 },
    { kind: 'conv2d', filters: 64, kernelSize: 3, padding: 'valid' },
    { kind: 'maxPooling2d', poolSize: 2 },
    { kind: 'conv2d', filters: 64, kernelSize: 3, padding: 'valid' },
    { kind: 'flatten' },
    { kind: 'dense', units: 64, activation: 'relu' },
    { kind: 'dense', units: 10, activation: 'softmax' },
  ],
};

export interface WeightSpec {
  readonly shape: readonly number[];
  /** What glorotUniform scales by; 0 for a bias, which starts at zero. */
  readonly fans: number;
}

/** The weights of a network in Keras' order and layouts: kernel, bias, layer by layer. */
export function weightSpecs({ inputShape, layers }: Network): WeightSpec[] {
  const weights: WeightSpec[] = [];
  let [height, width, channels]: number[] = [...inputShape];
  for (const layer of layers) {
    if (layer.kind === 'conv2d') {
      const { filters, kernelSize: k, padding } = layer;
      weights.push(
        { shape: [k, k, channels, filters], fans: k * k * (channels + filters) },
        { shape: [filters], fans: 0 },
      );
      if (padding === 'valid') [height, width] = [height - k + 1, width - k + 1];
      channels = filters;
    } else if (layer.kind === 'maxPooling2d') {
      [height, width] = [Math.floor(height / layer.poolSize), Math.floor(width / layer.poolSize)];
    } else if (layer.kind === 'flatten') {
      channels *= height * width;
    } else {
      const { units } = layer;
      weights.push({ shape: [channels, units], fans: channels + units }, { shape: [units], fans: 0 });
      channels = units;
    }
  }
  return weights;
}
