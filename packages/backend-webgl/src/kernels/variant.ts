import type { ProgramSpec } from '../device/Program';

const written = new Map<string, ProgramSpec>();

/** The program of a text with something baked in, the same one for the same key. */
export function variant(key: string, write: () => ProgramSpec): ProgramSpec {
  let program = written.get(key);
  if (!program) {
    program = write();
    written.set(key, program);
  }
  return program;
}
