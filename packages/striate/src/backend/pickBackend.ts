import type { Backend } from '@striate/tensor';
import { type BackendTimer, timeBackend } from './timeBackend';

/** What became of a backend that was tried. */
export interface BackendMeasurement {
  readonly name: 'cpu' | 'webgl';
  /** Milliseconds that a small network takes, at least; infinite where it cannot be run. */
  readonly ms: number;
  /** Why not. */
  readonly error?: string;
}

/** The backend that is the faster one here. */
export interface BackendChoice {
  readonly backend: Backend;
  /** Whether an earlier measurement was relied on. */
  readonly remembered: boolean;
  /** Empty where nothing was measured. */
  readonly measured: readonly BackendMeasurement[];
}

export interface Candidates {
  webgl(): { readonly backend: Backend; readonly renderer: string };
  cpu(): Backend;
  /** How many times faster the CPU will be than it is while it is measured. Default 1. */
  gain?: number;
  /** Keeps choices from visit to visit. */
  store?: Pick<Storage, 'getItem' | 'setItem'>;
  /** What another version chose is not remembered: its kernels were others. */
  version: string;
}

/** What the GPU has to be faster by: values come back from it later than this can measure, and in 32 bits only. */
const margin = 1.25;

/**
 * The faster of two backends. One that fails has lost; an error is thrown only where both do.
 * @param fresh Measures although an earlier choice is known.
 */
export function pickBackend(candidates: Candidates, fresh = false): BackendChoice {
  const begun = begin(candidates, fresh);
  return 'measured' in begun ? begun : decide(begun, candidates);
}

/** The same, with the threads of the CPU: `threads` is called after the work with which they start. */
export async function pickBackendThreaded(
  candidates: Candidates,
  fresh: boolean,
  threads: () => Promise<unknown>,
): Promise<BackendChoice> {
  const begun = begin(candidates, fresh);
  if ('measured' in begun) return begun;
  begun.host.warmUp();
  await threads();
  return decide(begun, candidates);
}

interface Race {
  readonly host: Contestant;
  readonly device: Contestant;
  /** Under which the choice is remembered. */
  readonly key: string;
}

/** What can be said without measuring, or what there is to measure. */
function begin({ webgl, cpu, store, version }: Candidates, fresh: boolean): BackendChoice | Race {
  let key = '';
  const device = new Contestant('webgl', () => {
    const { backend, renderer } = webgl();
    key = `striate ${version} backend on ${renderer}`;
    return backend;
  });
  if (!device.backend) return { backend: cpu(), remembered: false, measured: [device.found()] };
  const known = fresh ? undefined : quietly(() => store?.getItem(key));
  if (known === 'webgl') return { backend: device.backend, remembered: true, measured: [] };
  if (known === 'cpu') return { backend: cpu(), remembered: true, measured: [] };
  return { host: new Contestant('cpu', cpu), device, key };
}

function decide({ host, device, key }: Race, { gain, store }: Candidates): BackendChoice {
  run(host, device);
  const measured = [host.found(gain), device.found()];
  const [onHost, onDevice] = measured.map(({ ms }) => ms);
  const faster = onDevice * margin < onHost ? device : host;
  if (!faster.backend || (faster === host && host.error)) throw host.error;
  // A failure may be one of this moment, of a device that is busy with other pages.
  if (measured.every(({ error }) => error === undefined)) quietly(() => store?.setItem(key, faster.name));
  return { backend: faster.backend, remembered: false, measured };
}

/**
 * A batch each, in turns, a few times. What compiles programs and fills caches does not count, nor does a device go on that takes as
 * long for one image as the CPU for them all: where software draws, that would only keep the page waiting.
 */
function run(host: Contestant, device: Contestant): void {
  for (const each of [host, device]) each.warmUp();
  host.run('batch');
  device.run('image');
  if (device.best < host.best) {
    device.best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round++) {
      device.run('batch');
      host.run('batch');
    }
  }
  for (const each of [host, device]) each.end();
}

class Contestant {
  readonly name: 'cpu' | 'webgl';
  readonly backend: Backend | undefined;
  /** Milliseconds of its fastest run. */
  best = Number.POSITIVE_INFINITY;
  error: unknown;
  #timer: BackendTimer | undefined;

  constructor(name: 'cpu' | 'webgl', create: () => Backend) {
    this.name = name;
    this.backend = this.#try(create);
  }

  /** Threads start with it, too. */
  warmUp(): void {
    this.run('image');
    this.best = Number.POSITIVE_INFINITY;
  }

  run(size: 'batch' | 'image'): void {
    this.#try(() => {
      if (!this.backend || this.error) return;
      this.#timer ??= timeBackend(this.backend);
      this.best = Math.min(this.best, this.#timer.run(size));
    });
  }

  end(): void {
    this.#try(() => this.#timer?.end());
  }

  found(gain = 1): BackendMeasurement {
    if (this.error === undefined) return { name: this.name, ms: this.best / gain };
    const error = this.error instanceof Error ? this.error.message : String(this.error);
    return { name: this.name, ms: Number.POSITIVE_INFINITY, error };
  }

  #try<T>(body: () => T): T | undefined {
    try {
      return body();
    } catch (error) {
      this.error = error ?? new Error('unknown');
      return undefined;
    }
  }
}

/** Pages may be forbidden to keep anything, and their place may be full. */
function quietly<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch {
    return undefined;
  }
}
