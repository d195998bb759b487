/** A convolution of some network; images and filters are square. */
export interface Layer {
  readonly name: string;
  /** What the CPU backend does with it forward: the pictures are coloured by it, nothing is steered. */
  readonly strategy: Strategy;
  readonly batch: number;
  /** Height and width of the images. */
  readonly size: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  /** Pixels on each side. */
  readonly padding: number;
  readonly groups: number;
}

export type Strategy =
  | 'direct'
  | 'Winograd F(4×4, 3×3)'
  | 'Winograd F(2×2, 3×3)'
  | 'Winograd F(4×4, 5×5)'
  | 'depthwise';

/** Name, size of the image, channels, filters, and what differs. */
type Row = readonly [name: string, size: number, channels: number, filters: number, others: Partial<Layer>];

const rows: Readonly<Record<Strategy, readonly Row[]>> = {
  direct: [
    ['lenet-c1', 28, 1, 6, { batch: 64, kernel: 5, padding: 2 }],
    ['lenet-c2', 14, 6, 16, { batch: 64, kernel: 5 }],
    ['alexnet-stem', 224, 3, 64, { kernel: 11, stride: 4, padding: 2 }],
    ['vgg-3', 224, 3, 64, { kernel: 3, padding: 1 }],
    ['resnet-stem', 224, 3, 64, { kernel: 7, stride: 2, padding: 3 }],
    ['resnet-1x1', 56, 256, 64, { kernel: 1 }],
    ['resnet-1x1-14', 14, 256, 1024, { kernel: 1 }],
    ['resnet-strided', 56, 128, 128, { kernel: 3, stride: 2, padding: 1 }],
    ['googlenet-1x1', 14, 480, 192, { kernel: 1 }],
  ],
  'Winograd F(4×4, 3×3)': [
    ['conv-256', 256, 64, 128, { kernel: 3, padding: 1 }],
    ['vgg-64', 224, 64, 64, { kernel: 3, padding: 1 }],
    ['vgg-128', 112, 128, 128, { kernel: 3, padding: 1 }],
    ['vgg-256', 56, 256, 256, { kernel: 3, padding: 1 }],
    ['vgg-512', 28, 512, 512, { kernel: 3, padding: 1 }],
    ['vgg-512-14', 14, 512, 512, { kernel: 3, padding: 1 }],
    ['resnet-64', 56, 64, 64, { kernel: 3, padding: 1 }],
    ['resnet-128', 28, 128, 128, { kernel: 3, padding: 1 }],
    ['resnet-256', 14, 256, 256, { kernel: 3, padding: 1 }],
    ['googlenet-3x3', 28, 96, 128, { kernel: 3, padding: 1 }],
  ],
  'Winograd F(2×2, 3×3)': [['resnet-512', 7, 512, 512, { kernel: 3, padding: 1 }]],
  'Winograd F(4×4, 5×5)': [
    ['alexnet-5x5', 27, 64, 192, { kernel: 5, padding: 2 }],
    ['googlenet-5x5', 28, 32, 96, { kernel: 5, padding: 2 }],
  ],
  depthwise: [['depthwise', 56, 128, 128, { kernel: 3, padding: 1, groups: 128 }]],
};

const plain = { batch: 1, kernel: 3, stride: 1, padding: 0, groups: 1 };

export const layers: readonly Layer[] = Object.entries(rows).flatMap(([strategy, of]) =>
  of.map(([name, size, channels, filters, others]) => {
    return { ...plain, name, strategy: strategy as Strategy, size, channels, filters, ...others };
  }),
);

/** Height and width of what comes out. */
export function outputSize({ size, kernel, stride, padding }: Layer): number {
  return Math.floor((size + 2 * padding - kernel) / stride) + 1;
}

/** Shapes of images, filters and outputs, channels last. */
export function shapes(layer: Layer): Readonly<Record<'x' | 'w' | 'dy', readonly [number, number, number, number]>> {
  const { batch, size, channels, filters, kernel, groups } = layer;
  const out = outputSize(layer);
  return {
    x: [batch, size, size, channels],
    w: [kernel, kernel, channels / groups, filters],
    dy: [batch, out, out, filters],
  };
}

/** Those of the plain convolution, also where a fast algorithm needs fewer: the share of the peak may pass 100 %. */
export function flopsOf(layer: Layer): number {
  const { batch, channels, filters, kernel, groups } = layer;
  return 2 * batch * outputSize(layer) ** 2 * filters * kernel ** 2 * (channels / groups);
}

/** Operations for each byte of images, filters and outputs, were each moved once. */
export function intensityOf(layer: Layer): number {
  const numbers = Object.values(shapes(layer)).map((shape) => shape.reduce((product, extent) => product * extent, 1));
  return flopsOf(layer) / (4 * numbers.reduce((sum, count) => sum + count, 0));
}
