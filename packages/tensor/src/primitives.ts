import { reluGradOp } from './ops/activation';
import { affineConv2dOp } from './ops/affineConv2d';
import { addOp, divOp, maximumOp, minimumOp, modOp, mulOp, powOp, subOp } from './ops/arithmetic';
import {
  batchNormInputGradOp,
  batchNormOp,
  batchNormSumsOp,
  batchNormTrainingOp,
  followStatisticsOp,
  momentsOp,
} from './ops/batchNorm';
import { broadcastToOp } from './ops/broadcast';
import { castOp } from './ops/cast';
import { equalOp, greaterEqualOp, greaterOp, lessEqualOp, lessOp, notEqualOp } from './ops/compare';
import { concatOp } from './ops/concat';
import { conv2dFilterGradOp, conv2dInputGradOp, conv2dOp, fusedConv2dOp } from './ops/conv';
import { fillOp } from './ops/creation';
import { gatherOp, scatterAddOp } from './ops/gather';
import { logicalAndOp, logicalNotOp, logicalOrOp, selectOp } from './ops/logic';
import { fusedMatmulOp, matmulOp } from './ops/matmul';
import { adamStepOp, sgdStepOp } from './ops/optimizerStep';
import { padOp } from './ops/pad';
import { avgPool2dGradOp, avgPool2dOp, maxPool2dGradOp, maxPool2dIndicesOp, maxPool2dOp } from './ops/pool';
import { randomUniformOp } from './ops/random';
import { allOp, anyOp, argMaxOp, argMinOp, cumsumOp, maxOp, minOp, prodOp, sumOp, topKIndicesOp } from './ops/reduce';
import { affineSampleOp, gridSampleOp } from './ops/sample';
import { sliceOp } from './ops/slice';
import { logSoftmaxOp, softmaxCrossEntropyGradOp, softmaxCrossEntropyOp, softmaxOp } from './ops/softmax';
import { flipOp, transposeOp } from './ops/transpose';
import * as unary from './ops/unary';

/** Ops every backend has a kernel for. One that is missing fails to compile. */
export const required = {
  neg: unary.negOp,
  abs: unary.absOp,
  sign: unary.signOp,
  floor: unary.floorOp,
  ceil: unary.ceilOp,
  round: unary.roundOp,
  exp: unary.expOp,
  expm1: unary.expm1Op,
  log: unary.logOp,
  log1p: unary.log1pOp,
  sqrt: unary.sqrtOp,
  rsqrt: unary.rsqrtOp,
  square: unary.squareOp,
  reciprocal: unary.reciprocalOp,
  sin: unary.sinOp,
  cos: unary.cosOp,
  tan: unary.tanOp,
  tanh: unary.tanhOp,
  sigmoid: unary.sigmoidOp,
  relu: unary.reluOp,
  erf: unary.erfOp,
  isNaN: unary.isNaNOp,
  isFinite: unary.isFiniteOp,
  logicalNot: logicalNotOp,
  logicalAnd: logicalAndOp,
  logicalOr: logicalOrOp,
  add: addOp,
  sub: subOp,
  mul: mulOp,
  div: divOp,
  mod: modOp,
  pow: powOp,
  maximum: maximumOp,
  minimum: minimumOp,
  equal: equalOp,
  notEqual: notEqualOp,
  less: lessOp,
  lessEqual: lessEqualOp,
  greater: greaterOp,
  greaterEqual: greaterEqualOp,
  select: selectOp,
  sum: sumOp,
  prod: prodOp,
  max: maxOp,
  min: minOp,
  any: anyOp,
  all: allOp,
  argMax: argMaxOp,
  argMin: argMinOp,
  cumsum: cumsumOp,
  topKIndices: topKIndicesOp,
  matmul: matmulOp,
  conv2d: conv2dOp,
  maxPool2d: maxPool2dOp,
  maxPool2dIndices: maxPool2dIndicesOp,
  avgPool2d: avgPool2dOp,
  transpose: transposeOp,
  broadcastTo: broadcastToOp,
  slice: sliceOp,
  flip: flipOp,
  pad: padOp,
  concat: concatOp,
  gather: gatherOp,
  scatterAdd: scatterAddOp,
  cast: castOp,
  fill: fillOp,
  randomUniform: randomUniformOp,
} as const;

/** Ops a backend may have a kernel for; composed from others where it has none. */
export const optional = {
  clip: unary.clipOp,
  reluGrad: reluGradOp,
  fusedMatmul: fusedMatmulOp,
  fusedConv2d: fusedConv2dOp,
  affineConv2d: affineConv2dOp,
  conv2dInputGrad: conv2dInputGradOp,
  conv2dFilterGrad: conv2dFilterGradOp,
  maxPool2dGrad: maxPool2dGradOp,
  avgPool2dGrad: avgPool2dGradOp,
  softmax: softmaxOp,
  logSoftmax: logSoftmaxOp,
  softmaxCrossEntropy: softmaxCrossEntropyOp,
  softmaxCrossEntropyGrad: softmaxCrossEntropyGradOp,
  moments: momentsOp,
  batchNorm: batchNormOp,
  batchNormTraining: batchNormTrainingOp,
  batchNormSums: batchNormSumsOp,
  batchNormInputGrad: batchNormInputGradOp,
  affineSample: affineSampleOp,
  gridSample: gridSampleOp,
} as const;

/** Updates of variables in place, each optional too. */
export const inPlace = {
  sgdStep: sgdStepOp,
  adamStep: adamStepOp,
  followStatistics: followStatisticsOp,
} as const;
