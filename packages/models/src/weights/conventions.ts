import type { Preprocessing } from '../classify/Preprocessing';
import { bvlcRules, caffeRules, torchvisionRules } from './families/photographs';

/** What files for a network have in common, whoever made them. */
export interface Convention {
  /** The layer that says the classes; a network without it is one for features. */
  readonly classifier?: string;
  /** How the names of layers begin that only training needs. */
  readonly auxiliary?: readonly string[];
  /** Layers that have another name in files of Keras. */
  readonly kerasNames?: Readonly<Record<string, string>>;
  /** Whether some files have the names timm gives to layers. */
  readonly timm?: boolean;
  /** What becomes of pictures for a file that is not in the registry. */
  readonly preprocessing?: Preprocessing;
}

const photographs = torchvisionRules;

const conventions: readonly (readonly [RegExp, Convention])[] = [
  [/^alexNet$/, { classifier: 'classifier.6', preprocessing: photographs }],
  [/^alexNetOriginal$/, { classifier: 'fc8', preprocessing: { ...bvlcRules, size: [227, 227] } }],
  [/^vgg/, { classifier: 'classifier.6', timm: true, preprocessing: photographs }],
  [/^googLeNet$/, { classifier: 'fc', auxiliary: ['aux1.', 'aux2.'], preprocessing: photographs }],
  [
    /^googLeNetOriginal$/,
    { classifier: 'loss3/classifier', auxiliary: ['loss1/', 'loss2/'], preprocessing: bvlcRules },
  ],
  [/^resNet\d+(V1)?$/, { classifier: 'fc', preprocessing: photographs }],
  [/^resNet\d+Keras$/, { classifier: 'predictions', kerasNames: { probs: 'predictions' }, preprocessing: caffeRules }],
  [/^squeezeNet/, { classifier: 'classifier.1', preprocessing: photographs }],
  [/^resNetCifar/, { classifier: 'linear' }],
];

/** What is known of files for a network; nothing of most small ones. */
export function conventionOf(network: string): Convention {
  return conventions.find(([name]) => name.test(network))?.[1] ?? {};
}
