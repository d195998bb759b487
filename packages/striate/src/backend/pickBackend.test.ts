import { cpu } from '@striate/backend-cpu';
import type { Backend } from '@striate/tensor';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Candidates, pickBackend, pickBackendThreaded } from './pickBackend';

vi.setConfig({ testTimeout: 60_000 }); // a machine that is busy with other things is no failure

let now = 0;
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A backend that computes, and whose reading takes `ms` for a batch, a quarter for an image; the first one takes longer. */
function backend(name: string, ms: number) {
  const real = cpu() as unknown as Backend;
  let [reads, buffers] = [0, 0];
  return {
    ...real,
    name,
    get reads() {
      return reads;
    },
    get buffers() {
      return buffers;
    },
    alloc(...args: Parameters<Backend['alloc']>) {
      buffers++;
      return real.alloc(...args);
    },
    free(buffer: unknown) {
      buffers--;
      real.free(buffer);
    },
    readSync(...args: Parameters<NonNullable<Backend['readSync']>>) {
      now += reads++ === 0 ? 1000 : (ms * args[2]) / 512;
      return real.readSync?.(...args) ?? new Float32Array();
    },
  };
}

function fakeStore(entries: Record<string, string> = {}) {
  return {
    entries,
    getItem: (key: string) => entries[key] ?? null,
    setItem(key: string, value: string) {
      entries[key] = value;
    },
  };
}

const on = (backend: Backend) => ({ backend, renderer: 'Some GPU' });

function race(onHost: number, onDevice: number, more: Partial<Candidates> = {}) {
  const [host, device] = [backend('cpu', onHost), backend('webgl', onDevice)];
  const candidates: Candidates = { webgl: () => on(device), cpu: () => host, version: '1.2.3', ...more };
  return { host, device, candidates };
}

const key = 'striate 1.2.3 backend on Some GPU';

it('takes the faster one, of runs that are warm, and frees what it needed', () => {
  const { candidates, device, host } = race(10, 2);
  const choice = pickBackend(candidates);
  expect(choice.backend).toBe(device);
  expect(choice).toMatchObject({
    remembered: false,
    measured: [
      { name: 'cpu', ms: 10 },
      { name: 'webgl', ms: 2 },
    ],
  });
  expect([host.buffers, device.buffers]).toEqual([0, 0]);
});

it('leaves it to the CPU where software draws, and where it is close', () => {
  for (const onDevice of [40, 10, 9]) {
    const { candidates, host } = race(10, onDevice);
    expect(pickBackend(candidates).backend).toBe(host);
  }
});

it('does not go on once it is clear', () => {
  const { candidates, host, device } = race(5, 300);
  pickBackend(candidates);
  expect([host.reads, device.reads]).toEqual([2, 2]);
  const close = race(4, 5);
  pickBackend(close.candidates);
  expect([close.host.reads, close.device.reads]).toEqual([5, 5]);
});

it('reckons with threads that have not started', () => {
  const { candidates, host, device } = race(10, 4);
  expect(pickBackend(candidates).backend).toBe(device);
  const choice = pickBackend({ ...candidates, gain: 4 });
  expect(choice.backend).toBe(host);
  expect(choice.measured[0].ms).toBe(2.5);
});

it('measures with threads where it may wait for them', async () => {
  const { candidates, host } = race(10, 2);
  let reads = 0;
  const choice = await pickBackendThreaded(candidates, false, async () => {
    reads = host.reads;
  });
  expect(reads).toBe(1);
  expect(choice.measured).toHaveLength(2);
  const store = fakeStore({ [key]: 'cpu' });
  const threads = vi.fn();
  expect((await pickBackendThreaded({ ...candidates, store }, false, threads)).remembered).toBe(true);
  expect(threads).not.toHaveBeenCalled();
});

it('remembers what it chose for this GPU and version, until it is asked anew', () => {
  const store = fakeStore();
  const first = race(10, 2, { store });
  expect(pickBackend(first.candidates).remembered).toBe(false);
  expect(store.entries).toEqual({ [key]: 'webgl' });

  const next = race(10, 40, { store });
  expect(pickBackend(next.candidates)).toEqual({ backend: next.device, remembered: true, measured: [] });
  expect(next.host.reads + next.device.reads).toBe(0);
  expect(pickBackend(next.candidates, true)).toMatchObject({ backend: next.host, remembered: false });
  expect(store.entries).toEqual({ [key]: 'cpu' });
  expect(pickBackend(race(10, 2, { store }).candidates).backend.name).toBe('cpu');

  const other = race(10, 2, { store, version: '1.3.0' });
  expect(pickBackend(other.candidates).backend).toBe(other.device);
  store.entries[key] = 'quantum';
  expect(pickBackend(race(10, 2, { store }).candidates)).toMatchObject({
    remembered: false,
    backend: { name: 'webgl' },
  });
});

it('does without a store that may not be used or is full', () => {
  const broken = () => {
    throw new DOMException('no', 'SecurityError');
  };
  const { candidates, device } = race(10, 2, { store: { getItem: broken, setItem: broken } });
  expect(pickBackend(candidates).backend).toBe(device);
});

it('leaves out a backend that fails, when it is made or when it runs, and does not remember that', () => {
  const fails = (): never => {
    throw new Error('no WebGL2 here');
  };
  const store = fakeStore();
  const { candidates, host, device } = race(10, 2, { store });
  expect(pickBackend({ ...candidates, webgl: fails })).toEqual({
    backend: host,
    remembered: false,
    measured: [{ name: 'webgl', ms: Number.POSITIVE_INFINITY, error: 'no WebGL2 here' }],
  });
  expect(host.reads).toBe(0);
  // Its third run is the first with a batch.
  let runs = 0;
  const matmul = (...args: Parameters<Backend['kernels']['matmul']>) =>
    ++runs > 4 ? fails() : device.kernels.matmul(...args);
  const later = pickBackend({ ...candidates, webgl: () => on({ ...device, kernels: { ...device.kernels, matmul } }) });
  expect(later).toMatchObject({ backend: host, measured: [{ ms: 10 }, { error: 'no WebGL2 here' }] });
  expect(runs).toBe(5);
  const half = { ...device, kernels: { ...device.kernels, matmul: fails } };
  const choice = pickBackend({ ...candidates, webgl: () => on(half) });
  expect(choice.backend).toBe(host);
  expect(choice.measured[1]).toMatchObject({ ms: Number.POSITIVE_INFINITY, error: 'no WebGL2 here' });
  const wrong = { ...device, readSync: () => new Float32Array(512) };
  expect(pickBackend({ ...candidates, webgl: () => on(wrong) }).backend).toBe(host);
  const { readSync: _, ...slow } = device;
  expect(pickBackend({ ...candidates, webgl: () => on(slow) }).backend).toBe(host);
  expect(pickBackend({ ...candidates, cpu: fails }).backend).toBe(device);
  expect(store.entries).toEqual({});
  expect(() => pickBackend({ ...candidates, cpu: fails, webgl: () => on(half) })).toThrow('no WebGL2 here');
  expect(() => pickBackend({ ...candidates, cpu: fails, webgl: fails })).toThrow('no WebGL2 here');
});
