import { Generator } from '@striate/tensor';
import { readBytes } from '../../readers/readBytes';

/** A file of testing/files, as bytes, in Node.js and in a page. */
export async function fixture(name: string): Promise<Uint8Array> {
  const bytes = await readBytes(new URL(`./files/${name}`, import.meta.url));
  if (!bytes) throw new Error(`testing/files has no ${name}`);
  return new Uint8Array(bytes); // of a Buffer, slice would not copy
}

/** The file with some bytes changed, or cut off: the same for the same number. */
export function mutate(bytes: Uint8Array, number: number): Uint8Array {
  const draw = new Generator(number).uniform(16);
  const out = bytes.slice(0, draw[0] < 0.2 ? Math.floor(draw[1] * bytes.length) : bytes.length);
  // Most mutations should meet what a header says, and not its first bytes, which are soon refused.
  const [from, to] = draw[2] < 0.8 ? [12, Math.min(200, out.length)] : [0, out.length];
  const changes = 1 + Math.floor(draw[3] * 5);
  for (let i = 4; i < 4 + 2 * changes; i += 2) {
    out[from + Math.floor(draw[i] * (to - from))] = Math.floor(draw[i + 1] * 256);
  }
  return out;
}

/** The header of a PNG of any size, with no picture behind it but whole. */
export function emptyPng(width: number, height: number): Uint8Array {
  const word = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const name = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...[...word(13), ...name('IHDR'), ...word(width), ...word(height), 8, 2, 0, 0, 0, ...word(0)],
    ...[...word(0), ...name('IDAT'), ...word(0), ...word(0), ...name('IEND'), 0xae, 0x42, 0x60, 0x82],
  ]);
}
