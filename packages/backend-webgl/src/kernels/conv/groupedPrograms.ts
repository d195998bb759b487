import type { ProgramSpec } from '../../device/Program';
import { variant } from '../variant';
import type { Ending } from './epilogue';

// Convolutions whose groups are no whole texels: value by value. Few networks have such.

const uniforms = {
  /** Height, width of the images. */
  image: 'ivec2',
  /** Height, width of the convolution's result. */
  result: 'ivec2',
  /** Height, width. */
  filterSize: 'ivec2',
  /** Strides, then dilations. */
  steps: 'ivec4',
  /** Padding before. */
  before: 'ivec2',
  /** Channels and filters a group, and of all. */
  group: 'ivec4',
} as const;

const pixel = (size: string): string => `
  int n = row / (${size}.x * ${size}.y);
  int rest = row - n * ${size}.x * ${size}.y;
  int line = rest / ${size}.y;
  int column = rest - line * ${size}.y;`;

const lanes = (all: string, text: string): string => `
  vec4 s = vec4(0.0);
  for (int lane = 0; lane < 4; lane++) {
    int c = texel * 4 + lane;
    if (c >= ${all}) break;
    float sum = 0.0;
${text}
    s[lane] = sum;
  }`;

const convolution = (end: Ending): ProgramSpec => ({
  name: 'conv2d in odd groups',
  inputs: { x: 'float', w: 'float', ...end.inputs },
  output: 'float',
  uniforms,
  head: end.head,
  value: `${pixel('result')}
${lanes(
  'group.w',
  `    int first = c / group.y * group.x;
    for (int ky = 0; ky < filterSize.x; ky++) for (int kx = 0; kx < filterSize.y; kx++) {
      int v = line * steps.x - before.x + ky * steps.z, u = column * steps.y - before.y + kx * steps.w;
      if (uint(v) >= uint(image.x) || uint(u) >= uint(image.y)) continue;
      int from = (n * image.x + v) * image.y + u, tap = (ky * filterSize.y + kx) * group.x;
      for (int i = 0; i < group.x; i++) sum += xAt(from, (first + i) >> 2)[(first + i) & 3] * wAt(tap + i, texel)[lane];
    }`,
)}
  ${end.constants}
  ${end.apply('s', 'row')}
  return s;`,
});

export const groupedPrograms = {
  convolution: (end: Ending) => variant(`odd groups ${end.key}`, () => convolution(end)),
  inputGradient: {
    name: 'conv2dInputGrad in odd groups',
    inputs: { x: 'float', w: 'float' },
    output: 'float',
    uniforms,
    value: `${pixel('image')}
${lanes(
  'group.z',
  `    int g = c / group.x, own = c - g * group.x, first = g * group.y;
    for (int ky = 0; ky < filterSize.x; ky++) for (int kx = 0; kx < filterSize.y; kx++) {
      int v = line + before.x - ky * steps.z, u = column + before.y - kx * steps.w;
      if (v < 0 || u < 0 || v % steps.x != 0 || u % steps.y != 0) continue;
      v /= steps.x;
      u /= steps.y;
      if (v >= result.x || u >= result.y) continue;
      int from = (n * result.x + v) * result.y + u, tap = (ky * filterSize.y + kx) * group.x + own;
      for (int o = first; o < first + group.y; o++) sum += xAt(from, o >> 2)[o & 3] * wAt(tap, o >> 2)[o & 3];
    }`,
)}
  return s;`,
  },
  filterGradient: {
    name: 'conv2dFilterGrad in odd groups',
    inputs: { x: 'float', dy: 'float' },
    output: 'float',
    uniforms: { ...uniforms, images: 'int' },
    value: `
  int tap = row / group.x, own = row - tap * group.x, ky = tap / filterSize.y;
  int dv = ky * steps.z - before.x, du = (tap - ky * filterSize.y) * steps.w - before.y;
${lanes(
  'group.w',
  `    int channel = c / group.y * group.x + own;
    for (int n = 0; n < images; n++) for (int line = 0; line < result.x; line++) for (int column = 0; column < result.y; column++) {
      int v = line * steps.x + dv, u = column * steps.y + du;
      if (uint(v) >= uint(image.x) || uint(u) >= uint(image.y)) continue;
      sum += xAt((n * image.x + v) * image.y + u, channel >> 2)[channel & 3] * dyAt((n * result.x + line) * result.y + column, texel)[lane];
    }`,
)}
  return s;`,
  },
} satisfies Record<string, ProgramSpec | ((end: Ending) => ProgramSpec)>;
