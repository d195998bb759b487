import { glsl, type Kind } from '../device/formats';

/**
 * The rows of a fragment one after the other, as the `main` of a program whose `value` is long: eight copies of it would take long to
 * compile.
 */
export const inLoop =
  (output: Kind) =>
  (rows: number): string =>
    `  locate();
  for (int i = 0; i < ROWS; i++) {
    ${glsl[output].vector} v = valueAt(outRow + i, outTexel);
${Array.from({ length: rows }, (_, i) => `    if (i == ${i}) y${i} = v;`).join('\n')}
  }`;

/** The body of a `value` whose four lanes are each `of` an element's number, one after the other for the same reason. */
export const eachLane = (output: Kind, of: string): string => `
  ${glsl[output].vector} v;
  for (int k = 0; k < 4; k++) v[k] = ${of}(row * outLayout.x + texel * 4 + k);
  return v;`;
