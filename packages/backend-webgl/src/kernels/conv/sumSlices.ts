import type { ProgramSpec } from '../../device/Program';
import { variant } from '../variant';
import { type Ending, finish } from './epilogue';
import { each, sums } from './text';

/** Adds up what the slices of a product left below each other. */
export const sumSlices = (end: Ending): ProgramSpec =>
  variant(`sum of slices ${end.key}`, () => ({
    name: 'sum of slices',
    inputs: { x: 'float', ...end.inputs },
    output: 'float',
    uniforms: {
      /** Slices, rows from one to the next, rows of the result. */
      slices: 'ivec3',
    },
    head: end.head,
    main: (rows) => `
  locate();
${sums(rows)}
  for (int i = 0; i < slices.x; i++) {
    int row = i * slices.y + outRow;
    s0 += xAt(row, outTexel);
${each(rows - 1, (r) => `    if (outRow + ${r + 1} < slices.z) s${r + 1} += xAt(row + ${r + 1}, outTexel);`)}
  }
${finish(rows, end)}`,
  }));

/** The same where the rows of a slice are `channels.y` a tap, of which the result has the first `channels.x`. */
export const sumPaddedSlices: ProgramSpec = {
  name: 'sum of padded slices',
  inputs: { x: 'float' },
  output: 'float',
  uniforms: {
    /** Slices, rows from one to the next. */
    slices: 'ivec2',
    channels: 'ivec2',
  },
  value: `
  int tap = row / channels.x;
  int from = tap * channels.y + row - tap * channels.x;
  vec4 s = vec4(0.0);
  for (int i = 0; i < slices.x; i++) s += xAt(i * slices.y + from, texel);
  return s;`,
};
