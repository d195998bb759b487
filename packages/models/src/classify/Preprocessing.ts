/**
 * How a picture becomes the numbers a network was trained on: resized, cut, and each byte `b` of it made
 * `(b * scale - mean) / std`. Plain data, so that it can be stored beside weights.
 */
export interface Preprocessing {
  /** Height and width of what the network sees, in pixels. */
  readonly size: readonly [height: number, width: number];
  /** 3 for colours, 1 for grey. */
  readonly channels: 1 | 3;
  /**
   * How a picture of another size gets there: `'stretch'` changes its aspect; a number is the length its shorter side is brought to,
   * and then `size` is cut out of the centre.
   */
  readonly resize: 'stretch' | number;
  /** Default `'bilinear'`. */
  readonly interpolation?: 'bilinear' | 'nearest';
  /** Whether a pixel of a smaller picture is made of all those it stands for. Default true. */
  readonly antialias?: boolean;
  /** In which order the network has the colours. Networks trained with Caffe have blue first. Default `'rgb'`. */
  readonly channelOrder?: 'rgb' | 'bgr';
  /** What each byte is multiplied by first. */
  readonly scale: number;
  /** Subtracted after that: a number a channel, in the network's order. Default 0. */
  readonly mean?: readonly number[];
  /** Divided by at last, likewise. Default 1. */
  readonly std?: readonly number[];
}
