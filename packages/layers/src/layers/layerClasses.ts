import { CenterCrop } from '../preprocessing/CenterCrop';
import { CutMix } from '../preprocessing/CutMix';
import { MixUp } from '../preprocessing/MixUp';
import { Normalization } from '../preprocessing/Normalization';
import { RandAugment } from '../preprocessing/RandAugment';
import { RandomBrightness } from '../preprocessing/RandomBrightness';
import { RandomContrast } from '../preprocessing/RandomContrast';
import { RandomCrop } from '../preprocessing/RandomCrop';
import { RandomElasticTransform } from '../preprocessing/RandomElasticTransform';
import { RandomErasing } from '../preprocessing/RandomErasing';
import { RandomFlip } from '../preprocessing/RandomFlip';
import { RandomGrayscale } from '../preprocessing/RandomGrayscale';
import { RandomHue } from '../preprocessing/RandomHue';
import { RandomResizedCrop } from '../preprocessing/RandomResizedCrop';
import { RandomRotation } from '../preprocessing/RandomRotation';
import { RandomSaturation } from '../preprocessing/RandomSaturation';
import { RandomShear } from '../preprocessing/RandomShear';
import { RandomTranslation } from '../preprocessing/RandomTranslation';
import { RandomZoom } from '../preprocessing/RandomZoom';
import { Rescaling } from '../preprocessing/Rescaling';
import { Resizing } from '../preprocessing/Resizing';
import { Activation, ReLU, Softmax } from './Activation';
import { AdaptiveAveragePooling2D } from './AdaptiveAveragePooling2D';
import { AdaptiveMaxPooling2D } from './AdaptiveMaxPooling2D';
import { AdaptiveAveragePooling1D, AdaptiveMaxPooling1D } from './AdaptivePooling1D';
import { BatchNormalization } from './BatchNormalization';
import { Conv1D } from './Conv1D';
import { Conv1DTranspose } from './Conv1DTranspose';
import { Conv2D } from './Conv2D';
import { Conv2DTranspose } from './Conv2DTranspose';
import { Cropping1D, Cropping2D } from './Cropping';
import { Dense } from './Dense';
import { DepthAveragePooling, DepthMaxPooling } from './DepthPooling';
import { DepthwiseConv2D } from './DepthwiseConv2D';
import { Dot } from './Dot';
import { Dropout, SpatialDropout1D, SpatialDropout2D } from './Dropout';
import { ELU } from './ELU';
import { Embedding } from './Embedding';
import { Flatten } from './Flatten';
import { GlobalAveragePooling2D, GlobalMaxPooling2D } from './GlobalPooling2D';
import { GroupNormalization } from './GroupNormalization';
import { Identity } from './Identity';
import { InputLayer } from './Input';
import { Lambda } from './Lambda';
import { LayerNormalization } from './LayerNormalization';
import { LeakyReLU } from './LeakyReLU';
import { LocalResponseNormalization } from './LocalResponseNormalization';
import { Add, Average, Concatenate, Maximum, Minimum, Multiply, Subtract } from './Merge';
import { AlphaDropout, GaussianDropout, GaussianNoise } from './Noise';
import { Permute } from './Permute';
import { AveragePooling1D, GlobalAveragePooling1D, GlobalMaxPooling1D, MaxPooling1D } from './Pooling1D';
import { AveragePooling2D, MaxPooling2D } from './Pooling2D';
import { PReLU } from './PReLU';
import { RepeatVector } from './RepeatVector';
import { Reshape } from './Reshape';
import { SeparableConv2D } from './SeparableConv2D';
import { UnitNormalization } from './UnitNormalization';
import { UpSampling1D, UpSampling2D } from './UpSampling';
import { ZeroPadding1D } from './ZeroPadding1D';
import { ZeroPadding2D } from './ZeroPadding2D';

/** Every class of layers by its name in a configuration. */
export const layerClasses = {
  Activation,
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  Add,
  AlphaDropout,
  Average,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  CenterCrop,
  Concatenate,
  Conv1D,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  Cropping1D,
  Cropping2D,
  CutMix,
  Dense,
  DepthAveragePooling,
  DepthMaxPooling,
  DepthwiseConv2D,
  Dot,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GaussianDropout,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GroupNormalization,
  Identity,
  InputLayer,
  Lambda,
  LayerNormalization,
  LeakyReLU,
  LocalResponseNormalization,
  MaxPooling1D,
  MaxPooling2D,
  Maximum,
  Minimum,
  Multiply,
  PReLU,
  Permute,
  MixUp,
  Normalization,
  RandAugment,
  RandomBrightness,
  RandomContrast,
  RandomCrop,
  RandomElasticTransform,
  RandomErasing,
  RandomFlip,
  RandomGrayscale,
  RandomHue,
  RandomResizedCrop,
  RandomRotation,
  RandomSaturation,
  RandomShear,
  RandomTranslation,
  RandomZoom,
  ReLU,
  RepeatVector,
  Rescaling,
  Reshape,
  Resizing,
  SeparableConv2D,
  Softmax,
  SpatialDropout1D,
  SpatialDropout2D,
  Subtract,
  UnitNormalization,
  UpSampling1D,
  UpSampling2D,
  ZeroPadding1D,
  ZeroPadding2D,
};
