import { gzipSync } from 'node:zlib';
import { FormatError, Generator } from '@striate/tensor';
import { packTar } from 'modern-tar';
import { afterAll, describe, expect, it } from 'vitest';
import { readCifar } from './readCifar';
import { readCsv } from './readCsv';
import { readIdx } from './readIdx';
import { readNpy } from './readNpy';
import { readNpz } from './readNpz';
import { readTar } from './readTar';
import { writeNpy } from './writeNpy';
import { writeNpz } from './writeNpz';

// Damaged files by the thousand (`npm test -- --all`: more of them): a reader may refuse one or read it, but must not crash, hang, or take memory for what a file
// merely claims. The seed is fixed, so a failure comes back.

const count = process.env.STRIATE_ALL === '1' ? 20_000 : 4_000;
const maxBytes = 1 << 20;

/** Whole numbers below a bound, from one seed. */
function dice(seed: number): (bound: number) => number {
  const generator = new Generator(seed);
  let [numbers, at]: [ArrayLike<number>, number] = [[], 0];
  return (bound) => {
    if (at === numbers.length) [numbers, at] = [generator.uniform(65536), 0];
    return Math.floor(numbers[at++] * bound);
  };
}

/** A file with one to four things wrong with it. */
function mutate(file: Uint8Array, roll: (bound: number) => number): Uint8Array {
  let bytes = Uint8Array.from(file);
  for (let changes = 1 + roll(4); changes > 0 && bytes.length > 0; changes--) {
    const at = roll(bytes.length);
    const view = new DataView(bytes.buffer);
    switch (roll(7)) {
      case 0: // a bit
        bytes[at] ^= 1 << roll(8);
        break;
      case 1: // a byte
        bytes[at] = roll(256);
        break;
      case 2: // a length or an offset, as large as it goes or nearly
        if (at + 4 <= bytes.length) view.setUint32(at, 2 ** 32 - 1 - roll(3), roll(2) === 0);
        break;
      case 3: // a digit
        bytes[at] = 48 + roll(10);
        break;
      case 4: // the end is missing
        bytes = bytes.slice(0, at);
        break;
      case 5: // a piece twice
        bytes = Uint8Array.from(Buffer.concat([bytes.subarray(0, at), bytes.subarray(roll(at + 1))]));
        break;
      default: // a piece of zeros
        bytes.fill(0, at, at + 1 + roll(16));
    }
  }
  return bytes;
}

const floats = { data: new Float32Array([1, 2, 3, 4, 5, 6]), shape: [2, 3] };
const npy = await writeNpy(floats);
const idx = new Uint8Array([0, 0, 13, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8]);
const csv = new TextEncoder().encode('a,b,"c ""d"""\n1,2.5,x\n"3\n",4e2,\n');
const mtime = new Date(0);
const tar = await packTar([
  { header: { name: 'folder/', size: 0, type: 'directory', mtime } },
  { header: { name: 'folder/a.bin', size: 3, mtime }, body: 'abc' },
  { header: { name: `${'x'.repeat(120)}/b`, size: 1, mtime, pax: { comment: 'long' } }, body: 'd' },
]);

/** Seven plain files to one that is packed: damage to gzip is mostly just damage to gzip. */
const alsoPacked = (file: Uint8Array): Uint8Array[] => [...new Array(7).fill(file), gzipSync(file)];

const readers: [string, Uint8Array[], (bytes: Uint8Array) => Promise<unknown>][] = [
  ['readIdx', alsoPacked(idx), (bytes) => readIdx(bytes, { maxBytes })],
  ['readCifar', alsoPacked(new Uint8Array(3073)), (bytes) => readCifar(bytes, { maxBytes })],
  ['readNpy', [npy], (bytes) => readNpy(bytes, { maxBytes })],
  [
    'readNpz',
    [await writeNpz({ a: floats }), await writeNpz({ a: floats }, { compress: true })],
    (bytes) => readNpz(bytes, { maxBytes }),
  ],
  ['readCsv', [csv], (bytes) => readCsv(bytes, { maxBytes })],
  [
    'readTar',
    alsoPacked(tar),
    async (bytes) => {
      for await (const entry of readTar(bytes, { maxBytes })) expect(entry.name).not.toMatch(/^\/|\.\./);
    },
  ],
];

const report: string[] = [];
afterAll(() => console.info(report.join('\n')));

describe(`${count} damaged files`, () => {
  it.each(readers)(
    'do not upset %s',
    async (name, files, read) => {
      for (const file of files) await read(file);
      const roll = dice(20260801);
      const begin = performance.now();
      let [refused, slowest, peak] = [0, 0, 0];
      for (let i = 0; i < count; i++) {
        const bytes = mutate(files[i % files.length], roll);
        const start = performance.now();
        try {
          await read(bytes);
        } catch (error) {
          refused++;
          if (!(error instanceof FormatError)) {
            throw new Error(`${name}: file ${i}, ${Buffer.from(bytes).toString('base64')}: ${error}`, { cause: error });
          }
        }
        slowest = Math.max(slowest, performance.now() - start);
        if (i % 500 === 0) peak = Math.max(peak, process.memoryUsage().arrayBuffers);
      }
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      report.push(
        `${name}: ${refused} of ${count} refused, ${seconds} s, slowest ${slowest.toFixed(0)} ms, ${(peak / 1e6).toFixed(0)} MB`,
      );
      expect(peak).toBeLessThan(256e6);
      // Both must occur, or the files are not damaged in ways that tell.
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThan(count);
    },
    60_000,
  );
});
