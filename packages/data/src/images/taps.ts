/** For each position along an axis of the result, which positions of the source it is made of, and their shares. */
export interface Taps {
  readonly start: Int32Array;
  /** Shares of `count` positions from `start` on. */
  readonly shares: Float32Array;
  readonly count: number;
}

/**
 * A triangle around the place in the source, as wide as two of its pixels; with `antialias`, where the result is smaller, as wide
 * as two of the result's, so that every pixel of the source counts. Pixel centres lie at half coordinates.
 */
export function bilinearTaps(from: number, to: number, antialias: boolean): Taps {
  const scale = from / to;
  const reach = antialias ? Math.max(1, scale) : 1;
  const count = Math.min(from, Math.ceil(2 * reach));
  const start = new Int32Array(to);
  const shares = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    const centre = scale * (i + 0.5) - 0.5;
    const first = Math.max(0, Math.min(from - count, Math.ceil(centre - reach)));
    start[i] = first;
    let sum = 0;
    for (let k = 0; k < count; k++) sum += share(first + k - centre, reach);
    for (let k = 0; k < count; k++) shares[i * count + k] = share(first + k - centre, reach) / sum;
  }
  return { start, shares, count };
}

function share(distance: number, reach: number): number {
  return Math.max(0, 1 - Math.abs(distance) / reach);
}

/** Each position is the source's that its centre falls on. */
export function nearestTaps(from: number, to: number): Taps {
  const scale = from / to;
  const start = Int32Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.floor((i + 0.5) * scale)));
  return { start, shares: new Float32Array(to).fill(1), count: 1 };
}

/** Shares in 16384ths that add up to one, an even number of them: the last may be nothing. */
export function wholeShares({ start, shares, count }: Taps): { start: Int32Array; shares: Int16Array; count: number } {
  const even = count + (count & 1);
  const whole = new Int16Array(start.length * even);
  for (let i = 0; i < start.length; i++) {
    let [left, largest] = [16384, i * even];
    for (let k = 0; k < count; k++) {
      const at = i * even + k;
      whole[at] = Math.round(16384 * shares[i * count + k]);
      left -= whole[at];
      if (whole[at] > whole[largest]) largest = at;
    }
    whole[largest] += left;
  }
  return { start, shares: whole, count: even };
}
