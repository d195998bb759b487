import type { ProgramSpec } from '../../device/Program';
import { variant } from '../variant';
import { inputs, locate, nextPixel } from './convolutionText';
import { type Ending, finish } from './epilogue';
import { each, inside, masked, place, quotient, sums } from './text';

// Convolutions of each channel with one filter: four channels of ROWS consecutive pixels a fragment.

const uniforms = {
  /** Height, width of what is read. */
  image: 'ivec2',
  /** Height, width of what is written. */
  result: 'ivec2',
  /** Height, width. */
  filterSize: 'ivec2',
  /** Strides, then dilations. */
  steps: 'ivec4',
  /** Padding before. */
  before: 'ivec2',
} as const;

const head = `${place('x')}${inside}${quotient}`;

const byTaps = (name: string, transposed: boolean, end: Ending): ProgramSpec => ({
  name,
  inputs: { ...inputs, ...end.inputs },
  output: 'float',
  uniforms,
  head: `${head}${end.head}`,
  main: (rows) => `${locate}
${each(rows, (r) => `  int t${r} = ${transposed ? 'line + before.x' : 'line * steps.x - before.x'}, l${r} = ${transposed ? 'column + before.y' : 'column * steps.y - before.y'}, b${r} = n * image.x; ${nextPixel}`)}
${sums(rows)}
  vec4 v;
  int u, q;
  bool k;
  for (int ky = 0; ky < filterSize.x; ky++) {
${each(rows, (r) =>
  transposed
    ? `    u = t${r} - ky * steps.z; q = quotient(u, steps.x); bool h${r} = hits(u, q, steps.x, image.x); int p${r} = (b${r} + q) * image.y;`
    : `    q = t${r} + ky * steps.z; bool h${r} = uint(q) < uint(image.x); int p${r} = (b${r} + q) * image.y;`,
)}
    for (int kx = 0; kx < filterSize.y; kx++) {
      vec4 f = wAt(ky * filterSize.y + kx, outTexel);
${each(rows, (r) =>
  transposed
    ? `      u = l${r} - kx * steps.w; q = quotient(u, steps.y); k = all(bvec2(h${r}, hits(u, q, steps.y, image.y))); if (k) s${r} += xAt(p${r} + q, outTexel) * f;`
    : `      q = l${r} + kx * steps.w; k = all(bvec2(h${r}, uint(q) < uint(image.y))); v = xAt(k ? p${r} + q : 0, outTexel); s${r} += ${masked('k', 'v')} * f;`,
)}
    }
  }
${finish(rows, end)}`,
});

/** With a stride of 1 and a result as large as the image, a texel serves all taps of a line of the filter: as in `neighbours`. */
const neighbours = (width: number, end: Ending): ProgramSpec => ({
  name: `conv2d depthwise ${width} wide`,
  inputs: { ...inputs, ...end.inputs },
  output: 'float',
  uniforms: { ...uniforms, lastRow: 'int', backwards: 'int' },
  head: `${head}${end.head}`,
  main: (rows) => `${locate}
  int start = (n * image.x + line - before.x) * image.y + column - before.y;
${each(rows, (r) => `  int t${r} = line - before.x, l${r} = column - before.y; ${nextPixel}`)}
${sums(rows)}
  vec4 f;
  int taps = filterSize.x * ${width};
  for (int ky = 0; ky < filterSize.x; ky++) {
    int d = ky * steps.z, at = start + d * image.y, tap = ky * ${width};
${each(rows + width - 1, (d) => `    vec4 v${d} = xAt(clamp(at + ${d}, 0, lastRow), outTexel);`)}
${each(
  width,
  (kx) => `    f = wAt(backwards == 1 ? taps - 1 - tap - ${kx} : tap + ${kx}, outTexel);
${each(rows, (r) => `    s${r} += ${masked(`inside(t${r} + d, l${r} + ${kx})`, `v${r + kx}`)} * f;`)}`,
)}
  }
${finish(rows, end)}`,
});

export const depthwisePrograms = {
  convolution: (end: Ending) => variant(`depthwise ${end.key}`, () => byTaps('conv2d depthwise', false, end)),
  inputGradient: (end: Ending) =>
    variant(`depthwise input ${end.key}`, () => byTaps('conv2dInputGrad depthwise', true, end)),
  neighbours: (width: number, end: Ending) => variant(`depthwise ${width} ${end.key}`, () => neighbours(width, end)),
};
