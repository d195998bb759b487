import type { Shape, View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { strided } from './strided';

/** Two operands over up to three collapsed dimensions: sizes, and byte strides of both (0 where one repeats). */
export interface Plan {
  readonly sizes: number[];
  readonly a: number[];
  readonly b: number[];
}

/**
 * Collapses neighbouring dimensions over which both operands either advance or repeat. Right-aligned, outermost first;
 * undefined where more than three remain.
 */
export function collapse(out: Shape, a: Shape, b: Shape): Plan | undefined {
  const sizes: number[] = [];
  const moves: boolean[][] = [[], []];
  for (let i = 1; i <= out.length; i++) {
    const size = out[out.length - i];
    if (size === 1) continue;
    const movesA = i <= a.length && a[a.length - i] !== 1;
    const movesB = i <= b.length && b[b.length - i] !== 1;
    const last = sizes.length - 1;
    if (last >= 0 && moves[0][last] === movesA && moves[1][last] === movesB) sizes[last] *= size;
    else {
      if (sizes.length === 3) return undefined;
      sizes.push(size);
      moves[0].push(movesA);
      moves[1].push(movesB);
    }
  }
  while (sizes.length < 3) {
    sizes.push(1);
    moves[0].push(false);
    moves[1].push(false);
  }
  // Still innermost first, as strides grow.
  const strides = (moving: boolean[]) => {
    let stride = 4;
    return sizes.map((size, i) => {
      if (!moving[i]) return 0;
      const now = stride;
      stride *= size;
      return now;
    });
  };
  const [left, right] = [strides(moves[0]), strides(moves[1])];
  return { sizes: sizes.reverse(), a: left.reverse(), b: right.reverse() };
}

/** The address of `x` with every dimension of `shape` in memory: `x` itself, or a copy in scratch memory. */
export function materialize(engine: Engine, x: View<Ptr>, shape: Shape, size: number): Ptr {
  if (x.size === size) return x.buffer;
  const bytes = x.dtype === 'float32' || x.dtype === 'int32' ? 4 : 1;
  const target = engine.memory.scratch(size * bytes);
  const source: number[] = [];
  let stride = bytes;
  for (let i = 1; i <= shape.length; i++) {
    const d = i <= x.shape.length ? x.shape[x.shape.length - i] : 1;
    source.unshift(d === 1 ? 0 : stride);
    stride *= d;
  }
  strided(engine, x.buffer, target, shape, source, bytes);
  return target;
}
