import { Activation, ReLU, Softmax } from './Activation';
import { AdaptiveAveragePooling2D } from './AdaptiveAveragePooling2D';
import { BatchNormalization } from './BatchNormalization';
import { Conv1D } from './Conv1D';
import { Conv2D } from './Conv2D';
import { Dense } from './Dense';
import { DepthwiseConv2D } from './DepthwiseConv2D';
import { Dropout } from './Dropout';
import { Embedding } from './Embedding';
import { Flatten } from './Flatten';
import { GlobalAveragePooling2D, GlobalMaxPooling2D } from './GlobalPooling2D';
import { InputLayer } from './Input';
import { Lambda } from './Lambda';
import { Add, Concatenate } from './Merge';
import { GlobalAveragePooling1D, GlobalMaxPooling1D, MaxPooling1D } from './Pooling1D';
import { AveragePooling2D, MaxPooling2D } from './Pooling2D';
import { Rescaling } from './Rescaling';
import { Reshape } from './Reshape';
import { SeparableConv2D } from './SeparableConv2D';
import { ZeroPadding2D } from './ZeroPadding2D';

/** Every class of layers by its name in a configuration. */
export const layerClasses = {
  Activation,
  AdaptiveAveragePooling2D,
  Add,
  AveragePooling2D,
  BatchNormalization,
  Concatenate,
  Conv1D,
  Conv2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  Embedding,
  Flatten,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  InputLayer,
  Lambda,
  MaxPooling1D,
  MaxPooling2D,
  ReLU,
  Rescaling,
  Reshape,
  SeparableConv2D,
  Softmax,
  ZeroPadding2D,
};
