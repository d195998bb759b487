import { StriateError } from '@striate/tensor';
import type { HostileReader } from './hostileReaders';
import { mutations } from './mutations';

// Damaged files by the thousand: a reader reads one or refuses it with an error of ours. It does not crash, hang, or take memory
// for what a file merely claims.

/** What a file of a few kilobytes may cost. */
export const limits = { milliseconds: 10_000, megabytes: 512 } as const;

export interface SoakTally {
  readonly reader: string;
  read: number;
  refused: number;
  slowestMilliseconds: number;
}

/** A file that a reader did not stand. */
export class SoakError extends Error {
  override name = 'SoakError';
  readonly file: Uint8Array;

  constructor(message: string, file: Uint8Array, cause?: unknown) {
    super(message, { cause });
    this.file = file;
  }
}

/** Reads `count` damaged files, as many with each reader; `before` is told of each. Throws a `SoakError` at the first that fails. */
export async function soak(
  readers: readonly HostileReader[],
  count: number,
  seed: number,
  before: (reader: string, done: number) => void = () => {},
): Promise<SoakTally[]> {
  const tallies: SoakTally[] = [];
  let done = 0;
  for (const [index, { name, files, read }] of readers.entries()) {
    for (const file of files) await read(file);
    const tally: SoakTally = { reader: name, read: 0, refused: 0, slowestMilliseconds: 0 };
    tallies.push(tally);
    const share = Math.floor((count * (index + 1)) / readers.length) - Math.floor((count * index) / readers.length);
    let peak = memoryPeak();
    for (const file of mutations(files, share, seed + index)) {
      before(name, done++);
      const begin = performance.now();
      try {
        await read(file);
        tally.read++;
      } catch (error) {
        tally.refused++;
        if (!(error instanceof StriateError)) throw new SoakError(`${name}: ${error}`, file, error);
      }
      const milliseconds = performance.now() - begin;
      tally.slowestMilliseconds = Math.max(tally.slowestMilliseconds, milliseconds);
      if (milliseconds > limits.milliseconds) throw new SoakError(`${name}: ${Math.round(milliseconds)} ms`, file);
      const now = memoryPeak();
      if (now - peak > limits.megabytes) throw new SoakError(`${name}: took ${Math.round(now - peak)} MB`, file);
      peak = now;
    }
  }
  return tallies;
}

/** The most memory the process has ever had, in MB: what was taken and given back in between counts. */
function memoryPeak(): number {
  return process.resourceUsage().maxRSS / 1024;
}
