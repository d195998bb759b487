import type { Tensor } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import { crc32 } from '../readers/crc32';
import { type ImageBytes, type ImageBytesOptions, imageBytes } from './imageBytes';

/** PNG's number for each count of channels: grey, grey and alpha, color, color and alpha. */
const colorTypes = [0, 4, 2, 6];

/**
 * A PNG file of one image, `[height, width]` or `[height, width, channels]`: 1 channel is grey, 2 are grey and alpha, 3 red, green and blue,
 * 4 those and alpha. Integers are 0 … 255, floats 0 … 1 (see `scale`). Needs no library, in Node.js as in a page.
 *
 * @throws {ShapeError} if it is not one image, a batch for example.
 * @throws {ValueError} if floats go far beyond 1: pixels 0 … 255 that were cast.
 *
 * @example
 * const bytes = await encodePng({ data: new Uint8Array([0, 255]), shape: [1, 2] });
 * image.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
 * await encodePng(featureMap, { scale: true }); // the least value black, the largest white
 */
export async function encodePng(
  x: Tensor | NdArray,
  options: ImageBytesOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const image = await imageBytes(x, options, 'encodePng');
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header.set([8, colorTypes[image.channels - 1]], 8); // 8 bits a number
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const body = await deflate(filterRows(image));
  return concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', new Uint8Array(0))]);
}

/**
 * Every row behind the number of its filter: each byte less the one to its left, above it, or a guess from both (Paeth), whichever leaves
 * the smallest differences.
 */
function filterRows({ data, height, width, channels }: ImageBytes): Uint8Array<ArrayBuffer> {
  const stride = width * channels;
  const out = new Uint8Array((stride + 1) * height);
  const candidates = [0, 1, 2, 4].map((type) => ({ type, row: new Uint8Array(stride) }));
  for (let y = 0; y < height; y++) {
    let [best, least] = [candidates[0], Number.POSITIVE_INFINITY];
    for (const candidate of candidates) {
      const sum = filterRow(candidate.type, data, y * stride, stride, channels, candidate.row);
      if (sum < least) [best, least] = [candidate, sum];
    }
    out[y * (stride + 1)] = best.type;
    out.set(best.row, y * (stride + 1) + 1);
  }
  return out;
}

/** Fills `row`; the sum of its bytes' distances from 0. */
function filterRow(
  type: number,
  data: Uint8Array,
  at: number,
  stride: number,
  channels: number,
  row: Uint8Array,
): number {
  let sum = 0;
  for (let i = 0; i < stride; i++) {
    const left = i >= channels ? data[at + i - channels] : 0;
    const up = at > 0 ? data[at + i - stride] : 0;
    const corner = at > 0 && i >= channels ? data[at + i - stride - channels] : 0;
    const guess = type === 0 ? 0 : type === 1 ? left : type === 2 ? up : paeth(left, up, corner);
    row[i] = data[at + i] - guess;
    sum += row[i] < 128 ? row[i] : 256 - row[i];
  }
  return sum;
}

/** Of three neighbours the one nearest to `left + up - corner`. */
function paeth(left: number, up: number, corner: number): number {
  const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Length, name, body and the checksum of name and body. */
function chunk(name: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(body.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, body.length);
  out.set(
    Array.from(name, (letter) => letter.charCodeAt(0)),
    4,
  );
  out.set(body, 8);
  view.setUint32(body.length + 8, crc32(out.subarray(4, body.length + 8)));
  return out;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
