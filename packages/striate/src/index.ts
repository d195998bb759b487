// The contents of the package most people install. Layers, models, losses and optimizers have the root's names; where an
// op is called as one of them is (`conv2d`, `dropout`, `flatten`, …) it is in `ops`, which holds every op.
import './backend/defaultBackend';
import './defaultFormats';

export { type CpuOptions, cpu } from '@striate/backend-cpu';
export { type WebglBackend, type WebglOptions, webgl } from '@striate/backend-webgl';
export * from '@striate/data';
export * from '@striate/explain';
export * from '@striate/formats';
// Both packages have a type of this name.
export type { Arrays } from '@striate/layers';
export * from '@striate/layers';
export * from '@striate/models';
export * as ops from '@striate/tensor';
// Of these names some are initializers in @striate/layers, too: see `initializers`.
export {
  type Backend,
  BackendError,
  customGradient,
  DeviceLostError,
  type DType,
  DTypeError,
  eye,
  FormatError,
  fill,
  Generator,
  getBackend,
  grad,
  grads,
  keep,
  linspace,
  type MemoryInfo,
  memory,
  type NestedArray,
  type OpProfile,
  ones,
  onesLike,
  type Profile,
  profile,
  randomInt,
  randomNormal,
  randomPermutation,
  randomTruncatedNormal,
  randomUniform,
  range,
  type Shape,
  ShapeError,
  StriateError,
  scalar,
  scope,
  seed,
  setBackend,
  stopGradient,
  Tensor,
  type TensorLike,
  type TypedArray,
  tensor,
  ValueError,
  Variable,
  valueAndGrad,
  valueAndGrads,
  zeros,
  zerosLike,
} from '@striate/tensor';
export * from '@striate/transfer';
export { type ChooseBackendOptions, chooseBackend } from './backend/chooseBackend';
export type { BackendChoice, BackendMeasurement } from './backend/pickBackend';
export * as initializers from './initializers';
