import type { Kind } from '../device/formats';
import type { ProgramSpec, UniformType } from '../device/Program';

/** Two sums over lines of channels at once: what is read of a line, and what becomes of a slice of them. */
interface PairSums {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Kind>>;
  readonly uniforms?: Readonly<Record<string, UniformType>>;
  /** Before the first line, `i`, of a slice. */
  readonly begin?: string;
  /** Sets `a` and `b`, which are added up, from line `i`. */
  readonly line: string;
  /** Turns the sums `a` and `b` of the lines `first` to `end` into results. */
  readonly finish?: string;
}

/**
 * From lines of a tensor [n, channels], results of each slice: [slices, 2, channels]. Neighbouring rows of a fragment are the two results
 * of one slice, so that everything is read once.
 */
function pairSums({ name, inputs, uniforms, begin = '', line, finish = '' }: PairSums): ProgramSpec {
  return {
    name,
    inputs,
    output: 'float',
    uniforms: { n: 'int', slice: 'int', ...uniforms },
    main: (rows) => `  locate();
  for (int pair = 0; pair < ROWS / 2; pair++) {
    int first = ((outRow >> 1) + pair) * slice;
    int end = min(first + slice, n);
    vec4 a = vec4(0.0);
    vec4 b = vec4(0.0);
    if (first < end) {
      ${begin}
      vec4 sumA = vec4(0.0);
      vec4 sumB = vec4(0.0);
      for (int i = first; i < end; i++) {
        ${line}
        sumA += a;
        sumB += b;
      }
      a = sumA;
      b = sumB;
      ${finish}
    }
${Array.from({ length: rows / 2 }, (_, i) => `    if (pair == ${i}) { y${2 * i} = a; y${2 * i + 1} = b; }`).join('\n')}
  }`,
  };
}

const asMoments = `vec4 shift = a / count;
      b = (b - a * shift) / count;
      a = base + shift;`;

/**
 * Mean and biased variance. Distances from the slice's first line are summed, which keeps the digits of a mean that is large beside the
 * deviation.
 */
export const momentsOfSlices = pairSums({
  name: 'moments',
  inputs: { x: 'float' },
  begin: 'vec4 base = xAt(first, outTexel);',
  line: `a = xAt(i, outTexel) - base;
        b = a * a;`,
  finish: `float count = float(end - first);
      ${asMoments}`,
});

/** The same from those of parts, [n, 2, channels], each of `size` lines but for the last; `total` in all (Chan, Golub and LeVeque 1983). */
export const joinMoments = pairSums({
  name: 'moments',
  inputs: { x: 'float' },
  uniforms: { size: 'int', total: 'int' },
  begin: 'vec4 base = xAt(2 * first, outTexel);',
  line: `vec4 d = xAt(2 * i, outTexel) - base;
        float share = float(min(size, total - i * size));
        a = d * share;
        b = a * d + xAt(2 * i + 1, outTexel) * share;`,
  finish: `float count = float(min(end * size, total) - first * size);
      ${asMoments}`,
});

/** The sums of dy, and of dy times the normalised x. */
export const sumsOfSlices = pairSums({
  name: 'batchNormSums',
  inputs: { dy: 'float', x: 'float', statistics: 'float' },
  uniforms: { epsilon: 'float' },
  begin: 'vec4 mean = statisticsAt(0, outTexel);',
  line: `a = dyAt(i, outTexel);
        b = a * (xAt(i, outTexel) - mean);`,
  finish: 'b *= inversesqrt(statisticsAt(1, outTexel) + epsilon);',
});

/** The sums of [n, 2, channels]. */
export const joinSums = pairSums({
  name: 'batchNormSums',
  inputs: { x: 'float' },
  line: `a = xAt(2 * i, outTexel);
        b = xAt(2 * i + 1, outTexel);`,
});
