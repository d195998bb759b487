import type { ProgramSpec } from '../device/Program';
import { eachLane, inLoop } from './inLoop';

/** Four values of x in row o, those behind its end too small to matter. */
const fourOf = (whole: boolean): string => `
vec4 fourOf(int o, int t) {
  int i = 4 * t;
  ${
    whole
      ? `int place = t;
  int row = o;
  if (xLayout.y != texels) {
    place += o * texels;
    row = place / xLayout.y;
    place -= row * xLayout.y;
  }
  vec4 v = xAt(row, place);`
      : `int first = o * n + i;
  vec4 v = vec4(xElement(first), xElement(first + 1), xElement(first + 2), xElement(first + 3));`
  }
  for (int k = n - i; k < 4; k++) v[k] = uintBitsToFloat(0xff800000u);
  return v;
}`;

/** (maximum, sum of exp(x - maximum)) of each slice of a row. `whole`: rows begin at texels of their own. */
const ofSlices = (whole: boolean): ProgramSpec => ({
  name: 'softmax statistics',
  inputs: { x: 'float' },
  output: 'float',
  uniforms: { outer: 'int', n: 'int', texels: 'int', slices: 'int', slice: 'int' },
  head: fourOf(whole),
  value: `
  int o = row / slices;
  if (o >= outer) return vec4(0.0);
  int first = (row - o * slices) * slice;
  int end = min(first + slice, texels);
  vec4 largest = fourOf(o, first);
  for (int t = first + 1; t < end; t++) largest = max(largest, fourOf(o, t));
  float most = max(max(largest.x, largest.y), max(largest.z, largest.w));
  // Of a slice of -Infinity no difference is to be taken.
  float base = max(most, -3e38);
  vec4 sums = vec4(0.0);
  for (int t = first; t < end; t++) sums += exp(fourOf(o, t) - base);
  return vec4(most, (sums.x + sums.y) + (sums.z + sums.w), 0.0, 0.0);`,
  main: inLoop('float'),
});

/** The same of whole rows. */
export const joinSlices: ProgramSpec = {
  name: 'softmax statistics',
  inputs: { parts: 'float' },
  output: 'float',
  uniforms: { outer: 'int', slices: 'int' },
  value: `
  if (row >= outer) return vec4(0.0);
  float most = partsAt(row * slices, 0).x;
  for (int i = 1; i < slices; i++) most = max(most, partsAt(row * slices + i, 0).x);
  float base = max(most, -3e38);
  float sum = 0.0;
  for (int i = 0; i < slices; i++) {
    vec4 part = partsAt(row * slices + i, 0);
    sum += part.y * exp(part.x - base);
  }
  return vec4(most, sum, 0.0, 0.0);`,
  main: inLoop('float'),
};

const NaN_ = 'uintBitsToFloat(0x7fc00000u)';

const results = {
  softmax: 'exp(v - m) / s',
  logSoftmax: '(v - m) - log(s)',
  softmaxCrossEntropyGrad: 'exp(v - m) / s * slope',
};
export type RowOp = keyof typeof results;

const single = `
float resultAt(int element) {
  int o = element / n;
  return o < outer ? resultOf(o, element - o * n, xElement(element)) : 0.0;
}`;

/** Every value of a row from its statistics; texel by texel, or value by value where rows do not begin at texels of their own. */
function ofRows(op: RowOp, whole: boolean): ProgramSpec {
  const isGradient = op === 'softmaxCrossEntropyGrad';
  const type = whole ? 'vec4' : 'float';
  const hit = whole ? 'int k = label - i; if (k >= 0 && k < 4) y[k] -= slope;' : 'if (label == i) y -= slope;';
  // A label that is no class makes the gradient NaN: better seen than silent.
  const [before, after] = isGradient
    ? [
        'float slope = dLossElement(o);\n  int label = labelsElement(o);',
        `${hit}\n  if (label < 0 || label >= n) y += ${NaN_};`,
      ]
    : ['', ''];
  return {
    name: op,
    inputs: { x: 'float', statistics: 'float', ...(isGradient && ({ dLoss: 'float', labels: 'int' } as const)) },
    output: 'float',
    uniforms: { outer: 'int', n: 'int', texels: 'int' },
    head: `${whole ? fourOf(true) : ''}
// From column i of row o on.
${type} resultOf(int o, int i, ${type} v) {
  vec2 both = statisticsAt(o, 0).xy;
  float m = both.x;
  float s = both.y;
  ${before}
  ${type} y = ${results[op]};
  ${after}
  return y;
}${whole ? '' : single}`,
    value: whole
      ? `
  int place = row * outLayout.y + texel;
  int o = place / texels;
  if (o >= outer) return vec4(0.0);
  int t = place - o * texels;
  return resultOf(o, 4 * t, fourOf(o, t));`
      : eachLane('float', 'resultAt'),
    main: inLoop('float'),
  };
}

/** The loss of each row; NaN for a label that is no class. */
export const crossEntropy: ProgramSpec = {
  name: 'softmaxCrossEntropy',
  inputs: { x: 'float', statistics: 'float', labels: 'int' },
  output: 'float',
  uniforms: { outer: 'int', n: 'int' },
  head: `
float loss(int o) {
  if (o >= outer) return 0.0;
  int label = labelsElement(o);
  if (label < 0 || label >= n) return ${NaN_};
  vec2 both = statisticsAt(o, 0).xy;
  return log(both.y) - (xElement(o * n + label) - both.x);
}`,
  value: eachLane('float', 'loss'),
  main: inLoop('float'),
};

const both = <T>(program: (whole: boolean) => T) => ({ whole: program(true), single: program(false) });

export const statisticsOfSlices = both(ofSlices);

export const rowPrograms = {
  softmax: both((whole) => ofRows('softmax', whole)),
  logSoftmax: both((whole) => ofRows('logSoftmax', whole)),
  softmaxCrossEntropyGrad: both((whole) => ofRows('softmaxCrossEntropyGrad', whole)),
};
