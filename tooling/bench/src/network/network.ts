/** Layers as data, so that every framework builds the very same network. Names and defaults are Keras'. */
export type LayerSpec =
  | { readonly kind: 'conv2d'; readonly filters: number; readonly kernelSize: number; readonly padding: 'same' | 'valid' }
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
  let [height, width, channels]: number[] = [...inputShape];
  return layers.flatMap((layer): WeightSpec[] => {
    switch (layer.kind) {
      case 'conv2d': {
        const { filters, kernelSize: k, padding } = layer;
        const weights = [
          { shape: [k, k, channels, filters], fans: k * k * (channels + filters) },
          { shape: [filters], fans: 0 },
        ];
        if (padding === 'valid') [height, width] = [height - k + 1, width - k + 1];
        channels = filters;
        return weights;
      }
      case 'maxPooling2d':
        [height, width] = [Math.floor(height / layer.poolSize), Math.floor(width / layer.poolSize)];
        return [];
      case 'flatten':
        [height, width, channels] = [1, 1, height * width * channels];
        return [];
      case 'dense': {
        const inputs = channels;
        channels = layer.units;
        return [
          { shape: [inputs, channels], fans: inputs + channels },
          { shape: [channels], fans: 0 },
        ];
      }
    }
  });
}
