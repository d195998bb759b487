// The contents of the package; its own files import each other, never this one.

import './methods';

export { customGradient, grad, grads, valueAndGrad, valueAndGrads } from './autograd';
export type { Backend, BackendMemory, InPlaceKernel, Kernel, Kernels, OpTime, View } from './backend';
export { getBackend, setBackend, setDefaultBackend } from './backend';
export type { DType, TypedArray } from './dtype';
export { bytesPerElement, hostArray, promote } from './dtype';
export * from './errors';
export type { MemoryInfo } from './memory';
export { memory } from './memory';
export { isMeta, metaTensor } from './meta';
export type { Gradients, Op, Saved, Tuple } from './op';
export { run } from './op';
// Ops, by family.
export {
  elu,
  gelu,
  hardSigmoid,
  hardSwish,
  hardTanh,
  leakyRelu,
  logSigmoid,
  mish,
  prelu,
  relu6,
  selu,
  silu,
  softplus,
  softShrink,
  softsign,
} from './ops/activation';
export type { AffineConv2dOptions } from './ops/affineConv2d';
export { affineConv2d } from './ops/affineConv2d';
export { add, addN, div, floorDiv, maximum, minimum, mod, mul, pow, squaredDifference, sub } from './ops/arithmetic';
export { batchNorm, batchNormTraining, followStatistics, moments } from './ops/batchNorm';
export { broadcastTo, repeat, tile } from './ops/broadcast';
export { cast } from './ops/cast';
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './ops/compare';
export { concat, stack } from './ops/concat';
export type { Conv2dFilterGradParams, Conv2dInputGradParams, Conv2dOptions, Conv2dParams } from './ops/conv';
export { conv2d } from './ops/conv';
export type { Conv1dOptions, Conv2dTransposeOptions } from './ops/convVariants';
export { conv1d, conv2dTranspose, depthwiseConv2d, separableConv2d } from './ops/convVariants';
export type { TensorLike } from './ops/creation';
export { asTensor, eye, fill, linspace, ones, onesLike, range, scalar, tensor, zeros, zerosLike } from './ops/creation';
export type { FusedActivation } from './ops/fusedActivation';
export { isFusedActivation } from './ops/fusedActivation';
export { gather, oneHot, scatterAdd } from './ops/gather';
export { logicalAnd, logicalNot, logicalOr, logicalXor, where } from './ops/logic';
export type { MatmulOptions } from './ops/matmul';
export { fusedMatmul, matmul } from './ops/matmul';
export type { LayerNormOptions, LocalResponseNormOptions } from './ops/norm';
export { layerNorm, localResponseNorm } from './ops/norm';
export type { AdamStepParams, SgdStepParams } from './ops/optimizerStep';
export { adamStep, sgdStep } from './ops/optimizerStep';
export type { PadOptions } from './ops/pad';
export { pad } from './ops/pad';
export type { AvgPool2dOptions, Pool1dOptions, Pool2dOptions, Pool2dParams } from './ops/pool';
export {
  avgPool1d,
  avgPool2d,
  channelAvgPool,
  channelMaxPool,
  globalAvgPool2d,
  globalMaxPool2d,
  maxPool1d,
  maxPool2d,
  maxPool2dIndices,
} from './ops/pool';
export type { NormalOptions, RandomOptions } from './ops/random';
export {
  dropout,
  erfInv,
  randomInt,
  randomNormal,
  randomPermutation,
  randomTruncatedNormal,
  randomUniform,
} from './ops/random';
export type { Axis } from './ops/reduce';
export {
  all,
  any,
  argMax,
  argMin,
  cumsum,
  logSumExp,
  max,
  mean,
  min,
  norm,
  prod,
  std,
  sum,
  topK,
  variance,
} from './ops/reduce';
export { clone, expandDims, flatten, reshape, squeeze } from './ops/reshape';
export type { ResizeOptions } from './ops/resize';
export { resize } from './ops/resize';
export type { AffineSampleOptions, FillMode, SampleOptions } from './ops/sample';
export { affineSample, gridSample } from './ops/sample';
export { slice, split, stridedSlice, unstack } from './ops/slice';
export {
  logSoftmax,
  sigmoidCrossEntropy,
  softmax,
  softmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
} from './ops/softmax';
export { stopGradient } from './ops/stopGradient';
export { flip, transpose } from './ops/transpose';
export {
  abs,
  ceil,
  clip,
  cos,
  erf,
  exp,
  expm1,
  floor,
  isFinite,
  isInf,
  isNaN,
  log,
  log1p,
  neg,
  reciprocal,
  relu,
  round,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sqrt,
  square,
  tan,
  tanh,
} from './ops/unary';
export type { Edges, Padding, Pair } from './ops/window';
export { inPlace, optional, required } from './primitives';
export type { OpProfile, Profile } from './profile';
export { profile } from './profile';
export type { Draw, GeneratorState } from './random/Generator';
export { Generator, restoreGenerator, seed, sharedGenerator } from './random/Generator';
export { philox } from './random/philox';
export { hold, keep, release, scope } from './scope';
export type { Shape } from './shape';
export { broadcastShapes, format as formatShape, normalizeAxis, sameShape, sizeOf } from './shape';
export type { NestedArray } from './tensor';
export { Tensor } from './tensor';
export { to } from './to';
export type { OpCall } from './traceOps';
export { traceOps } from './traceOps';
export type { VariableOptions } from './variable';
export { Variable } from './variable';
