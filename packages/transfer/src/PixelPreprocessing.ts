import { constant, conv2d, type Layer, rescaling } from '@striate/layers';
import { ValueError } from '@striate/tensor';

/**
 * What a network was trained to see, from bytes 0 … 255 in red, green and blue: each byte `b` is made `(b * scale - mean) / std`. The
 * `Preprocessing` of pretrained weights is one.
 */
export interface PixelPreprocessing {
  /** What each byte is multiplied by first. Default 1. */
  readonly scale?: number;
  /** Subtracted after that: one number, or one a channel in the network's order. Default 0. */
  readonly mean?: number | readonly number[];
  /** Divided by at last, likewise. Default 1. */
  readonly std?: number | readonly number[];
  /** Networks trained with Caffe, and Keras' VGG and ResNet, have blue first. Default `'rgb'`. */
  readonly channelOrder?: 'rgb' | 'bgr';
}

const caffe = { mean: [103.939, 116.779, 123.68], channelOrder: 'bgr' } as const;

/** The usual ones, by name. */
export const preprocessings = {
  /** torchvision's and timm's: the mean and the standard deviation of ImageNet. */
  imagenet: { scale: 1 / 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  /** Keras' for VGG and ResNet: blue, green and red less their means. */
  caffe,
  /** -1 … 1, Keras' "tf" mode. */
  symmetric: { scale: 1 / 127.5, mean: 1 },
  /** 0 … 1. */
  unit: { scale: 1 / 255 },
} as const satisfies Record<string, PixelPreprocessing>;

/** Name of a usual preprocessing. */
export type PreprocessingName = keyof typeof preprocessings;

/** Layers that do the preprocessing within a model, all of them Keras' own, so that any program that opens the model has them. */
export function preprocessingLayers(
  { scale = 1, mean = 0, std = 1, channelOrder = 'rgb' }: PixelPreprocessing,
  channels: number,
  who: string,
): Layer[] {
  const perChannel = (values: number | readonly number[], what: string): number[] => {
    const list = typeof values === 'number' ? Array.from({ length: channels }, () => values) : [...values];
    if (list.length !== channels)
      throw new ValueError(`${who}: the images have ${channels} channels, ${what} has ${list.length}: [${list}]`);
    return channelOrder === 'bgr' ? list.reverse() : list;
  };
  if (channelOrder === 'bgr' && channels !== 3)
    throw new ValueError(`${who}: channelOrder 'bgr' is of images with 3 channels, these have ${channels}`);
  const [means, deviations] = [perChannel(mean, 'mean'), perChannel(std, 'std')];
  if (!deviations.every((value) => value > 0)) throw new ValueError(`${who}: std must be above 0, got [${deviations}]`);
  const scales = deviations.map((value) => scale / value);
  const offsets = means.map((value, i) => (value === 0 ? 0 : -value / deviations[i]));
  const isOne = (list: readonly number[]) => list.every((value) => value === list[0]);
  const layers: Layer[] = [
    rescaling({
      name: 'rescaling',
      scale: isOne(scales) ? scales[0] : scales,
      offset: isOne(offsets) ? offsets[0] : offsets,
    }),
  ];
  if (channelOrder === 'bgr') layers.push(swapRedAndBlue());
  return layers;
}

/** A 1x1 convolution that turns the order of the channels round: no layer of Keras does it, and this one every program knows. */
function swapRedAndBlue(): Layer {
  const turned = [
    [
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ],
  ];
  const layer = conv2d({
    name: 'rgb_to_bgr',
    filters: 3,
    kernelSize: 1,
    useBias: false,
    trainable: false,
    kernelInitializer: constant([turned]),
    inputShape: [null, null, 3],
  });
  layer.build([1, 1, 1, 3]);
  layer.built = true;
  // For good: who unfreezes the whole model does not mean this.
  for (const weight of layer.weights) weight.trainable = false;
  return layer;
}
