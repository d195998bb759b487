import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FormatError, StriateError, ValueError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { mutations } from '../testing/mutations';
import { type ReadWord2vecOptions, readGlove, readWord2vec, type WordVectors } from './readWord2vec';

const utf8 = new TextEncoder();
const words = ['</s>', 'the', '영화', 'New_York', 'café'];
const vectors = words.map((_, i) => Float32Array.of(i + 0.5, -1 - i, i / 4));

function concat(...parts: (string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? utf8.encode(part) : part)]));
}

/** Word2vec's own program ends each vector with a newline; Gensim does not. */
function binary({ header = `${words.length} 3\n`, newline = '\n' } = {}): Uint8Array {
  const records = words.flatMap((word, i) => [`${word} `, new Uint8Array(vectors[i].buffer), newline]);
  return concat(header, ...records);
}

const lines = words.map((word, i) => `${word} ${[...vectors[i]].join(' ')}`);
const text = utf8.encode(`${words.length} 3\n${lines.join(' \n')} \n`);
const glove = utf8.encode(`${lines.join('\n')}\n`);

const expected = new Map(words.map((word, i) => [word, vectors[i]]));

describe('readWord2vec reads', () => {
  it.each([
    ['the binary form', binary(), {}],
    ['the binary form without newlines', binary({ newline: '' }), {}],
    ['the text form', text, { binary: false }],
    [
      'the text form with other line ends, and none at the end',
      concat(`5 3\r\n${lines.join('\r\n')}`),
      { binary: false },
    ],
    ['gzip', gzipSync(binary()), {}],
  ])('%s', async (_, file, options) => {
    expect(await readWord2vec(file, options)).toEqual(expected);
  });

  it('from any source', async () => {
    const file = binary();
    async function* single() {
      for (const byte of file) yield Uint8Array.of(byte);
    }
    const packed = Uint8Array.from(gzipSync(file));
    expect(await readWord2vec(single())).toEqual(expected);
    expect(await readWord2vec(new Blob([packed]))).toEqual(expected);
    expect(await readWord2vec(new Blob([packed]).stream())).toEqual(expected);
    expect(await readWord2vec(file.slice().buffer)).toEqual(expected);
    const folder = await mkdtemp(join(tmpdir(), 'vectors-'));
    try {
      const path = join(folder, 'vectors.bin.gz');
      await writeFile(path, gzipSync(file));
      expect(await readWord2vec(path)).toEqual(expected);
      expect(await readWord2vec(new URL(`file://${path}`), { words: ['the'] })).toEqual(new Map([['the', vectors[1]]]));
      await writeFile(join(folder, 'vectors.bin'), file);
      expect(await readWord2vec(join(folder, 'vectors.bin'))).toEqual(expected);
      await expect(readWord2vec(folder)).rejects.toThrow(/readWord2vec: cannot read '.*vectors-/);
    } finally {
      await rm(folder, { recursive: true });
    }
    await expect(readWord2vec('/nowhere/vectors.bin')).rejects.toThrow(StriateError);
    await expect(readWord2vec('/nowhere/vectors.bin')).rejects.toThrow("'/nowhere/vectors.bin': there is no such file");
  });

  it.each([true, false])(
    'only the words that are wanted, and no further than the last of them (binary: %s)',
    async (form) => {
      const file = form ? binary() : text;
      const some = await readWord2vec(file, { binary: form, words: new Set(['영화', 'missing']) });
      expect(some).toEqual(new Map([['영화', vectors[2]]]));
      expect(await readWord2vec(file, { binary: form, limit: 2 })).toEqual(new Map([...expected].slice(0, 2)));
      expect(await readWord2vec(file, { binary: form, words: [] })).toEqual(new Map());
      let closed = false;
      async function* endless() {
        try {
          yield file;
          for (;;) yield new Uint8Array(2 ** 16);
        } finally {
          closed = true;
        }
      }
      expect((await readWord2vec(endless(), { binary: form, words: ['the', '</s>'] })).size).toBe(2);
      expect(closed).toBe(true);
    },
  );

  it('the first of two vectors of a word', async () => {
    const file = concat('2 1\n', 'a ', new Uint8Array(Float32Array.of(1).buffer), 'a ', new Uint8Array(4));
    expect(await readWord2vec(file)).toEqual(new Map([['a', Float32Array.of(1)]]));
  });

  it('a file that is larger than what it may hold, picking words', async () => {
    const dimensions = 300;
    const count = 20_000;
    async function* large() {
      yield utf8.encode(`${count} ${dimensions}\n`);
      const vector = new Float32Array(dimensions);
      for (let i = 0; i < count; i++) {
        yield utf8.encode(`w${i} `);
        yield new Uint8Array(vector.fill(i).buffer.slice());
      }
    }
    const picked = await readWord2vec(large(), { words: ['w7', `w${count - 1}`], maxBytes: 4096 });
    expect(Array.from(picked, ([word, vector]) => [word, vector.length, vector[299]])).toEqual([
      ['w7', 300, 7],
      [`w${count - 1}`, 300, count - 1],
    ]);
    await expect(readWord2vec(large(), { maxBytes: 2 ** 20 })).rejects.toThrow(
      'more than 1048576 bytes, the limit; name the words',
    );
  });
});

describe('readGlove reads', () => {
  it('lines without a header', async () => {
    expect(await readGlove(glove)).toEqual(expected);
    expect(await readGlove(gzipSync(glove), { words: ['café'] })).toEqual(new Map([['café', vectors[4]]]));
  });

  it('words with spaces of any kind in them', async () => {
    const file = utf8.encode('the 1 2\n. . . 3 4\nat name@domain.com 5 6\n\ufeffthe 5 5\na\u00a0b 7 8\n\u0085 9 10\n');
    expect([...(await readGlove(file)).keys()]).toEqual([
      'the',
      '. . .',
      'at name@domain.com',
      '\ufeffthe',
      'a\u00a0b',
      '\u0085',
    ]);
    expect(await readGlove(file, { words: ['. . .'] })).toEqual(new Map([['. . .', Float32Array.of(3, 4)]]));
  });
});

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('a file that is not what it should be', () => {
  const word2vec: [string, Uint8Array, ReadWord2vecOptions, RegExp][] = [
    ['empty', new Uint8Array(0), {}, /first line with the number of words.*got ""/],
    ['zeros', new Uint8Array(1000), {}, /first line/],
    ['a header without end', utf8.encode('1'.repeat(5000)), {}, /first line.*got "1{64}"/],
    ['no dimensions', utf8.encode('3 0\n'), {}, /got "3 0"/],
    ['too many dimensions', utf8.encode('3 1000000000\n'), {}, /dimensions \(1 … 65536\), got "3 1000000000"/],
    [
      'a million million words',
      binary({ header: '1000000000000 3\n' }),
      {},
      /promises 1000000000000 words.*within word 6/,
    ],
    ['fewer words than there are', binary({ header: '4 3\n' }), {}, /more bytes follow the 4 words/],
    ['cut short', binary().subarray(0, 40), {}, /promises 5 words, the file ends within word 3/],
    ['a word without end', concat('2 3\n', 'x'.repeat(5000)), {}, /word 1 is longer than 4096 bytes/],
    ['not a number', concat('1 2\n', 'a ', floats(1, Number.NaN)), {}, /number 1 of the vector of 'a' is NaN/],
    ['the text form', text, {}, /in the text form: say binary: false/],
    ['the binary form', binary(), { binary: false }, /line 2/],
    ['a line too many', utf8.encode('1 1\na 1\nb 2'), { binary: false }, /line 3 is one more than the first line/],
    ['a line too few', utf8.encode('3 1\na 1\nb 2'), { binary: false }, /ends after 2 words of 3/],
  ];
  it.each(word2vec)('word2vec: %s', async (_, file, options, message) => {
    await expect(readWord2vec(file, options)).rejects.toThrow(FormatError);
    await expect(readWord2vec(file, options)).rejects.toThrow(message);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['empty', new Uint8Array(0), /ends after 0 words/],
    ['a header', text, /line 1 '5 3' is a header of word2vec's text form: use readWord2vec with binary: false/],
    ['prose', utf8.encode('It was a dark and stormy night.\n'), /line 1 "It was a dark.*is not a word and/],
    ['a number too few', utf8.encode('a 1 2\nb 1\n'), /line 2 has 2 parts, expected a word and 2 numbers/],
    ['two lines in one', utf8.encode('a 1 2\nb 1 2 c 1 2\n'), /line 2 has 6 parts/],
    ['a word for a number', utf8.encode('a 1 2\nb 1 0x2\n'), /line 2 has "0x2" for a number/],
    ['infinity', utf8.encode('a 1 2\nb 1 1e999\n'), /line 2 has "1e999"/],
    ['too large for float32', utf8.encode('a 1 2\nb 1 1e99\n'), /number 1 of the vector of 'b' is Infinity/],
    ['a line without end', new Uint8Array(2 ** 22).fill(65), /line 1 is longer than/],
    ['spaces without end', new Uint8Array(2 ** 20).fill(32, 0, -1).fill(65, -1), /line 1 .* is not a word and/],
    ['gzip cut short', gzipSync(glove).subarray(0, 60), /does not unpack/],
  ])('GloVe: %s', async (_, file, message) => {
    await expect(readGlove(file)).rejects.toThrow(FormatError);
    await expect(readGlove(file)).rejects.toThrow(message);
  });

  it('and options that make no sense', async () => {
    await expect(readGlove(glove, { words: 'the' })).rejects.toThrow(ValueError);
    await expect(readGlove(glove, { limit: 0 })).rejects.toThrow('limit 0 is not a number >= 1');
  });

  type Read = (file: Uint8Array) => Promise<WordVectors>;
  const some = { words: ['the', 'café', 'missing'] };
  it.each<[string, Uint8Array, Read, number]>([
    ['word2vec, all words', binary(), (file) => readWord2vec(file), 10_000],
    ['word2vec, some', binary({ newline: '' }), (file) => readWord2vec(file, some), 10_000],
    ['word2vec text', text, (file) => readWord2vec(file, { binary: false }), 20_000],
    ['GloVe, all words', glove, (file) => readGlove(file), 10_000],
    ['GloVe, some', glove, (file) => readGlove(file, some), 10_000],
    ['gzip', gzipSync(binary()), (file) => readWord2vec(file), 2000],
  ])(
    'gives vectors or a FormatError, however damaged: %s',
    async (_, file, read, count) => {
      let refused = 0;
      for (const bytes of mutations(file, count, 20)) {
        try {
          const found = await read(bytes);
          for (const vector of found.values())
            if (!vector.every(Number.isFinite)) throw new Error('a vector is not finite');
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
          refused++;
        }
      }
      expect(refused).toBeGreaterThan(count / 10);
      expect(refused).toBeLessThan(count);
    },
    60_000,
  );
});
