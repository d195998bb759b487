import type { ProgramSpec } from '../../device/Program';
import { variant } from '../variant';
import { inputs, locate, nextPixel, uniforms } from './convolutionText';
import { type Ending, finish } from './epilogue';
import { alignedWeights, each, inside, masked, multiply, place, results, sums, weights } from './text';

/**
 * A convolution, or the input gradient of one (which has no ending), with a stride of 1 whose result is as large as its image: then the
 * pixels of a fragment and their neighbours follow each other in the image too, whatever its width, and a texel serves `width` taps.
 * The channels are whole texels, or `few`: 1 to 3.
 */
export const neighbours = (width: number, few: number, end: Ending | undefined): ProgramSpec =>
  variant(`neighbours ${width} ${few} ${end?.key}`, () => ({
    name: `${end ? 'conv2d' : 'conv2dInputGrad'} ${width} wide`,
    inputs: { ...inputs, ...end?.inputs },
    output: 'float',
    uniforms: { ...uniforms, lastRow: 'int' },
    head: `${place('x')}${place('w')}${inside}${end?.head ?? ''}`,
    main: (rows) => `${locate}
  int start = (n * image.x + line - before.x) * image.y + column - before.y;
${each(rows, (r) => `  int t${r} = line - before.x, l${r} = column - before.y; ${nextPixel}`)}
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  ivec3 b;
  for (int ky = 0; ky < filterSize.x; ky++) {
    int dy = ky * steps.z, at = start + dy * image.y;
${each(width, (kx) => each(rows, (r) => `    bool k${kx}_${r} = inside(t${r} + dy, l${r} + ${kx});`))}
${each(rows + width - 1, (d) => `    ivec3 a${d} = xPlace(clamp(at + ${d}, 0, lastRow), 0);`)}
${few > 0 ? fewChannels(rows, width, few) : wholeTexels(rows, width, !end)}
  }
${end ? finish(rows, end) : results(rows)}`,
  }));

function wholeTexels(rows: number, width: number, transposed: boolean): string {
  const row = (kx: number) =>
    transposed
      ? `((filterSize.x - 1 - ky) * ${width} + ${width - 1 - kx}) * filterSize.z + outTexel * 4`
      : `(ky * ${width} + ${kx}) * filterSize.z`;
  const tap = (kx: number) => `
      ${transposed ? weights(`row${kx}`, 'c') : `${alignedWeights(`row${kx}`, 'outTexel')} row${kx} += 4;`}
${each(rows, (r) => `      v = ${masked(`k${kx}_${r}`, `v${r + kx}`)}; ${multiply(r, 'v', transposed)}`)}`;
  return `
${each(width, (kx) => `    int row${kx} = ${row(kx)};`)}
    for (int c = 0; c < image.w; c++) {
${each(rows + width - 1, (d) => `      vec4 v${d} = texelFetch(x, a${d}, 0); a${d}.x++;`)}
${each(width, tap)}
    }`;
}

function fewChannels(rows: number, width: number, channels: number): string {
  const lane = (kx: number, i: number) => `
    w0 = wAt((ky * ${width} + ${kx}) * ${channels} + ${i}, outTexel);
${each(rows, (r) => `    s${r} += (k${kx}_${r} ? v${r + kx}.${'xyz'[i]} : 0.0) * w0;`)}`;
  return `
${each(rows + width - 1, (d) => `    vec4 v${d} = texelFetch(x, a${d}, 0);`)}
${each(width, (kx) => each(channels, (i) => lane(kx, i)))}`;
}

/**
 * A convolution with a stride of 2 of images of one to three channels, the first one of many networks, where the lines of the result are
 * whole blocks of pixels: all pixels of a fragment lie in one line, and share what they fetch of it.
 */
export const firstOfStrideTwo = (width: number, channels: number, end: Ending): ProgramSpec =>
  variant(`first of stride two ${width} ${channels} ${end.key}`, () => ({
    name: `conv2d ${width} wide, stride 2`,
    inputs: { ...inputs, ...end.inputs },
    output: 'float',
    uniforms: { ...uniforms, lastRow: 'int' },
    head: `${place('x')}${end.head}`,
    main: (rows) => {
      const texels = 2 * rows - 2 + width;
      const lane = (kx: number, i: number) => `
      f = wAt((ky * ${width} + ${kx}) * ${channels} + ${i}, outTexel);
${each(rows, (r) => `      s${r} += v${2 * r + kx}.${'xyz'[i]} * f;`)}`;
      return `${locate}
  int left = column * 2 - before.y, top = line * steps.x - before.x;
${sums(rows)}
  vec4 f;
  int ky = max(0, (steps.z - 1 - top) / steps.z), past = min(filterSize.x, (image.x - top + steps.z - 1) / steps.z);
  for (; ky < past; ky++) {
    int at = (n * image.x + top + ky * steps.z) * image.y + left;
${each(texels, (d) => `    vec4 v${d} = texelFetch(x, xPlace(clamp(at + ${d}, 0, lastRow), 0), 0); v${d} = ${masked(`uint(left + ${d}) < uint(image.y)`, `v${d}`)};`)}
${each(width, (kx) => each(channels, (i) => lane(kx, i)))}
  }
${finish(rows, end)}`;
    },
  }));
