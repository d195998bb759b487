import type { ProgramSpec } from '../../device/Program';
import { each, masked, place, results, sums } from './text';

// Filter gradients: a fragment sums ROWS rows of the filter x 4 filters over a slice of the output's lines. The slices lie below each
// other in an intermediate, which `sumSlices` adds up.

const uniforms = {
  /** Height, width, channels a group. */
  image: 'ivec3',
  /** Height, width. */
  result: 'ivec2',
  /** Height, width. */
  filterSize: 'ivec2',
  /** Strides, then dilations. */
  steps: 'ivec4',
  /** Padding before. */
  before: 'ivec2',
  /** Texels of filters a group, its channels. */
  group: 'ivec2',
  /** Rows of the intermediate a slice, lines of the output a slice, all lines. */
  slices: 'ivec3',
} as const;

const inputs = { x: 'float', dy: 'float' } as const;

const locate = `
  locate();
  int slice = outRow / slices.x;
  int row = outRow - slice * slices.x;
  int channel0 = outTexel / group.x * group.y;
  int past = min(slices.z, (slice + 1) * slices.y);`;

const pixel = (rows: number, p: string): string => `
      d = dyAt(${p}, outTexel);
      a = xPlace(i, texel);
      v0 = texelFetch(x, a, 0);
      ${rows === 8 ? 'v1 = texelFetch(x, a + ivec3(1, 0, 0), 0);' : ''}
${each(rows, (r) => `      s${r} += v${r >> 2}.${'xyzw'[r & 3]} * d;`)}
      i += steps.y;`;

/**
 * Where all rows of a fragment are channels of one tap: three fetches for 32 products. The pixels that the tap does not reach are
 * outside the loops.
 */
export const filterGradient: ProgramSpec = {
  name: 'conv2dFilterGrad',
  inputs,
  output: 'float',
  uniforms,
  head: place('x'),
  main: (rows) => `${locate}
  int tap = row / image.z;
  int texel = (channel0 + row - tap * image.z) >> 2;
  int ky = tap / filterSize.y;
  int dv = ky * steps.z - before.x, du = (tap - ky * filterSize.y) * steps.w - before.y;
  int from = du >= 0 ? 0 : (steps.y - 1 - du) / steps.y;
  int to = min(result.y, (image.y - du + steps.y - 1) / steps.y);
${sums(rows)}
  vec4 d, v0, v1;
  ivec3 a;
  for (int q = slice * slices.y; q < past; q++) {
    int n = q / result.x;
    int line = (q - n * result.x) * steps.x + dv;
    if (uint(line) >= uint(image.x)) continue;
    int i = (n * image.x + line) * image.y + du + from * steps.y;
    int p = q * result.y + from, end = q * result.y + to;
    // Four at a time: a step of a loop costs software drivers as much as a fetch.
    for (; p < end - 3; p += 4) {
${each(4, (k) => pixel(rows, `p + ${k}`))}
    }
    for (; p < end; p++) {
${pixel(rows, 'p')}
    }
  }
${results(rows)}`,
};

/** Where each row of a fragment is of a tap of its own; `depthwise` where a tap has one row, and its channels are those of the filter. */
const byTaps = (name: string, kind: 'channels' | 'one channel' | 'depthwise'): ProgramSpec => {
  const depthwise = kind === 'depthwise';
  const component = (r: number) =>
    kind === 'one channel'
      ? 'v.x'
      : `((c${r} & 2) == 0 ? ((c${r} & 1) == 0 ? v.x : v.y) : ((c${r} & 1) == 0 ? v.z : v.w))`;
  return {
    name,
    inputs,
    output: 'float',
    uniforms,
    main: (rows) => `${locate}
  int tap, ky;
${each(
  rows,
  (
    r,
  ) => `  tap = (row + ${r}) / image.z; int c${r} = channel0 + row + ${r} - tap * image.z, t${r} = ${depthwise ? 'outTexel' : `c${r} >> 2`};
  ky = tap / filterSize.y;
  int dv${r} = ky * steps.z - before.x, du${r} = (tap - ky * filterSize.y) * steps.w - before.y;
  bool next${r} = ${r === 0 || kind !== 'channels' ? 'true' : `row + ${r} == tap * image.z || (c${r} & 3) == 0`};`,
)}
${sums(rows)}
  for (int q = slice * slices.y; q < past; q++) {
    int n = q / result.x;
    int line = (q - n * result.x) * steps.x, u = 0, i;
    vec4 v;
${each(rows, (r) => `    bool h${r} = uint(line + dv${r}) < uint(image.x); int b${r} = (n * image.x + line + dv${r}) * image.y;`)}
    for (int p = q * result.y; p < (q + 1) * result.y; p++) {
      vec4 d = dyAt(p, outTexel);
      bool k;
${each(
  rows,
  (
    r,
  ) => `      if (next${r}) { i = u + du${r}; k = all(bvec2(h${r}, uint(i) < uint(image.y))); v = xAt(k ? b${r} + i : 0, t${r}); v = ${masked('k', 'v')}; }
      s${r} += ${depthwise ? 'v' : component(r)} * d;`,
)}
      u += steps.y;
    }
  }
${results(rows)}`,
  };
};

export const filterGradientByTaps = byTaps('conv2dFilterGrad by taps', 'channels');
export const filterGradientOfOne = byTaps('conv2dFilterGrad of one channel', 'one channel');
export const depthwiseFilterGradient = byTaps('conv2dFilterGrad depthwise', 'depthwise');
