import { glsl, type Kind } from '../device/formats';

/**
 * Gives a fragment its rows one after the other: `each` sets `v`, of row number `i`. Eight copies of a long text would take long to
 * compile.
 */
export const rowLoop = (output: Kind, rows: number, each: string): string => `  for (int i = 0; i < ROWS; i++) {
    ${glsl[output].vector} v;
    ${each}
${Array.from({ length: rows }, (_, i) => `    if (i == ${i}) y${i} = v;`).join('\n')}
  }`;

/** The `main` of a program whose `value` is long. */
export const inLoop =
  (output: Kind) =>
  (rows: number): string =>
    `  locate();\n${rowLoop(output, rows, 'v = valueAt(outRow + i, outTexel);')}`;

/** The body of a `value` whose four lanes are each `of` an element's number, one after the other for the same reason. */
export const eachLane = (output: Kind, of: string): string => `
  ${glsl[output].vector} v;
  for (int k = 0; k < 4; k++) v[k] = ${of}(row * outLayout.x + texel * 4 + k);
  return v;`;
