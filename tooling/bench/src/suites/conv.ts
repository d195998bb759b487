import { type Conv2dParams, conv2d, optional, run, scope, type Tensor, tensor } from '@striate/tensor';
import { numbers } from '../network/problem';
import { peak } from '../peers/peak';
import { disposeAll, startBackend } from '../startBackend';
import { type Duel, type Setup, type Suite, timed } from '../suite';

/** A convolution of some network; images and filters are square. */
interface Layer {
  readonly name: string;
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

const plain = { batch: 1, stride: 1, padding: 0, groups: 1 };

const layers: readonly Layer[] = [
  { ...plain, name: 'vgg-64', size: 224, channels: 64, filters: 64, kernel: 3, padding: 1 },
  { ...plain, name: 'resnet-1x1', size: 56, channels: 256, filters: 64, kernel: 1 },
  { ...plain, name: 'resnet-stem', size: 224, channels: 3, filters: 64, kernel: 7, stride: 2, padding: 3 },
  { ...plain, name: 'lenet-c1', batch: 64, size: 28, channels: 1, filters: 6, kernel: 5, padding: 2 },
  { ...plain, name: 'lenet-c2', batch: 64, size: 14, channels: 6, filters: 16, kernel: 5 },
  { ...plain, name: 'depthwise', size: 56, channels: 128, filters: 128, kernel: 3, padding: 1, groups: 128 },
];

interface Operands {
  readonly x: Tensor;
  readonly w: Tensor;
  readonly dy: Tensor;
}

type Direction = (layer: Layer, operands: Operands) => Tensor;

const directions: Record<string, Direction> = {
  forward: ({ stride, padding, groups }, { x, w }) => conv2d(x, w, { strides: stride, padding, groups }),
  inputGrad: (layer, { dy, w }) =>
    run(optional.conv2dInputGrad, [dy, w], { ...params(layer), inputSize: [layer.size, layer.size] }),
  filterGrad: (layer, { x, dy }) =>
    run(optional.conv2dFilterGrad, [x, dy], { ...params(layer), filterSize: [layer.kernel, layer.kernel] }),
};

function params({ stride, padding, groups }: Layer): Conv2dParams {
  const edges = { top: padding, bottom: padding, left: padding, right: padding };
  return { strides: [stride, stride], padding: edges, dilations: [1, 1], groups };
}

function outputSize({ size, kernel, stride, padding }: Layer): number {
  return Math.floor((size + 2 * padding - kernel) / stride) + 1;
}

function makeOperands(layer: Layer): Operands {
  const { batch, size, channels, filters, kernel, groups } = layer;
  const random = numbers(size + kernel);
  const make = (...shape: number[]) => {
    const length = shape.reduce((product, extent) => product * extent, 1);
    return tensor(
      Float32Array.from({ length }, () => random() - 0.5),
      shape,
    );
  };
  const out = outputSize(layer);
  return {
    x: make(batch, size, size, channels),
    w: make(kernel, kernel, channels / groups, filters),
    dy: make(batch, out, out, filters),
  };
}

function ours(layer: Layer, direction: Direction): Setup {
  return async ({ threads }) => {
    await startBackend(threads);
    const operands = makeOperands(layer);
    return timed(
      () =>
        scope(() => {
          direction(layer, operands);
        }),
      { dispose: () => disposeAll(Object.values<Tensor>({ ...operands })) },
    );
  };
}

function casesOf(layer: Layer): Duel[] {
  const { batch, channels, filters, kernel, groups } = layer;
  // Those of the plain convolution, also where a fast algorithm needs fewer: the share of the peak may pass 100 %.
  const flops = 2 * batch * outputSize(layer) ** 2 * filters * kernel ** 2 * (channels / groups);
  return Object.entries(directions).map(([name, direction]) => ({
    name: `${layer.name}-${name}`,
    flops,
    ours: ours(layer, direction),
    peers: { peak: peak(flops) },
  }));
}

export const conv: Suite = {
  name: 'conv',
  about: 'layers of VGG, ResNet, LeNet-5 and MobileNet: forward and both gradients',
  cases: layers.flatMap(casesOf),
};
