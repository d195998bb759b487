import { type CpuBackend, cpu } from '@striate/backend-cpu';
import {
  type Backend,
  BackendError,
  DeviceLostError,
  type DType,
  hostArray,
  inPlace,
  type TypedArray,
  type View,
} from '@striate/tensor';

type Ptr = Parameters<CpuBackend['free']>[0];

/** Memory of a device that can be lost. */
interface Held {
  readonly ptr: Ptr;
  readonly dtype: DType;
  readonly size: number;
  /** The values on the host, where it has them. */
  host?: TypedArray;
  gone?: boolean;
}

/** Counts ops and reads, and is lost and comes back as a test wants. */
export interface Losable extends Backend<Held> {
  /** What is counted, from 1: every op, and every read. */
  readonly counts: { ops: number; reads: number; losses: number };
  /** Called before each op and read; true: the device is lost now. */
  strike: (what: 'op' | 'read') => boolean;
  lose(): void;
  /** Whether `restored` rejects. */
  dead: boolean;
}

type AnyKernel = (inputs: readonly View<Ptr>[], ...rest: unknown[]) => void;

/**
 * The CPU backend as a device that can be lost. What was not written from the host or preserved is gone then, and its memory is full of
 * NaN, so that nothing is used by accident; the device comes back when somebody waits for it.
 */
export function losable(inner: CpuBackend = cpu()): Losable {
  let lost = false;
  const live = new Set<Held>();
  const check = (what: 'op' | 'read' | 'alloc') => {
    if (what !== 'alloc') {
      backend.counts[what === 'op' ? 'ops' : 'reads']++;
      if (!lost && backend.strike(what)) backend.lose();
    }
    if (lost) throw new DeviceLostError('the device was lost');
  };
  const present = (held: Held): Held => {
    if (held.gone) throw new DeviceLostError('the values were computed on a device that was lost');
    return held;
  };
  const bare = ({ buffer, shape, dtype, size }: View<Held>): View<Ptr> => ({ buffer: buffer.ptr, shape, dtype, size });
  const overwritten = (held: Held) => {
    held.host = undefined;
    held.gone = false;
  };
  const kernel = (run: AnyKernel, inPlace: boolean) => {
    if (inPlace) {
      return (views: readonly View<Held>[], params: unknown) => {
        check('op');
        for (const { buffer } of views) present(buffer);
        run(views.map(bare), params);
        for (const { buffer } of views.slice(0, -1)) overwritten(buffer);
      };
    }
    return (inputs: readonly View<Held>[], out: View<Held>, params: unknown) => {
      check('op');
      for (const { buffer } of inputs) present(buffer);
      run(inputs.map(bare), bare(out), params);
      overwritten(out.buffer);
    };
  };
  const kernels = Object.entries(inner.kernels as unknown as Record<string, AnyKernel>).map(([name, run]) => [
    name,
    kernel(run, Object.hasOwn(inPlace, name)),
  ]);
  const backend: Losable = {
    name: 'losable',
    ready: Promise.resolve(),
    kernels: Object.fromEntries(kernels),
    counts: { ops: 0, reads: 0, losses: 0 },
    strike: () => false,
    dead: false,
    alloc(dtype, size) {
      check('alloc');
      const held = { ptr: inner.alloc(dtype, size), dtype, size };
      live.add(held);
      return held;
    },
    free(held) {
      live.delete(held);
      inner.free(held.ptr);
    },
    write(held, data) {
      check('alloc');
      inner.write(held.ptr, data);
      overwritten(held);
      held.host = data.slice();
    },
    async read(held, dtype, size) {
      check('read');
      const values = inner.readSync(present(held).ptr, dtype, size);
      await Promise.resolve();
      if (lost) throw new DeviceLostError('the device was lost');
      return values;
    },
    memory: () => inner.memory(),
    lose() {
      lost = true;
      backend.counts.losses++;
      for (const held of live) {
        held.gone = held.host === undefined;
        const nothing = hostArray(held.dtype, held.size);
        inner.write(held.ptr, nothing.fill(Number.NaN));
      }
    },
    async restored() {
      if (!lost) return;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (backend.dead) throw new BackendError('the device did not come back');
      for (const { ptr, host } of live) if (host) inner.write(ptr, host);
      lost = false;
    },
    async preserve(held) {
      held.host = await backend.read(held, held.dtype, held.size);
    },
  };
  return backend;
}
