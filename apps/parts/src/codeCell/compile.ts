/** A program of the course as a function of Striate and a console. */
export type Program = (striate: object, console: object) => Promise<void>;

// Lines that a function made from text has above its body.
const header = 2;

/**
 * Turns a module that imports from 'striate' only, and has no types, into a function. Lines keep their numbers.
 *
 * @throws {SyntaxError} if the text is no program.
 */
export function compile(source: string): Program {
  const body = source
    .replace(/^import\s+type\b[^;]*;?/gm, '')
    .replace(/^import\s+\*\s+as\s+(\w+)\s+from\s*['"]striate['"];?/gm, 'const $1 = striate;')
    .replace(/^import\s*\{([^}]*)\}\s*from\s*['"]striate['"];?/gm, (_, names: string) => {
      return `const {${names.replace(/\btype\s+\w+\s*,?/g, '').replace(/(\w+)\s+as\s+(\w+)/g, '$1: $2')}} = striate;`;
    });
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  return new AsyncFunction('striate', 'console', body);
}

/** The line of the program an error came from, where the engine says. */
export function lineOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const found = /(?:<anonymous>|AsyncFunction|Function):(\d+):\d+/.exec(error.stack ?? '');
  return found ? Number(found[1]) - header : undefined;
}
