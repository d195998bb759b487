import { randomNormal, randomTruncatedNormal, randomUniform, type Shape, ValueError } from '@striate/tensor';
import { described } from '../config/described';
import { unknownName } from '../config/names';
import { generatorOf, type SeedOptions } from './random';
import type { Initializer } from './resolveInitializer';

const modes: readonly string[] = ['fanIn', 'fanOut', 'fanAvg'];
const distributions: readonly string[] = ['truncatedNormal', 'untruncatedNormal', 'uniform'];

export interface VarianceScalingOptions extends SeedOptions {
  /** The variance, before it is divided by the fan. Default 1. */
  scale?: number;
  /** What divides it: inputs of a unit (default), outputs, or the mean of both. */
  mode?: 'fanIn' | 'fanOut' | 'fanAvg';
  /** Default `truncatedNormal`. */
  distribution?: 'truncatedNormal' | 'untruncatedNormal' | 'uniform';
}

/**
 * Values whose variance is `scale / fan`, so that signals keep their size from layer to layer. All the named
 * initializers below are cases of it.
 */
export function varianceScaling(options: VarianceScalingOptions = {}): Initializer {
  const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal', seed } = options;
  for (const [name, value, known] of [
    ['mode', mode, modes],
    ['distribution', distribution, distributions],
  ] as const) {
    if (!known.includes(value)) throw unknownName(`varianceScaling: ${name} '${value}' is not known`, value, known);
  }
  if (!(scale > 0)) throw new ValueError(`varianceScaling: scale must be above 0, got ${scale}`);
  const initialize = (shape: Shape) => {
    const { fanIn, fanOut } = fans(shape);
    const fan = mode === 'fanIn' ? fanIn : mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
    const variance = scale / Math.max(1, fan);
    const generator = generatorOf({ seed });
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return randomUniform(shape, { low: -limit, high: limit, generator });
    }
    const stddev = Math.sqrt(variance);
    if (distribution === 'untruncatedNormal') return randomNormal(shape, { stddev, generator });
    // Cutting the tails off leaves this share of the standard deviation.
    return randomTruncatedNormal(shape, { stddev: stddev / 0.8796256610342398, generator });
  };
  return described(initialize, 'VarianceScaling', { scale, mode, distribution, seed });
}

/** Inputs and outputs of one unit of a dense kernel `[in, out]` or a filter `[height, width, in, out]`. */
function fans(shape: Shape): { fanIn: number; fanOut: number } {
  if (shape.length < 2) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const field = shape.slice(0, -2).reduce((product, d) => product * d, 1);
  return { fanIn: field * shape[shape.length - 2], fanOut: field * shape[shape.length - 1] };
}

/** Uniform with variance `2 / (fanIn + fanOut)` (Glorot and Bengio 2010): the default of kernels. */
export function glorotUniform({ seed }: SeedOptions = {}): Initializer {
  return described(varianceScaling({ mode: 'fanAvg', distribution: 'uniform', seed }), 'GlorotUniform', { seed });
}

/** Truncated normal with variance `2 / (fanIn + fanOut)` (Glorot and Bengio 2010). */
export function glorotNormal({ seed }: SeedOptions = {}): Initializer {
  return described(varianceScaling({ mode: 'fanAvg', seed }), 'GlorotNormal', { seed });
}

/** Uniform with variance `2 / fanIn`, for relu (He 2015). */
export function heUniform({ seed }: SeedOptions = {}): Initializer {
  return described(varianceScaling({ scale: 2, distribution: 'uniform', seed }), 'HeUniform', { seed });
}

/** Truncated normal with variance `2 / fanIn`, for relu (He 2015). */
export function heNormal({ seed }: SeedOptions = {}): Initializer {
  return described(varianceScaling({ scale: 2, seed }), 'HeNormal', { seed });
}

/** Uniform with variance `1 / fanIn` (LeCun 1998). */
export function lecunUniform({ seed }: SeedOptions = {}): Initializer {
  return described(varianceScaling({ distribution: 'uniform', seed }), 'LecunUniform', { seed });
}

/** Truncated normal with variance `1 / fanIn` (LeCun 1998), for selu. */
export function lecunNormal({ seed }: SeedOptions = {}): Initializer {
  return described(varianceScaling({ seed }), 'LecunNormal', { seed });
}
