import type { ColorMatrix } from './colorMatrix';
import { PixelMemory } from './PixelMemory';
import type { Region } from './Region';
import { type Taps, wholeShares } from './taps';

/** Pixels on the host, row by row, `channels` numbers each. */
export interface Pixels<A extends Uint8Array | Float32Array> {
  readonly data: A;
  readonly width: number;
  readonly channels: number;
}

/** How an image comes from a region of another. */
export interface Resampling {
  readonly region: Region;
  readonly rows: Taps;
  readonly columns: Taps;
  /** Mirrored, left to right. Default false. */
  readonly flip?: boolean;
}

// WebAssembly does it (assembly/pixels.ts): the same code in Node.js and in a page, so that the same numbers come out, several at a time.

/** The numbers of the new image. */
export function resampleFloats(image: Pixels<Float32Array>, how: Resampling): Float32Array {
  const { region, rows, columns, flip = false } = how;
  const { channels } = image;
  const [height, width] = [rows.start.length, columns.start.length];
  const stride = region.width * channels;
  const place = new PixelMemory();
  const [rowStarts, rowShares] = [inBytes(place, rows, 4 * stride), place.table(rows.shares)];
  const [columnStarts, columnShares] = [inBytes(place, columns, 4 * channels), place.table(columns.shares)];
  const line = place.room(4 * stride);
  const out = place.room(4 * height * width * channels);
  const data = place.room(4 * region.height * stride);
  return place.run(({ memory: { buffer }, run }) => {
    copyRegion(image, region, new Float32Array(buffer, data));
    run.resampleFloats(
      ...([data, stride, stride, rowStarts, rowShares, rows.count] as const),
      ...([columnStarts, columnShares, columns.count, height, width, channels, Number(flip), line, out] as const),
    );
    return new Float32Array(buffer, out, height * width * channels).slice();
  });
}

/** The same for bytes, rounded; three channels may change colors on the way. */
export function resampleBytes(image: Pixels<Uint8Array>, how: Resampling, colors?: ColorMatrix): Uint8Array {
  const { region, flip = false } = how;
  const { channels } = image;
  const [rows, columns] = [wholeShares(how.rows), wholeShares(how.columns)];
  const [height, width] = [rows.start.length, columns.start.length];
  const stride = region.width * channels;
  const place = new PixelMemory();
  const [rowStarts, rowShares] = [inBytes(place, rows, stride), place.table(rows.shares)];
  const [columnStarts, columnShares] = [inBytes(place, columns, 2 * channels), place.table(columns.shares)];
  const pairs = place.table(pairPattern(channels));
  // What the columns add up to is in 2 ** 20ths.
  const matrix = place.table(colors?.map((factor, i) => (i < 12 ? factor * 2 ** -20 : factor)) ?? new Float32Array(16));
  const line = place.room(2 * stride);
  const out = place.room(height * width * channels);
  // A share of nothing may fall to the row behind the last.
  const data = place.room((region.height + 1) * stride);
  return place.run(({ memory: { buffer }, run }) => {
    copyRegion(image, region, new Uint8Array(buffer, data));
    run.resampleBytes(
      ...([data, stride, stride, rowStarts, rowShares, rows.count] as const),
      ...([columnStarts, columnShares, columns.count, height, width, channels, Number(flip)] as const),
      ...([pairs, Number(colors !== undefined), matrix, line, out] as const),
    );
    return new Uint8Array(buffer, out, height * width * channels).slice();
  });
}

function inBytes(place: PixelMemory, { start }: Pick<Taps, 'start'>, step: number): number {
  return place.table(start.map((position) => position * step));
}

/** Where the numbers of a pixel and of the next lie in a line of two-byte numbers, in pairs; 128 is nowhere. */
function pairPattern(channels: number): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, i) => {
    const [channel, next, byte] = [i >> 2, (i >> 1) & 1, i & 1];
    return channel < channels ? 2 * (channel + next * channels) + byte : 128;
  });
}

function copyRegion<A extends Uint8Array | Float32Array>(image: Pixels<A>, region: Region, into: A): void {
  const { data, width, channels } = image;
  const { top, left, height } = region;
  const stride = region.width * channels;
  const from = (top * width + left) * channels;
  // Whole rows lie one behind the other.
  const [runs, run] = region.width === width ? [1, height * stride] : [height, stride];
  for (let row = 0; row < runs; row++) {
    const at = from + row * width * channels;
    into.set(data.subarray(at, at + run), row * stride);
  }
}
