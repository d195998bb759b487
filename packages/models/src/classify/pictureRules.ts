import type { Model } from '@striate/layers';
import type { Preprocessing } from './Preprocessing';

/** What a network takes for a picture, and what it calls its classes. */
export interface PictureRules {
  readonly preprocessing?: Preprocessing;
  /** Names of the classes, in the order of the outputs; `'imagenet'` for its 1000. */
  readonly labels?: 'imagenet' | readonly string[];
}

const rules = new WeakMap<Model, PictureRules>();

/**
 * How pictures become inputs of a network, and what its classes are called: what its weights came with, or was said with
 * `setPictureRules`. Plain data, to be stored beside weights.
 *
 * @example
 * const net = await resNet50({ weights: 'imagenet' });
 * pictureRules(net).preprocessing; // { size: [224, 224], resize: 256, … }
 */
export function pictureRules(net: Model): PictureRules {
  return rules.get(net) ?? {};
}

/**
 * Says how pictures become inputs of a network, and what its classes are called: `classify` then needs no more than the network.
 *
 * @example
 * setPictureRules(net, { preprocessing: { size: [32, 32], channels: 3, resize: 'stretch', scale: 1 / 255 }, labels: ['cat', 'dog'] });
 */
export function setPictureRules(net: Model, given: PictureRules): void {
  rules.set(net, given);
}
