import { FormatError } from '@striate/tensor';
import { expect, it } from 'vitest';
import { readCsv } from './readCsv';
import { readIdx } from './readIdx';
import { readNpz } from './readNpz';
import { readTar } from './readTar';
import { writeNpz } from './writeNpz';

const gzip = (bytes: Uint8Array<ArrayBuffer>) =>
  new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

/** An archive of one empty file. */
function tar(name: string): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(3 * 512);
  const write = (text: string, at: number) => block.set(new TextEncoder().encode(text), at);
  write(name, 0);
  write('00000000000', 124);
  write('        0', 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  write(sum.toString(8).padStart(6, '0'), 148);
  return block;
}

it('the readers work in a page: files, addresses, gzip, archives', async () => {
  const idx = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 7, 9]);
  expect([...(await readIdx(await gzip(idx))).data]).toEqual([7, 9]);
  const url = URL.createObjectURL(new Blob([idx]));
  expect([...(await readIdx(url)).data]).toEqual([7, 9]);
  await expect(readIdx(url, { maxBytes: 5 })).rejects.toThrow(FormatError);

  const x = { data: new Float32Array([1, 2, 3, 4]), shape: [2, 2] };
  expect(await readNpz(await writeNpz({ x }, { compress: true }))).toEqual({ x });

  const names: string[] = [];
  for await (const { name } of readTar(await gzip(tar('a.txt')))) names.push(name);
  expect(names).toEqual(['a.txt']);

  expect((await readCsv(new Blob(['a\n1\n']))).columns.a).toEqual(new Int32Array([1]));
});

it('gzip that is cut short is refused in a page, too', async () => {
  const packed = await gzip(new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 7, 9]));
  await expect(readIdx(packed.slice(0, packed.size - 5))).rejects.toThrow(FormatError);
});
