// Every network by its name. Who imports this has them all in the bundle; who imports one network has that one.
import { type Model, unknownName } from '@striate/layers';
import { alexNet } from './alexNet';
import { alexNetOriginal } from './alexNetOriginal';
import type { ClassifierOptions } from './ClassifierOptions';
import { denseNetwork } from './denseNetwork';
import { googLeNet } from './googLeNet';
import { googLeNetOriginal } from './googLeNetOriginal';
import { lecture5Cnn } from './lecture5Cnn';
import { lecture3Cnn, lecture3ResNet34 } from './lectureThree';
import { lenet5 } from './lenet5';
import { lenet5Original } from './lenet5Original';
import type { Pretrained } from './pretrained';
import { resNet18, resNet34, resNet50, resNet101, resNet152 } from './resNet';
import { resNetCifar } from './resNetCifar';
import { squeezeNet1_0, squeezeNet1_1 } from './squeezeNet';
import { textCnn } from './textCnn';
import { vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg';

type Options = ClassifierOptions & Partial<Pretrained>;
type Built = Model | Promise<Model>;

/** The networks by their names, which are also those of their weights. `network(name, options)` calls one. */
export const networks = {
  denseNetwork,
  lenet5,
  lenet5Original,
  alexNet,
  alexNetOriginal,
  vgg11,
  vgg13,
  vgg16,
  vgg19,
  vgg11Bn,
  vgg13Bn,
  vgg16Bn,
  vgg19Bn,
  googLeNet,
  googLeNetOriginal,
  resNet18,
  resNet34,
  resNet50,
  resNet101,
  resNet152,
  resNet50V1: (options?: Options): Built => resNet50({ ...options, variant: 'v1' }),
  resNet101V1: (options?: Options): Built => resNet101({ ...options, variant: 'v1' }),
  resNet152V1: (options?: Options): Built => resNet152({ ...options, variant: 'v1' }),
  resNet50Keras: (options?: Options): Built => resNet50({ ...options, variant: 'keras' }),
  resNet101Keras: (options?: Options): Built => resNet101({ ...options, variant: 'keras' }),
  resNet152Keras: (options?: Options): Built => resNet152({ ...options, variant: 'keras' }),
  squeezeNet1_0,
  squeezeNet1_1,
  resNetCifar20: (options?: Options): Built => resNetCifar(20, options),
  resNetCifar32: (options?: Options): Built => resNetCifar(32, options),
  resNetCifar44: (options?: Options): Built => resNetCifar(44, options),
  resNetCifar56: (options?: Options): Built => resNetCifar(56, options),
  resNetCifar110: (options?: Options): Built => resNetCifar(110, options),
  lecture3Cnn,
  lecture3ResNet34,
  lecture5Cnn,
  textCnn,
} satisfies Record<string, (options?: Options) => Built>;

/** The name of a network, and of its weights in the registry. */
export type NetworkName = keyof typeof networks;

/**
 * A network by its name, with random weights, or as a promise with those asked for.
 *
 * @throws {ValueError} for a name that there is not, listing those that there are.
 *
 * @example
 * const net = network('resNet18', { classes: 10 });
 * const trained = await network('lenet5', { weights: 'mnist' });
 */
export function network(name: NetworkName, options: ClassifierOptions & Pretrained): Promise<Model>;
export function network(name: NetworkName, options?: ClassifierOptions): Model;
export function network(name: NetworkName, options?: Options): Built {
  const builders: Readonly<Record<NetworkName, (options?: Options) => Built>> = networks;
  if (Object.hasOwn(networks, name)) return builders[name](options);
  throw unknownName(`network: '${name}' is not known`, name, Object.keys(networks));
}
