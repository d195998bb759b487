// A residual unit as a layer of one's own, and ResNet-34 made of sixteen of them.
import {
  activation,
  batchNormalization,
  conv2d,
  dense,
  globalAveragePooling2d,
  Layer,
  maxPooling2d,
  sequential,
  type Tensor,
} from 'striate';

class Unit extends Layer {
  main: Layer[];
  skip: Layer[] = [];
  last = activation('relu');

  constructor(filters: number, strides: number) {
    super({});
    const options = {
      filters,
      kernelSize: 3,
      padding: 'same',
      useBias: false,
    } as const;
    this.main = [
      conv2d({ ...options, strides }),
      batchNormalization(),
      activation('relu'),
      conv2d(options),
      batchNormalization(),
    ];
    // Where the image shrinks, the skip path must shrink it too.
    if (strides > 1)
      this.skip = [
        conv2d({ ...options, kernelSize: 1, strides }),
        batchNormalization(),
      ];
  }

  override call(x: Tensor): Tensor {
    const run = (layers: Layer[]) => layers.reduce((y, layer) => layer(y), x);
    return this.last(run(this.main).add(run(this.skip)));
  }
}

const net = sequential([
  conv2d({
    filters: 64,
    kernelSize: 7,
    strides: 2,
    padding: 'same',
    useBias: false,
    inputShape: [224, 224, 3],
  }),
  batchNormalization(),
  activation('relu'),
  maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
]);
let previous = 64;
for (const [filters, units] of [
  [64, 3],
  [128, 4],
  [256, 6],
  [512, 3],
])
  for (let i = 0; i < units; i++) {
    net.add(new Unit(filters, filters === previous ? 1 : 2));
    previous = filters;
  }
net.add(globalAveragePooling2d());
net.add(dense({ units: 10, activation: 'softmax' }));

net.summary();
console.log(net.countParams()); // 21306826
