import type { ProgramSpec } from '../../device/Program';
import { epilogueHead, epilogueInputs, epilogueUniforms, finish } from './epilogue';
import { each, sums } from './text';

/** Adds up what the slices of a product left below each other. */
export const sumSlices: ProgramSpec = {
  name: 'sum of slices',
  inputs: { x: 'float', ...epilogueInputs },
  output: 'float',
  uniforms: {
    /** Slices, rows from one to the next, rows of the result. */
    slices: 'ivec3',
    ...epilogueUniforms,
  },
  head: epilogueHead,
  main: (rows) => `
  locate();
${sums(rows)}
  for (int i = 0; i < slices.x; i++) {
    int row = i * slices.y + outRow;
    s0 += xAt(row, outTexel);
${each(rows - 1, (r) => `    if (outRow + ${r + 1} < slices.z) s${r + 1} += xAt(row + ${r + 1}, outTexel);`)}
  }
${finish(rows)}`,
};
