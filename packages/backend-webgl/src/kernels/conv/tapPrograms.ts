import type { ProgramSpec } from '../../device/Program';
import { variant } from '../variant';
import { groups, inputs, locate, nextPixel, uniforms } from './convolutionText';
import { type Ending, finish } from './epilogue';
import {
  alignedWeights,
  each,
  firstLanes,
  inside,
  masked,
  multiply,
  place,
  quotient,
  results,
  sums,
  weights,
} from './text';

/** The last `left` channels, which are no whole texel: their products one by one. */
const tail = (rows: number, left: number): string =>
  left === 0
    ? ''
    : `    {
${each(rows, (r) => `      vec4 v${r} = ${masked(`k${r}`, `texelFetch(x, a${r}, 0)`)};`)}
${each(left, (i) => `      w0 = wAt(row + ${i}, outTexel);\n${each(rows, (r) => `      s${r} += v${r}.${'xyz'[i]} * w0;`)}`)}
      row += ${left};
    }`;

/** Any convolution whose groups, if there are several, are whole texels. `left` is what its channels are more than whole texels. */
export const convolution = (left: number, end: Ending): ProgramSpec =>
  variant(`conv2d ${left} ${end.key}`, () => ({
    name: 'conv2d',
    inputs: { ...inputs, ...end.inputs },
    output: 'float',
    uniforms,
    head: `${place('x')}${place('w')}${inside}${end.head}`,
    main: (rows) => `${locate}${groups}
${each(rows, (r) => `  int t${r} = line * steps.x - before.x, l${r} = column * steps.y - before.y, b${r} = (n * image.x + t${r}) * image.y + l${r}; ${nextPixel}`)}
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  ivec3 b;
  int row = 0;
  for (int ky = 0; ky < filterSize.x; ky++) for (int kx = 0; kx < filterSize.y; kx++) {
    int dy = ky * steps.z, dx = kx * steps.w, d = dy * image.y + dx;
${each(rows, (r) => `    bool k${r} = inside(t${r} + dy, l${r} + dx); ivec3 a${r} = xPlace(k${r} ? b${r} + d : 0, first);`)}
    for (int c = 0; c < image.w; c++) {
      ${(left === 0 ? alignedWeights : weights)('row', 'outTexel')}
${each(rows, (r) => `      v = texelFetch(x, a${r}, 0); a${r}.x++; v = ${masked(`k${r}`, 'v')}; ${multiply(r, 'v', false)}`)}
      row += 4;
    }
${tail(rows, left)}
  }
${finish(rows, end)}`,
  }));

/**
 * The input gradient of such a convolution: the filter is read transposed. A pixel takes part only in those taps that hit one of the
 * output; those that no pixel takes part in are loops of no steps. With a stride of 2, every second pixel takes part in the same ones:
 * `classes` is 2 then, of which each is a loop.
 */
export const inputGradient = (left: number, classes: 1 | 2): ProgramSpec =>
  variant(`conv2dInputGrad ${left} ${classes}`, () => ({
    name: 'conv2dInputGrad',
    inputs,
    output: 'float',
    uniforms,
    head: `${place('x')}${firstLanes}${quotient}`,
    main: (rows) => {
      const step = (r: number, value: string) => `        v = ${masked(`k${r}`, value)}; ${multiply(r, 'v', true)}`;
      const pass = (which: number) => {
        const members = Array.from({ length: rows / classes }, (_, i) => i * classes + which);
        const takesPart = members.map((r) => `int(k${r})`).join(' + ');
        return `
      for (int c = ${takesPart} > 0 ? 0 : image.w; c < image.w; c++) {
        ${weights('row', 'first + c')}
${members.map((r) => step(r, `texelFetch(x, a${r} + ivec3(c, 0, 0), 0)`)).join('\n')}
      }`;
      };
      const last = `
      {
        ${weights('row', 'first + image.w')}
        ${each(4, (i) => `w${i} = firstLanes(w${i}, ${left});`)}
${each(rows, (r) => step(r, `firstLanes(texelFetch(x, a${r} + ivec3(image.w, 0, 0), 0), ${left})`))}
      }`;
      return `${locate}${groups}
  int own = (outTexel - group0 * group.x) * 4;
${each(rows, (r) => `  int t${r} = line + before.x, l${r} = column + before.y, b${r} = n * image.x; ${nextPixel}`)}
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  int u, q;
  for (int ky = 0; ky < filterSize.x; ky++) {
${each(rows, (r) => `    u = t${r} - ky * steps.z; q = quotient(u, steps.x); bool h${r} = hits(u, q, steps.x, image.x); int p${r} = (b${r} + q) * image.y;`)}
    int taps = ${Array.from({ length: rows }, (_, r) => `int(h${r})`).join(' + ')} > 0 ? filterSize.y : 0;
    for (int kx = 0; kx < taps; kx++) {
${each(rows, (r) => `      u = l${r} - kx * steps.w; q = quotient(u, steps.y); bool k${r} = all(bvec2(h${r}, hits(u, q, steps.y, image.y))); ivec3 a${r} = xPlace(k${r} ? p${r} + q : 0, first);`)}
      int row = (ky * filterSize.y + kx) * filterSize.z + own;
${each(classes, pass)}
${left === 0 ? '' : last}
    }
  }
${results(rows)}`;
    },
  }));
