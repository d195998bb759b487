/**
 * A copy of host values in memory that may be moved to another thread. A copy, so that nobody who still looks at an array
 * (a view of a whole data set, a table the function keeps) loses it. Memory that threads share stays where it is.
 *
 * Runs in worker threads, too, which get its text: everything in it must stand alone. (Inner functions are methods, because
 * compilers that keep names wrap all others in a helper.)
 */
export function pack(value: unknown): { readonly value: unknown; readonly moved: ArrayBuffer[] } {
  const moved: ArrayBuffer[] = [];
  const packing = {
    copy(v: unknown): unknown {
      if (typeof v !== 'object' || v === null) return v;
      if (ArrayBuffer.isView(v)) return packing.view(v);
      if (Array.isArray(v)) return typeof v[0] === 'number' ? v : v.map(packing.copy);
      const prototype = Object.getPrototypeOf(v);
      if (prototype !== Object.prototype && prototype !== null) return v;
      return Object.fromEntries(Object.entries(v).map(([key, inner]) => [key, packing.copy(inner)]));
    },
    view(v: ArrayBufferView): ArrayBufferView {
      if (!(v.buffer instanceof ArrayBuffer)) return v;
      const { buffer } = new Uint8Array(v.buffer, v.byteOffset, v.byteLength).slice();
      moved.push(buffer);
      // A Buffer of Node.js arrives as the Uint8Array it is.
      const View =
        v instanceof Uint8Array ? Uint8Array : (v.constructor as new (buffer: ArrayBuffer) => ArrayBufferView);
      return new View(buffer);
    },
  };
  return { value: packing.copy(value), moved };
}
