import { cpu } from '@striate/backend-cpu';
import { webgl } from '@striate/backend-webgl';
import type { Backend } from '@striate/tensor';
import { version } from '../../package.json';
import { type BackendChoice, type Candidates, pickBackend, pickBackendThreaded } from './pickBackend';

export interface ChooseBackendOptions {
  /** `cached` (default) relies on what was measured before with this GPU and this version, `fresh` measures again. */
  probe?: 'cached' | 'fresh';
}

/** Milliseconds in which the threads of the CPU backend have started. */
const threadsStart = 100;

/** What each further thread adds to the speed of the first, carefully. */
const eachThread = 0.6;

/**
 * The faster backend on this machine, and what was measured. A small network is run on the GPU and on the CPU, which takes some
 * tens of milliseconds and once the time to compile it; where there is no WebGL2 (in Node.js) that is the CPU without a measurement.
 *
 * The first op does the same by itself if no backend was set. It cannot wait, though: in a page with threads it reckons with what they
 * will add, where this measures it.
 *
 * @throws {BackendError} where neither of them works.
 *
 * @example
 * const { backend, measured } = await chooseBackend({ probe: 'fresh' });
 * console.table(measured);
 * await setBackend(backend);
 */
export async function chooseBackend({ probe = 'cached' }: ChooseBackendOptions = {}): Promise<BackendChoice> {
  if (!hasCanvas()) return { backend: host(), remembered: false, measured: [] };
  if (threads() === 1) return pickBackend(candidates(), probe === 'fresh');
  return pickBackendThreaded(candidates(), probe === 'fresh', () => new Promise((go) => setTimeout(go, threadsStart)));
}

/** The same at once, for the first op of a program. */
export function chooseBackendNow(): Backend {
  return hasCanvas() ? pickBackend({ ...candidates(), gain: 1 + eachThread * (threads() - 1) }).backend : host();
}

/** A backend only ever meets its own buffers. */
const host = () => cpu() as unknown as Backend;

function candidates(): Candidates {
  const device = () => {
    // Training takes floats of 32 bits; a device that has none is used where somebody asks for it.
    const backend = webgl({ precision: 'float32' });
    return { backend: backend as unknown as Backend, renderer: backend.renderer };
  };
  return { webgl: device, cpu: host, store: store(), version };
}

function hasCanvas(): boolean {
  return typeof OffscreenCanvas !== 'undefined' || typeof document !== 'undefined';
}

function threads(): number {
  return globalThis.crossOriginIsolated ? (globalThis.navigator?.hardwareConcurrency ?? 1) : 1;
}

/** Workers have none, and a page may be forbidden to look. */
function store(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
