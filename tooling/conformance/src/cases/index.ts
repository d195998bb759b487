import type { Case } from '../case';
import { activationCases } from './activation';
import { affineConv2dCases } from './affineConv2d';
import { binaryCases } from './binary';
import { castCases } from './cast';
import { convCases } from './conv';
import { convVariantCases } from './convVariants';
import { creationCases } from './creation';
import { extremeCases } from './extremes';
import { gatherCases } from './gather';
import { compositionCases, gradientRuleCases } from './gradientRules';
import { joinCases } from './join';
import { lectureCases } from './lectures';
import { matmulCases } from './matmul';
import { normCases } from './norm';
import { poolCases } from './pool';
import { randomCases } from './random';
import { reduceCases } from './reduce';
import { resizeCases } from './resize';
import { sampleCases } from './sample';
import { shapeCases } from './shape';
import { softmaxCases } from './softmax';
import { unaryCases } from './unary';

/** Every case, by family. */
export const families: Readonly<Record<string, readonly Case[]>> = {
  unary: unaryCases,
  binary: binaryCases,
  reduce: reduceCases,
  matmul: matmulCases,
  shape: [...shapeCases, ...joinCases],
  cast: castCases,
  gather: gatherCases,
  activation: activationCases,
  softmax: softmaxCases,
  norm: normCases,
  conv: [...convCases, ...affineConv2dCases],
  'conv variants': convVariantCases,
  pool: poolCases,
  resize: resizeCases,
  sample: sampleCases,
  creation: creationCases,
  random: randomCases,
  extremes: extremeCases,
  gradients: [...gradientRuleCases, ...compositionCases],
  lectures: lectureCases,
};
