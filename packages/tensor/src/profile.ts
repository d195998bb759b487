import { type Backend, getBackend, type OpTime } from './backend';
import { StriateError } from './errors';
import { kernelTimer, setKernelTimer } from './kernelTimer';

/** The runs of one op. */
export interface OpProfile {
  readonly name: string;
  readonly count: number;
  /** Of all of them together. */
  readonly ms: number;
}

/** What `profile` found. */
export interface Profile<T> {
  /** What the function gave. */
  readonly result: T;
  /** From the call to its result, by the clock. A device works on behind the host, so its ops can add up to more. */
  readonly totalMs: number;
  /** The longest first. */
  readonly ops: readonly OpProfile[];
  /** A table of them, for `console.log`. */
  toString(): string;
}

/**
 * Runs `body` and tells where the time goes, op by op. On a backend that can time its device (WebGL with timer queries) these are the
 * device's times; elsewhere those of the kernels by the clock of the host.
 *
 * What other code runs while an asynchronous `body` waits counts, too.
 *
 * @throws {StriateError} if another `profile` has not ended.
 *
 * @example
 * const found = await profile(() => net.predict(images));
 * console.log(`${found}`); // conv2d  12 runs  8.31 ms  64 % …
 */
export async function profile<T>(body: () => T | Promise<T>): Promise<Profile<T>> {
  if (kernelTimer) throw new StriateError('profile: another one is being made; wait for it');
  const times: OpTime[] = [];
  const devices = new Map<Backend, ReturnType<NonNullable<Backend['startProfile']>>>();
  const follow = (backend: Backend) => {
    if (backend.startProfile && !devices.has(backend)) devices.set(backend, backend.startProfile());
    return devices.has(backend);
  };
  follow(getBackend());
  setKernelTimer((name, backend) => {
    if (follow(backend)) return undefined;
    const begun = performance.now();
    return () => times.push({ name, ms: performance.now() - begun });
  });
  const begun = performance.now();
  let found: { result: T; totalMs: number } | undefined;
  try {
    const result = await body();
    found = { result, totalMs: performance.now() - begun };
  } finally {
    setKernelTimer(undefined);
    // A device that was told to measure is told to stop, whatever became of the function.
    const ended = Promise.all([...devices.values()].map((end) => end()));
    if (found) times.push(...(await ended).flat());
    else ended.catch(() => undefined);
  }
  const ops = summed(times);
  return { ...found, ops, toString: () => table(ops) };
}

function summed(times: readonly OpTime[]): OpProfile[] {
  const found = new Map<string, { name: string; count: number; ms: number }>();
  for (const { name, ms } of times) {
    const op = found.get(name) ?? { name, count: 0, ms: 0 };
    op.count++;
    op.ms += ms;
    found.set(name, op);
  }
  return [...found.values()].sort((a, b) => b.ms - a.ms);
}

function table(ops: readonly OpProfile[]): string {
  const all = ops.reduce((sum, { ms }) => sum + ms, 0);
  const rows = ops.map(({ name, count, ms }) => [
    name,
    `${count} ${count === 1 ? 'run' : 'runs'}`,
    `${ms.toFixed(2)} ms`,
    `${all > 0 ? Math.round((100 * ms) / all) : 0} %`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '))
    .join('\n');
}
