import type { DenseOptions } from '@striate/layers';

/** What the networks have in common. Where they differ in a default, the network says its own. */
export interface ClassifierOptions {
  /** Number of classes. Default 1000, those of ImageNet. */
  classes?: number;
  /** Height, width and channels of an image, null where any size will do. Default `[224, 224, 3]`. */
  inputShape?: readonly [number | null, number | null, number];
  /** Whether the network ends with its classifier, or with the feature map before it. Default true. */
  includeTop?: boolean;
  /** Without the top: the mean or the maximum of each channel of the feature map, `[batch, channels]`. Default: neither. */
  pooling?: 'avg' | 'max';
  /** After the last layer. Default `'softmax'`, probabilities; `'linear'` gives scores, as torchvision does. */
  classifierActivation?: DenseOptions['activation'];
  /** Name of the model. Default: that of the function. */
  name?: string;
}
