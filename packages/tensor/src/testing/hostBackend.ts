import type { Backend, View } from '../backend';
import { type DType, hostArray, type TypedArray } from '../dtype';
import { sizeOf } from '../shape';

type HostView = View<TypedArray>;

/** Strides of an input under broadcasting to `shape`: 0 along repeated axes. */
function strides(view: HostView, rank: number): number[] {
  return Array.from({ length: rank }, (_, i) => {
    const axis = i - (rank - view.shape.length);
    return axis < 0 || view.shape[axis] === 1 ? 0 : sizeOf(view.shape.slice(axis + 1));
  });
}

function elementwise(f: (...values: number[]) => number) {
  return (inputs: readonly HostView[], out: HostView) => {
    const rank = out.shape.length;
    const steps = inputs.map((view) => strides(view, rank));
    for (let i = 0; i < out.size; i++) {
      let rest = i;
      const at = inputs.map(() => 0);
      for (let axis = rank - 1; axis >= 0; axis--) {
        const place = rest % out.shape[axis];
        rest = Math.floor(rest / out.shape[axis]);
        for (let k = 0; k < at.length; k++) at[k] += place * steps[k][axis];
      }
      out.buffer[i] = f(...inputs.map((view, k) => view.buffer[at[k]]));
    }
  };
}

const kernels = {
  add: elementwise((a, b) => a + b),
  sub: elementwise((a, b) => a - b),
  mul: elementwise((a, b) => a * b),
  div: elementwise((a, b) => a / b),
  neg: elementwise((a) => -a),
  exp: elementwise(Math.exp),
  log: elementwise(Math.log),
  sin: elementwise(Math.sin),
  cos: elementwise(Math.cos),
  square: elementwise((a) => a * a),
  sqrt: elementwise(Math.sqrt),
  relu: elementwise((a) => Math.max(0, a)),
  equal: elementwise((a, b) => Number(a === b)),
  greater: elementwise((a, b) => Number(a > b)),
  select: elementwise((c, a, b) => (c ? a : b)),
  cast: elementwise((a) => a),
  broadcastTo: elementwise((a) => a),
  fill: (_: readonly HostView[], out: HostView, { value }: { value: number }) => void out.buffer.fill(value),
  sum: ([x]: readonly HostView[], out: HostView) => {
    const [outer, n, inner] = x.shape;
    out.buffer.fill(0);
    for (let o = 0; o < outer; o++)
      for (let k = 0; k < n; k++)
        for (let i = 0; i < inner; i++) out.buffer[o * inner + i] += x.buffer[(o * n + k) * inner + i];
  },
  concat: (inputs: readonly HostView[], out: HostView) => {
    const total = out.shape[1] * out.shape[2];
    let start = 0;
    for (const view of inputs) {
      const width = view.shape[1] * view.shape[2];
      for (let o = 0; o < view.shape[0]; o++)
        for (let i = 0; i < width; i++) out.buffer[o * total + start + i] = view.buffer[o * width + i];
      start += width;
    }
  },
};

/** A backend of a few plain loops, for the tests of this package: scopes, tapes and op rules, not numbers, are tested with it. */
export function hostBackend(): Backend<never> & { live(): number } {
  let live = 0;
  return {
    name: 'host',
    // The rest of the kernels is missing on purpose: run() names the one that a test would need.
    kernels: kernels as never,
    ready: Promise.resolve(),
    alloc: (dtype: DType, size: number) => {
      live++;
      return hostArray(dtype, size) as never;
    },
    free: () => {
      live--;
    },
    write: (buffer: TypedArray, data: TypedArray) => buffer.set(data),
    read: async (buffer: TypedArray) => buffer.slice(),
    readSync: (buffer: TypedArray) => buffer.slice(),
    memory: () => ({ bytes: 0, reserved: 0 }),
    live: () => live,
  };
}
