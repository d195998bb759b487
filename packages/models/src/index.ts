// The contents of the package: one architecture a file.

export { type AlexNetOptions, alexNet } from './alexNet';
export { type AlexNetOriginalOptions, alexNetOriginal } from './alexNetOriginal';
export type { ClassifierOptions } from './ClassifierOptions';
export { type Classification, type ClassifyOptions, classify } from './classify/classify';
export { imagenetLabels } from './classify/imagenetLabels';
export type { Preprocessing } from './classify/Preprocessing';
export { type PictureRules, pictureRules, setPictureRules } from './classify/pictureRules';
export { type PreprocessingLike, preprocess, preprocessingModes } from './classify/preprocess';
export type { Picture } from './classify/readPicture';
export { type DenseNetworkOptions, denseNetwork } from './denseNetwork';

export { type GoogLeNetOptions, googLeNet } from './googLeNet';
export { type GoogLeNetOriginalOptions, googLeNetOriginal } from './googLeNetOriginal';
export { PaddedEmbedding, paddedEmbedding } from './layers/PaddedEmbedding';
export { RadialBasis, type RadialBasisOptions, radialBasis } from './layers/RadialBasis';
export { ResidualUnit, type ResidualUnitOptions, residualUnit } from './layers/ResidualUnit';
export { ScaledTanh, type ScaledTanhOptions, scaledTanh } from './layers/ScaledTanh';
export { SparseConv2D, type SparseConv2DOptions, sparseConv2d } from './layers/SparseConv2D';
export {
  TrainableSubsampling2D,
  type TrainableSubsampling2DOptions,
  trainableSubsampling2d,
} from './layers/TrainableSubsampling2D';
export { type Lecture5CnnOptions, lecture5Cnn } from './lecture5Cnn';
export {
  type Lecture3CnnOptions,
  type Lecture3ResNet34Options,
  lecture3Cnn,
  lecture3ResNet34,
} from './lectureThree';
export { type Lenet5Options, lenet5 } from './lenet5';
export { type Lenet5LossOptions, lenet5Loss } from './lenet5Loss';
export { type Lenet5OriginalOptions, lenet5Original } from './lenet5Original';
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
export { type SqueezeNetOptions, squeezeNet1_0, squeezeNet1_1 } from './squeezeNet';
export { type TextCnnOptions, textCnn } from './textCnn';
export { type VggOptions, vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg';
export { type PackedTensor, type PackedTensors, packTensors, unpackTensors } from './weights/packTensors';
export { pretrainedWeights } from './weights/registry';
export type { TrainedCard } from './weights/trained/TrainedWeights';
export { vocabularyOf } from './weights/vocabularyOf';
export type { WeightsCard, WeightsFile } from './weights/WeightsCard';
export { zooLayers } from './zooLayers';
