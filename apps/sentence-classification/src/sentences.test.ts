import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { classifySentences } from './classifySentences';
import { readOptions, type SentenceOptions } from './options';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-sentences-'));
  // A language in which one word tells the tone.
  const about = (word: string) =>
    Array.from({ length: 200 }, (_, i) => `film number ${i % 7} is ${word} , they say .\n`).join('');
  await writeFile(join(folder, 'rt-polarity.pos'), about('wonderful'));
  await writeFile(join(folder, 'rt-polarity.neg'), about('dreadful'));
});

afterAll(() => rm(folder, { recursive: true }));

function options(...args: string[]): SentenceOptions {
  const read = readOptions([...args, '--json']);
  if (read === 'help') throw new Error('asked for no help');
  return read;
}

test('the network that comes with Striate tells praise from blame', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const praise = 'a touching and wonderful film .';
  const blame = 'a dull and lifeless mess of zzyzx .';
  const { judgements } = await classifySentences(options('--say', praise, '--say', blame));
  expect(judgements[0].positive).toBeGreaterThan(0.7);
  expect(judgements[1].positive).toBeLessThan(0.3);
  expect(judgements[1].unknown).toEqual(['zzyzx']);
  expect(JSON.parse(log.mock.lastCall?.[0])).toEqual({ judgements });
  log.mockRestore();
});

test('learns, writes what it learned, and reads it back the same', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const out = join(folder, 'out');
  const sentence = 'it is wonderful .';
  const learn = options('--train', '--quick', '--epochs', '3', '--folder', folder, '--out', out, '--say', sentence);
  const { judgements, testAccuracy } = await classifySentences(learn);
  expect(testAccuracy).toBe(1);
  expect(judgements[0].positive).toBeGreaterThan(0.5);
  expect((await readdir(out)).sort()).toEqual(['sentences.keras', 'vocabulary.json']);
  expect((await classifySentences(options('--load', out, '--say', sentence))).judgements).toEqual(judgements);
  log.mockRestore();
}, 60_000);

test.each([
  [['--mode', 'loud'], /random, static, nonStatic, multichannel, got 'loud'/],
  [['--epochs', '0'], /--epochs takes a whole number >= 1, got '0'/],
  [['--train', '--load', 'x'], /give one of them/],
])('refuses %s', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
