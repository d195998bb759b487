import { glsl, type Kind } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import { inLoop } from './inLoop';
import { variant } from './variant';

export type Reduction = 'sum' | 'prod' | 'max' | 'min';

// Tests on bits: a compiler that assumes that there is no NaN removes any other.
const nanTest = '(floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u';

/** The larger or smaller of two: NaN, where either is. */
const extreme = (name: 'max' | 'min'): string => `
bool isNaN_(float x) { return ${nanTest}; }
float join(float a, float b) { return isNaN_(a) ? a : isNaN_(b) ? b : ${name}(a, b); }
vec4 join(vec4 a, vec4 b) { return vec4(join(a.x, b.x), join(a.y, b.y), join(a.z, b.z), join(a.w, b.w)); }`;

/** How two partial results become one, and the one that changes nothing. */
function joinText(op: Reduction, kind: Kind): { join: string; identity: string } {
  const { scalar, vector } = glsl[kind];
  const both = (text: string) =>
    `\n${[scalar, vector].map((type) => `${type} join(${type} a, ${type} b) { return ${text}; }`).join('\n')}`;
  const ends = {
    float: ['uintBitsToFloat(0xff800000u)', 'uintBitsToFloat(0x7f800000u)'],
    int: ['int(0x80000000u)', '0x7fffffff'],
    byte: ['0u', '255u'],
  }[kind];
  switch (op) {
    case 'sum':
      return { join: both('a + b'), identity: `${scalar}(0)` };
    case 'prod':
      return { join: both('a * b'), identity: `${scalar}(1)` };
    case 'max':
      return { join: kind === 'float' ? extreme('max') : both('max(a, b)'), identity: ends[0] };
    case 'min':
      return { join: kind === 'float' ? extreme('min') : both('min(a, b)'), identity: ends[1] };
  }
}

/**
 * Of `outer` times n lines of `width` values each, the n joined, or a slice of them: four lines at a time, so that a sum of many keeps
 * its digits and the reads do not wait for each other. It gives lines of `width` values, or single ones, joined across their line.
 */
function write(op: Reduction, kind: Kind, form: 'lines' | 'sums', whole: boolean): ProgramSpec {
  const { scalar, vector } = glsl[kind];
  const { join, identity } = joinText(op, kind);
  const type = whole ? vector : scalar;
  const walk = `
  ${type} total = ${type}(${identity});
  for (; i + 4 < end; i += 4) {
    ${type} a = next(at);
    ${type} b = next(at);
    ${type} c = next(at);
    ${type} d = next(at);
    total = join(total, join(join(a, b), join(c, d)));
  }`;
  const head = whole
    ? `
// The texel at a row and column of x, which move on to the next line.
${vector} next(inout ivec2 at) {
  ${vector} v = xAt(at.x, at.y);
  at += strides;
  if (at.y >= xLayout.y) at += ivec2(1, -xLayout.y);
  return v;
}
// Texel j of the lines i to end.
${vector} along(int o, int j, int i, int end) {
  int first = (o * sizes.x + i) * sizes.y + j;
  ivec2 at = ivec2(first / xLayout.y, 0);
  at.y = first - at.x * xLayout.y;${walk}
  for (; i < end; i++) {
    ${vector} v = next(at);
    if (i == sizes.x - 1) for (int k = tail; k < 4; k++) v[k] = ${identity};
    total = join(total, v);
  }
  return total;
}`
    : `
${scalar} next(inout int at) {
  at += lines.y;
  return xElement(at - lines.y);
}
// Value j of the lines i to end.
${scalar} along(int o, int j, int i, int end) {
  int at = o * lines.z + i * lines.y + j;${walk}
  for (; i < end; i++) {
    ${scalar} v = next(at);
    total = join(total, i == sizes.x - 1 && j >= tail ? ${identity} : v);
  }
  return total;
}`;
  const four = (text: string) => `
  ${vector} y = ${vector}(0);
  int first = row * outLayout.x + texel * 4;
  for (int k = 0; k < 4; k++) {
    ${text}
  }
  return y;`;
  const place = (number: string, size: string) => `int q = ${number} / ${size};
    int j = ${number} - q * ${size};
    int o = q / sizes.z;
    int i = (q - o * sizes.z) * sizes.w;
    int end = min(i + sizes.w, sizes.x);`;
  const lines = whole
    ? `
    int number = row * outLayout.y + texel;
    ${place('number', 'sizes.y')}
    return o < lines.x ? along(o, j, i, end) : ${vector}(0);`
    : four(`int number = first + k;
    ${place('number', 'lines.y')}
    if (o < lines.x) y[k] = along(o, j, i, end);`);
  const line = whole
    ? `${vector} v = along(o, 0, 0, sizes.x);`
    : `${vector} v = ${vector}(${[0, 1, 2, 3].map((j) => `along(o, ${j}, 0, sizes.x)`).join(', ')});`;
  const sums = four(`int o = first + k;
    if (o >= lines.x) continue;
    ${line}
    y[k] = join(join(v.x, v.y), join(v.z, v.w));`);
  return {
    name: op,
    inputs: { x: kind },
    output: kind,
    // n, texels of a line, slices and their lengths; outer, values of a line, values of all lines of an outer; from one line to the next.
    uniforms: { sizes: 'ivec4', lines: 'ivec3', strides: 'ivec2', tail: 'int' },
    head: join + head,
    value: form === 'lines' ? lines : sums,
    main: inLoop(kind),
  };
}

/** `whole`: lines begin at texels of their own, in the input and, unless single values are wanted, in the output. */
export const reduceProgram = (op: Reduction, kind: Kind, form: 'lines' | 'sums', whole: boolean): ProgramSpec =>
  variant(`reduce ${op} ${kind} ${form} ${whole}`, () => write(op, kind, form, whole));
