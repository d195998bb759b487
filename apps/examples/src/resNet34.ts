// Lecture 3: ResNet-34 (He, Zhang, Ren and Sun 2015) from a residual unit written as a layer of one's own.
import {
  type ActivationName,
  activation,
  batchNormalization,
  type Conv2DOptions,
  conv2d,
  dense,
  flatten,
  globalAveragePooling2d,
  Layer,
  maxPooling2d,
  sequential,
  type Tensor,
} from 'striate';

const defaultConv2d = (options: Partial<Conv2DOptions> & Pick<Conv2DOptions, 'filters'>) =>
  conv2d({ kernelSize: 3, strides: 1, padding: 'same', useBias: false, ...options });

class ResidualUnit extends Layer {
  activation: Layer;
  mainLayers: Layer[];
  skipLayers: Layer[];

  constructor(filters: number, strides = 1, name: ActivationName = 'relu') {
    super();
    this.activation = activation(name);
    this.mainLayers = [
      defaultConv2d({ filters, strides }),
      batchNormalization(),
      this.activation,
      defaultConv2d({ filters }),
      batchNormalization(),
    ];
    this.skipLayers = [];
    if (strides > 1) {
      this.skipLayers = [defaultConv2d({ filters, kernelSize: 1, strides }), batchNormalization()];
    }
  }

  override call(inputs: Tensor) {
    let z = inputs;
    for (const layer of this.mainLayers) z = layer(z);
    let skip = inputs;
    for (const layer of this.skipLayers) skip = layer(skip);
    return this.activation(z.add(skip));
  }
}

export function resNet34(inputShape = [224, 224, 3]) {
  const model = sequential();
  model.add(defaultConv2d({ filters: 64, kernelSize: 7, strides: 2, inputShape }));
  model.add(batchNormalization());
  model.add(activation('relu'));
  model.add(maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }));
  let previous = 64;
  for (const filters of [64, 64, 64, 128, 128, 128, 128, 256, 256, 256, 256, 256, 256, 512, 512, 512]) {
    const strides = filters === previous ? 1 : 2;
    model.add(new ResidualUnit(filters, strides));
    previous = filters;
  }
  model.add(globalAveragePooling2d());
  model.add(flatten());
  model.add(dense({ units: 10, activation: 'softmax' }));
  return model;
}
