import { gzipSync } from 'node:zlib';
import { FormatError } from '@striate/tensor';
import { type TarEntry as Packed, packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { type ReadTarOptions, readTar } from './readTar';

async function list(source: Uint8Array, options?: ReadTarOptions): Promise<[string, string][]> {
  const out: [string, string][] = [];
  for await (const { name, bytes } of readTar(source, options)) out.push([name, new TextDecoder().decode(bytes)]);
  return out;
}

const file = (name: string, body = 'text'): Packed => ({ header: { name, size: body.length }, body });
const long = `${'folder/'.repeat(30)}name.txt`;

describe('readTar', () => {
  it('gives the files of an archive in order, packed or not, and passes over folders', async () => {
    const archive = await packTar([
      { header: { name: 'a/', size: 0, type: 'directory' } },
      file('a/one.txt', 'one'),
      file('./two.txt', ''),
      file(long, 'x'.repeat(1000)),
    ]);
    const expected = [
      ['a/one.txt', 'one'],
      ['two.txt', ''],
      [long, 'x'.repeat(1000)],
    ];
    expect(await list(archive)).toEqual(expected);
    expect(await list(gzipSync(archive))).toEqual(expected);
  });

  it('can be left in the middle', async () => {
    const archive = await packTar([file('a'), file('b', 'x'.repeat(100_000)), file('c')]);
    const seen: string[] = [];
    for await (const { name } of readTar(archive)) {
      seen.push(name);
      if (name === 'b') break;
    }
    expect(seen).toEqual(['a', 'b']);
  });

  it.each(['../../x', '/etc/passwd', 'a/../../x', 'C:x', 'a\\..\\..\\x', '..'])('refuses the name %s', async (name) => {
    const archive = await packTar([file('good.txt'), file(name)]);
    const seen: string[] = [];
    const read = async () => {
      for await (const entry of readTar(archive)) seen.push(entry.name);
    };
    await expect(read()).rejects.toThrow(new FormatError(`readTar: '${name}' leads out of its folder`));
    expect(seen).toEqual(['good.txt']);
  });

  it.each([
    ['symlink', 'symbolic link'],
    ['link', 'link'],
    ['character-device', 'device'],
    ['fifo', 'named pipe'],
  ] as const)('refuses a %s', async (type, kind) => {
    const archive = await packTar([{ header: { name: 'x', size: 0, type, linkname: '/etc/passwd' } }]);
    await expect(list(archive)).rejects.toThrow(`'x' is a ${kind}, expected files and folders`);
  });

  it('refuses more than the limits', async () => {
    const bomb = gzipSync(await packTar([file('x', 'x'.repeat(3_000_000))]));
    await expect(list(bomb, { maxBytes: 100_000 })).rejects.toThrow(/more than maxBytes: 100000/);
    await expect(list(await packTar([file('a'), file('b')]), { maxEntries: 1 })).rejects.toThrow(/maxEntries: 1/);
  });

  it('refuses what is cut short, damaged, or no archive', async () => {
    const archive = await packTar([file('a.txt', 'x'.repeat(2000))]);
    await expect(list(archive.subarray(0, 1500))).rejects.toThrow(FormatError);
    await expect(list(archive.subarray(0, 300))).rejects.toThrow(FormatError);
    const packed = gzipSync(archive);
    await expect(list(packed.subarray(0, 60))).rejects.toThrow(FormatError);
    await expect(list(packed.subarray(0, packed.length - 4))).rejects.toThrow(FormatError);
    await expect(list(new TextEncoder().encode('<!doctype html>'.repeat(100)))).rejects.toThrow(FormatError);
    const damaged = Uint8Array.from(archive);
    damaged[3] ^= 1;
    await expect(list(damaged)).rejects.toThrow(FormatError);
    const claim = Uint8Array.from(archive);
    claim.set(new TextEncoder().encode('77777777777'), 124);
    await expect(list(claim)).rejects.toThrow(FormatError);
  });
});
