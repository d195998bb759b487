import { ShapeError, ValueError } from './errors';

/** Sizes of a tensor's axes, outermost first; `[]` is a scalar. Images are `[batch, height, width, channels]`. */
export type Shape = readonly number[];

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** `[2,3]`, as error messages print shapes. */
export function format(shape: readonly (number | null)[]): string {
  return `[${shape.map((d) => d ?? 'null').join(',')}]`;
}

/** Throws unless every axis is a whole number of at least 0. */
export function checkShape(shape: Shape, who: string): void {
  for (const d of shape) {
    if (!Number.isInteger(d) || d < 0)
      throw new ShapeError(`${who}: ${format(shape)} is not a shape: ${d} is not a whole number >= 0`);
  }
}

/** NumPy broadcasting of two shapes. */
export function broadcastShapes(a: Shape, b: Shape, who: string): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const [p, q] = [a[a.length - i] ?? 1, b[b.length - i] ?? 1];
    if (p !== q && p !== 1 && q !== 1) {
      throw new ShapeError(
        `${who}: shapes ${format(a)} and ${format(b)} do not broadcast: ${p} against ${q} on axis -${i}`,
      );
    }
    out[rank - i] = p === 1 ? q : p;
  }
  return out;
}

/** An axis counted from the front, from one that may be negative. */
export function normalizeAxis(axis: number, rank: number, who: string): number {
  const found = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || found < 0 || found >= rank) {
    throw new ValueError(`${who}: axis ${axis} is out of range for a tensor of rank ${rank}`);
  }
  return found;
}

/** Sorted, distinct axes; `undefined` means all of them. */
export function normalizeAxes(axes: number | readonly number[] | undefined, rank: number, who: string): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, i) => i);
  const list = (typeof axes === 'number' ? [axes] : axes).map((a) => normalizeAxis(a, rank, who));
  if (new Set(list).size !== list.length) throw new ValueError(`${who}: axes ${format(list)} name one axis twice`);
  return list.sort((a, b) => a - b);
}

/** Resolves a single -1 in a requested shape, as reshape does. */
export function inferShape(from: Shape, to: readonly number[], who: string): Shape {
  const size = sizeOf(from);
  const free = to.indexOf(-1);
  if (free !== to.lastIndexOf(-1)) throw new ShapeError(`${who}: ${format(to)} leaves more than one axis (-1) open`);
  const out = [...to];
  if (free >= 0) {
    out[free] = 1;
    const rest = sizeOf(out);
    out[free] = rest === 0 ? 0 : size / rest;
  }
  if (out.some((d) => !Number.isInteger(d) || d < 0) || sizeOf(out) !== size) {
    throw new ShapeError(`${who}: a tensor of shape ${format(from)} (${size} elements) does not fit ${format(to)}`);
  }
  return out;
}
