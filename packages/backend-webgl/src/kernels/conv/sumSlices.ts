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
