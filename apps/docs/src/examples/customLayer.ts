import {
  activation,
  batchNormalization,
  type CallOptions,
  conv2d,
  dense,
  globalAveragePooling2d,
  Layer,
  type LayerOptions,
  mnist,
  ops,
  rescaling,
  seed,
  sequential,
  type Tensor,
} from 'striate';

interface ResidualOptions extends LayerOptions {
  filters: number;
}

/** A block whose output is its input, and something learned on top: He et al. 2015. */
class Residual extends Layer {
  static className = 'Residual';
  static override readonly defaults = { filters: 16 };
  readonly main;

  constructor(options: ResidualOptions) {
    super(options);
    const { filters } = options;
    this.main = [
      conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }),
      batchNormalization(),
      activation('relu'),
      conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }),
      batchNormalization(),
    ];
  }

  call(x: Tensor, options: CallOptions): Tensor {
    let z = x;
    for (const layer of this.main) z = layer(z, options);
    return ops.relu(ops.add(z, x));
  }
}

seed(1);
const { train } = await mnist();
const model = sequential([
  rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] }),
  conv2d({ filters: 16, kernelSize: 3, strides: 2, activation: 'relu' }),
  new Residual({ filters: 16 }),
  globalAveragePooling2d(),
  dense({ units: 10, activation: 'softmax' }),
]);
model.summary();
model.compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});
await model.fit(train.dataset().take(2000).batch(32), { epochs: 1 });
