import { type ParseArgsConfig, parseArgs } from 'node:util';
import { StriateError } from 'striate';

/** A command line nobody can act on: the message says why, and the exit status is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The flags every demonstration has. */
export const commonFlags = {
  epochs: { type: 'string' },
  seed: { type: 'string' },
  'batch-size': { type: 'string' },
  out: { type: 'string' },
  quick: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The values of the flags. @throws {UsageError} for a flag that is not among them, and for anything that is no flag. */
export function readFlags<F extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: F) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The number a flag was given. @throws {UsageError} unless it is whole and not below `least`. */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
  throw new UsageError(`--${name} takes a whole number >= ${least}, got '${text}'`);
}

/** Runs a program on the command line: exit status 2 for one nobody can act on, 1 for everything else that goes wrong. */
export async function runCommand<Options>(
  usage: string,
  readOptions: (args: readonly string[]) => Options | 'help',
  run: (options: Options) => Promise<unknown>,
): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === 'help') console.log(usage);
    else await run(options);
  } catch (error) {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
    // What the library says is meant for readers; where else something broke, only the trace tells.
    else console.error(error instanceof StriateError ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
