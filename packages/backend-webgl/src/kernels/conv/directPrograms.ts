import type { ProgramSpec } from '../../device/Program';
import { epilogueHead, epilogueInputs, epilogueUniforms, finish } from './epilogue';
import { each, firstLanes, inside, masked, multiply, place, quotient, sums, weights } from './text';

// Direct convolutions: a fragment computes ROWS consecutive pixels x 4 channels. Fetches take most of the time, so that their number
// for a product counts: 12 for 128 products here, and 22 for 384 in `neighbours`.

/** Sizes of a convolution or of its input gradient. `image` is what is read, `result` what is written. */
const uniforms = {
  /** Height, width, channels a group, whole texels of them. */
  image: 'ivec4',
  /** Height, width. */
  result: 'ivec2',
  /** Height, width and rows a tap of the filter. */
  filterSize: 'ivec3',
  /** Strides, then dilations. */
  steps: 'ivec4',
  /** Padding before. */
  before: 'ivec2',
  /** Texels a group of the result, of the image. */
  group: 'ivec2',
} as const;

const inputs = { x: 'float', w: 'float' } as const;

/** Line, column and image of the first pixel of a fragment. */
const locate = `
  locate();
  int image0 = outRow / (result.x * result.y);
  int rest = outRow - image0 * result.x * result.y;
  int line = rest / result.y;
  int column = rest - line * result.y;
  int n = image0;`;

const nextPixel = 'if (++column == result.y) { column = 0; if (++line == result.x) { line = 0; n++; } }';

const groups = `
  int group0 = outTexel / group.x;
  int first = group0 * group.y;`;

/** The last channels, which are no whole texel: their products one by one. */
const tail = (rows: number, value: (r: number) => string, row: string): string => `
    int left = image.z - image.w * 4;
    if (left > 0) {
${each(rows, (r) => `      vec4 v${r} = ${value(r)};`)}
      w0 = wAt(${row}, outTexel);
${each(rows, (r) => `      s${r} += v${r}.x * w0;`)}
      if (left > 1) {
        w0 = wAt(${row} + 1, outTexel);
${each(rows, (r) => `        s${r} += v${r}.y * w0;`)}
      }
      if (left > 2) {
        w0 = wAt(${row} + 2, outTexel);
${each(rows, (r) => `        s${r} += v${r}.z * w0;`)}
      }
    }`;

/** Any convolution whose groups, if there are several, are whole texels. */
export const convolution: ProgramSpec = {
  name: 'conv2d',
  inputs: { ...inputs, ...epilogueInputs },
  output: 'float',
  uniforms: { ...uniforms, ...epilogueUniforms },
  head: `${place('x')}${inside}${epilogueHead}`,
  main: (rows) => `${locate}${groups}
${each(rows, (r) => `  int t${r} = line * steps.x - before.x, l${r} = column * steps.y - before.y, b${r} = (n * image.x + t${r}) * image.y + l${r}; ${nextPixel}`)}
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  int row = 0;
  for (int ky = 0; ky < filterSize.x; ky++) for (int kx = 0; kx < filterSize.y; kx++) {
    int dy = ky * steps.z, dx = kx * steps.w, d = dy * image.y + dx;
${each(rows, (r) => `    bool k${r} = inside(t${r} + dy, l${r} + dx); ivec3 a${r} = xPlace(k${r} ? b${r} + d : 0, first);`)}
    for (int c = 0; c < image.w; c++) {
      ${weights('row', 'outTexel')}
${each(rows, (r) => `      v = texelFetch(x, a${r}, 0); a${r}.x++; v = ${masked(`k${r}`, 'v')}; ${multiply(r, 'v', false)}`)}
      row += 4;
    }
${tail(rows, (r) => masked(`k${r}`, `texelFetch(x, a${r}, 0)`), 'row')}
    row += left;
  }
${finish(rows)}`,
};

/**
 * The input gradient of such a convolution: the filter is read transposed. A pixel takes part only in those taps that hit one of the
 * output, which are the same ones for every second pixel at a stride of 2.
 */
export const inputGradient: ProgramSpec = {
  name: 'conv2dInputGrad',
  inputs,
  output: 'float',
  uniforms,
  head: `${place('x')}${firstLanes}${quotient}`,
  main: (rows) => {
    const any = (name: string) =>
      Array.from(
        { length: rows / 4 },
        (_, i) => `any(bvec4(${[0, 1, 2, 3].map((r) => `${name}${4 * i + r}`).join(', ')}))`,
      ).join(' || ');
    const step = (r: number, lanes: string) =>
      `      if (k${r}) { v = ${lanes ? `firstLanes(texelFetch(x, a${r}, 0), ${lanes})` : `texelFetch(x, a${r}, 0)`}; a${r}.x++; ${multiply(r, 'v', true)} }`;
    return `${locate}${groups}
  int own = (outTexel - group0 * group.x) * 4;
${each(rows, (r) => `  int t${r} = line + before.x, l${r} = column + before.y, b${r} = n * image.x; ${nextPixel}`)}
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  int u, q;
  int left = image.z - image.w * 4;
  for (int ky = 0; ky < filterSize.x; ky++) {
${each(rows, (r) => `    u = t${r} - ky * steps.z; q = quotient(u, steps.x); bool h${r} = hits(u, q, steps.x, image.x); int p${r} = (b${r} + q) * image.y;`)}
    if (!(${any('h')})) continue;
    for (int kx = 0; kx < filterSize.y; kx++) {
${each(rows, (r) => `      u = l${r} - kx * steps.w; q = quotient(u, steps.y); bool k${r} = all(bvec2(h${r}, hits(u, q, steps.y, image.y))); ivec3 a${r} = xPlace(k${r} ? p${r} + q : 0, first);`)}
      if (!(${any('k')})) continue;
      int row = (ky * filterSize.y + kx) * filterSize.z + own;
      for (int c = 0; c < image.w; c++) {
        ${weights('row', 'first + c')}
${each(rows, (r) => step(r, ''))}
      }
      if (left > 0) {
        ${weights('row', 'first + image.w')}
        ${each(4, (i) => `w${i} = firstLanes(w${i}, left);`)}
${each(rows, (r) => step(r, 'left'))}
      }
    }
  }
${each(rows, (r) => `  y${r} = s${r};`)}`;
  },
};

/**
 * A convolution, or the input gradient of one, with a stride of 1 whose result is as large as its image: then the pixels of a fragment
 * and their neighbours follow each other in the image too, whatever its width, and a tap's texels serve `width` taps.
 * `few` is for images of fewer than four channels; else they must be whole texels.
 */
const neighbours = (name: string, width: number, few: boolean, transposed: boolean): ProgramSpec => ({
  name,
  inputs: transposed ? inputs : { ...inputs, ...epilogueInputs },
  output: 'float',
  uniforms: { ...uniforms, lastRow: 'int', ...(transposed ? {} : epilogueUniforms) },
  head: `${place('x')}${inside}${transposed ? '' : epilogueHead}`,
  main: (rows) => {
    const texels = rows + width - 1;
    const taps = (text: (kx: number, r: number) => string) => each(width, (kx) => each(rows, (r) => text(kx, r)));
    const row = (kx: number) =>
      transposed
        ? `((filterSize.x - 1 - ky) * ${width} + ${width - 1 - kx}) * filterSize.z + outTexel * 4`
        : `(ky * ${width} + ${kx}) * filterSize.z`;
    const lane = (i: number, kx: number) => `
      w0 = wAt(${row(kx)} + ${i}, outTexel);
${each(rows, (r) => `      s${r} += (k${kx}_${r} ? v${r + kx}.${'xyz'[i]} : 0.0) * w0;`)}`;
    const loop = few
      ? `
${each(texels, (d) => `    vec4 v${d} = texelFetch(x, a${d}, 0);`)}
${each(width, (kx) => lane(0, kx))}
    if (image.z > 1) {
${each(width, (kx) => lane(1, kx))}
    }
    if (image.z > 2) {
${each(width, (kx) => lane(2, kx))}
    }`
      : `
    for (int c = 0; c < image.w; c++) {
${each(texels, (d) => `      vec4 v${d} = texelFetch(x, a${d}, 0); a${d}.x++;`)}
${each(
  width,
  (kx) => `      ${transposed ? weights(`row${kx}`, 'c') : `${weights(`row${kx}`, 'outTexel')} row${kx} += 4;`}
${each(rows, (r) => `      v = ${masked(`k${kx}_${r}`, `v${r + kx}`)}; ${multiply(r, 'v', transposed)}`)}`,
)}
    }`;
    return `${locate}
  int start = (n * image.x + line - before.x) * image.y + column - before.y;
${each(rows, (r) => `  int t${r} = line - before.x, l${r} = column - before.y; ${nextPixel}`)}
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  for (int ky = 0; ky < filterSize.x; ky++) {
    int dy = ky * steps.z, at = start + dy * image.y;
${taps((kx, r) => `    bool k${kx}_${r} = inside(t${r} + dy, l${r} + ${kx});`)}
${each(texels, (d) => `    ivec3 a${d} = xPlace(clamp(at + ${d}, 0, lastRow), 0);`)}
${few ? '' : each(width, (kx) => `    int row${kx} = ${row(kx)};`)}
${loop}
  }
${transposed ? each(rows, (r) => `  y${r} = s${r};`) : finish(rows)}`;
  },
});

/**
 * A convolution with a stride of 2 of images of fewer than four channels, the first one of many networks, where the lines of the result
 * are whole blocks of pixels: all pixels of a fragment lie in one line, and share what they fetch of it.
 */
const firstOfStrideTwo = (name: string, width: number): ProgramSpec => ({
  name,
  inputs: { ...inputs, ...epilogueInputs },
  output: 'float',
  uniforms: { ...uniforms, lastRow: 'int', ...epilogueUniforms },
  head: `${place('x')}${epilogueHead}`,
  main: (rows) => {
    const lane = (i: number) =>
      each(
        width,
        (kx) => `      f = wAt(row + ${kx} * image.z + ${i}, outTexel);
${each(rows, (r) => `      s${r} += v${2 * r + kx}.${'xyz'[i]} * f;`)}`,
      );
    return `${locate}
  int left = column * 2 - before.y;
${sums(rows)}
  vec4 f;
  for (int ky = 0; ky < filterSize.x; ky++) {
    int t = line * steps.x - before.x + ky * steps.z;
    if (uint(t) < uint(image.x)) {
      int at = (n * image.x + t) * image.y + left, row = ky * ${width} * image.z;
${each(2 * rows - 2 + width, (d) => `      vec4 v${d} = texelFetch(x, xPlace(clamp(at + ${d}, 0, lastRow), 0), 0); v${d} = ${masked(`uint(left + ${d}) < uint(image.y)`, `v${d}`)};`)}
${lane(0)}
      if (image.z > 1) {
${lane(1)}
      }
      if (image.z > 2) {
${lane(2)}
      }
    }
  }
${finish(rows)}`;
  },
});

/** By the width of the filter. */
export const neighbourPrograms = {
  convolution: {
    3: neighbours('conv2d 3 wide', 3, false, false),
    5: neighbours('conv2d 5 wide', 5, false, false),
  },
  fewChannels: {
    3: neighbours('conv2d 3 wide, few channels', 3, true, false),
    5: neighbours('conv2d 5 wide, few channels', 5, true, false),
  },
  firstOfStrideTwo: {
    3: firstOfStrideTwo('conv2d 3 wide, few channels, stride 2', 3),
    7: firstOfStrideTwo('conv2d 7 wide, few channels, stride 2', 7),
  },
  inputGradient: {
    3: neighbours('conv2dInputGrad 3 wide', 3, false, true),
    5: neighbours('conv2dInputGrad 5 wide', 5, false, true),
  },
} as const;
