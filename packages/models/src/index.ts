// The contents of the package: one architecture a file.

export { type AlexNetOptions, alexNet } from './alexNet';
export type { ClassifierOptions } from './ClassifierOptions';
// Weights and pictures.
export type { Preprocessing } from './classify/Preprocessing';
export { type GoogLeNetOptions, googLeNet } from './googLeNet';
export { type Lenet5Options, lenet5 } from './lenet5';
export { type NetworkName, network, networks } from './networks';
export type { DownloadOptions, Pretrained } from './pretrained';
export {
  type BottleneckResNetOptions,
  type ResNetOptions,
  resNet18,
  resNet34,
  resNet50,
  resNet101,
  resNet152,
} from './resNet';
export { type ResNetCifarOptions, resNetCifar } from './resNetCifar';
export { type VggOptions, vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg';
export { type PackedTensor, type PackedTensors, packTensors, unpackTensors } from './weights/packTensors';
export type { TrainedCard } from './weights/trained/TrainedWeights';
