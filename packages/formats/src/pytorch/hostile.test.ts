import { writeZip } from '@striate/data';
import { FormatError } from '@striate/tensor';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readStateDict } from './readStateDict';

// Files that want something done, or memory taken. The pickles are written instruction by instruction.

const ascii = (text: string) => [...new TextEncoder().encode(text)];
const u32 = (value: number) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);
const text = (value: string) => [0x58, ...u32(value.length), ...ascii(value)];
const int = (value: number) => [0x4a, ...u32(value)];
const global = (module: string, name: string) => ascii(`c${module}\n${name}\n`);
const tuple = (...items: number[][]) => [0x28, ...items.flat(), 0x74];
const dict = (...items: number[][]) => [0x7d, 0x28, ...items.flat(), 0x75];
const [reduce, build, newObject, persistentId, end] = [0x52, 0x62, 0x81, 0x51, 0x2e];
const repeat = (count: number, ...bytes: number[]) =>
  Array.from({ length: count * bytes.length }, (_, i) => bytes[i % bytes.length]);

const storage = (count: number, key = '0') => [
  ...tuple(text('storage'), global('torch', 'FloatStorage'), text(key), text('cpu'), int(count)),
  persistentId,
];
const rebuild = (offset: number[], shape: number[], strides: number[], of = storage(4)) => [
  ...global('torch._utils', '_rebuild_tensor_v2'),
  ...tuple(of, offset, tuple(...shape.map(int)), tuple(...strides.map(int)), [0x89], [0x7d]),
  reduce,
];
const good = rebuild(int(0), [2, 2], [2, 1]);

const archive = (pickle: number[], storageBytes = 16) =>
  writeZip(
    [
      ['a/data.pkl', Uint8Array.from([0x80, 2, ...pickle])],
      ['a/data/0', new Uint8Array(storageBytes)],
      ['a/version', Uint8Array.of(0x33, 10)],
    ],
    {},
    'test',
  );
const stream = (pickle: number[]) =>
  Uint8Array.from([
    ...[0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, end],
    ...[0x80, 2, 0x4d, 0xe9, 3, end],
    ...[0x80, 2, 0x7d, end],
    ...[0x80, 2, ...pickle],
    ...[0x80, 2, 0x5d, ...text('0'), 0x61, end, 4, 0, 0, 0, 0, 0, 0, 0],
    ...new Uint8Array(16),
  ]);

const run = vi.fn();
vi.setConfig({ testTimeout: 30_000 }); // a machine that is busy with other things is no failure
beforeEach(() => {
  run.mockReset();
  for (const name of ['system', 'setState', '__setstate__']) vi.stubGlobal(name, run);
});
afterEach(() => {
  expect(run).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

const cases: [what: string, pickle: number[], words: RegExp][] = [
  [
    'os.system by GLOBAL and REDUCE',
    [...global('os', 'system'), ...tuple(text('true')), reduce, end],
    /'os\.system'.*nothing of it was run/,
  ],
  [
    'os.system by STACK_GLOBAL',
    [...text('os'), ...text('system'), 0x93, ...tuple(text('true')), reduce, end],
    /'os\.system'/,
  ],
  ['os.system by INST', [0x28, ...text('true'), ...ascii('ios\nsystem\n'), end], /'os\.system'/],
  ['os.system by OBJ', [0x28, ...global('os', 'system'), ...text('true'), 0x6f, end], /'os\.system'/],
  ['os.system among tensors', [...dict(text('w'), good, text('x'), global('os', 'system')), end], /'os\.system'/],
  ['builtins.eval', [...global('builtins', 'eval'), ...tuple(text('system()')), reduce, end], /'builtins\.eval'/],
  ['builtins.getattr', [...global('builtins', 'getattr'), end], /'builtins\.getattr'/],
  ['a name of JavaScript', [...global('torch', 'constructor'), end], /'torch\.constructor'/],
  ['a name of a prototype', [...global('__proto__', 'constructor'), end], /__proto__\.constructor/],
  ['a name with dots', [...text('collections'), ...text('OrderedDict.update'), 0x93, end], /OrderedDict\.update/],
  ['an extension', [0x82, 1, end], /0x82 is no instruction/],
  ['REDUCE of a text', [...text('system'), ...tuple(), reduce, end], /no class of a state dict/],
  ['REDUCE of a type of storage', [...global('torch', 'FloatStorage'), ...tuple(), reduce, end], /no class/],
  ['REDUCE without arguments', [...global('collections', 'OrderedDict'), ...text('x'), reduce, end], /without a tuple/],
  ['NEWOBJ of a number', [...int(1), ...tuple(), newObject, end], /no class/],
  [
    'BUILD with __setstate__ on a tensor',
    [...good, ...dict(text('__setstate__'), text('system')), build, end],
    /BUILD/,
  ],
  ['BUILD on a text', [...text('system'), ...dict(), build, end], /BUILD/],
  ['BUILD with a number', [0x7d, ...int(1), build, end], /BUILD/],
  [
    'a reference to a module',
    [...tuple(text('module'), text('Net'), [0x4e], [0x4e]), persistentId, end],
    /whole model/,
  ],
  ['a reference to anything', [...text('file:///etc/passwd'), persistentId, end], /no storage/],
  ['lists in lists', [...repeat(20_000, 0x5d), ...repeat(19_999, 0x61), end], /holds a list of 1/],
  ['tuples in tuples', [0x29, ...repeat(20_000, 0x85), end], /holds a list of 1/],
  [
    'dicts in dicts',
    [...repeat(20_000, 0x7d, 0x4e), ...repeat(1, 0x7d), ...repeat(20_000, 0x73), end],
    /no tensor in a dict/,
  ],
  ['a list in itself', [0x5d, 0x71, 0, 0x68, 0, 0x61, end], /holds a list of 1/],
  [
    'a dict in itself',
    [0x7d, 0x71, 0, ...text('state_dict'), 0x68, 0, 0x73, end],
    /no tensor in a dict of 'state_dict'/,
  ],
  ['doubling', [0x5d, ...repeat(20_000, 0x71, 0, 0x68, 0, 0x86), end], /holds a list of 2/],
  ['containers without end', [...repeat(1_000_001, 0x7d), end], /more than 1000000 lists/],
  [
    'calls of one long list',
    [
      0x5d,
      0x28,
      ...repeat(2000, 0x4e),
      0x65,
      0x85,
      0x71,
      0,
      ...global('collections', 'OrderedDict'),
      0x71,
      1,
      ...repeat(1000, 0x68, 1, 0x68, 0, 0x52),
      end,
    ],
    /more than 1000000/,
  ],
  ['a memo entry that is none', [0x6a, ...u32(4e9), end], /the memo has no entry 4000000000/],
  ['a memo entry of nothing', [0x72, ...u32(0), end], /nothing is on the stack/],
  ['LONG4 of 2 GB', [0x8b, ...u32(0x7fffffff), 1, end], /an integer of 2147483647 bytes/],
  ['LONG4 of negative length', [0x8b, ...u32(-1), 1, end], /an integer of 4294967295 bytes/],
  ['BINUNICODE8 of 2^63 bytes', [0x8d, ...u32(0), ...u32(0x80000000), end], /a text of 9223372036854776000 bytes/],
  ['BINUNICODE beyond the end', [0x58, ...u32(1000), 1, end], /1000 bytes are announced, the file has 2 more/],
  ['BINBYTES8 beyond the end', [0x8e, ...u32(0), ...u32(1), end], /4294967296 bytes are announced/],
  ['BYTEARRAY8 beyond the end', [0x96, ...u32(-1), ...u32(-1), end], /bytes are announced/],
  ['a frame beyond the end', [0x95, ...u32(0), ...u32(1), end], /a frame longer/],
  ['a long integer in digits', [...ascii(`I${'9'.repeat(200)}\n`), end], /is no integer/],
  ['digits that are none', [...ascii('Iprocess.exit()\n'), end], /'process\.exit\(\)' is no integer/],
  ['a text that is no UTF-8', [0x58, ...u32(2), 0xff, 0xff, end], /not UTF-8/],
  ['a line without an end', ascii('cos'), /a line without an end/],
  ['no end', [0x4e], /1 bytes are announced, the file has 0 more/],
  ['nothing', [end], /nothing is on the stack/],
  ['protocol 6', [0x80, 6, end], /protocol 6; 5 is the newest/],
  ['a mark that is not there', [0x74, end], /no mark/],
  ['values from below a mark', [0x4e, 0x28, 0x85, end], /1 values are wanted, the stack has 0/],
  ['a key without a value', [0x7d, 0x28, ...text('a'), 0x75, end], /a key has no value/],
  ['items of a list', [0x5d, ...text('a'), 0x4e, 0x73, end], /no dict/],
  [
    'a tensor of text',
    [...global('torch._utils', '_rebuild_tensor_v2'), ...tuple(text('x')), reduce, end],
    /without a storage/,
  ],
  [
    'a tensor that ends beyond its storage',
    [...dict(text('w'), rebuild(int(1), [2, 2], [2, 1])), end],
    /ends at 5, its storage at 4/,
  ],
  [
    'a tensor far beyond its storage',
    [...dict(text('w'), rebuild(int(0), [2], [0x7fffffff])), end],
    /its storage at 4/,
  ],
  ['negative strides', [...dict(text('w'), rebuild(int(3), [2], [-1])), end], /offset, shape and strides are none/],
  [
    'negative sizes',
    [...dict(text('w'), rebuild(int(0), [-1, -4], [1, 1])), end],
    /offset, shape and strides are none/,
  ],
  ['a negative offset', [...dict(text('w'), rebuild(int(-1), [1], [1])), end], /offset, shape and strides are none/],
  [
    '100 dimensions',
    [...dict(text('w'), rebuild(int(0), new Array(100).fill(1), new Array(100).fill(1))), end],
    /are none/,
  ],
  [
    'one value 10^18 times',
    [...dict(text('w'), rebuild(int(0), [1e9, 1e9], [0, 0])), end],
    /shape \[1000000000,1000000000\]/,
  ],
  [
    'one value 10^8 times',
    [...dict(text('w'), rebuild(int(0), [1e8], [0])), end],
    /repeat their storages more than 16 times/,
  ],
  [
    'a storage of another size',
    [...dict(text('w'), rebuild(int(0), [4], [1], storage(5))), end],
    /has 16 bytes, 5 values of F32 take 20/,
  ],
  [
    'a storage that is not there',
    [...dict(text('w'), rebuild(int(0), [4], [1], storage(4, '../0'))), end],
    /storage '\.\.\/0' is not in the file/,
  ],
];

describe('files that are hostile', () => {
  it('would be read without what is wrong with them', async () => {
    const pickle = [...dict(text('w'), good), end];
    for (const file of [await archive(pickle), stream(pickle)])
      expect((await readStateDict(file)).get('w')?.shape).toEqual([2, 2]);
  });

  it.each(cases)('are refused in an archive: %s', async (_, pickle, words) => {
    const error = await readStateDict(await archive(pickle)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FormatError);
    expect(String(error)).toMatch(words);
  });

  it('are refused in a stream', async () => {
    for (const [what, pickle] of cases) {
      await expect(readStateDict(stream(pickle)), what).rejects.toThrow(FormatError);
    }
  });

  it('have names that are data', async () => {
    const file = await archive([...dict(text('__proto__'), good, text('constructor'), good), end]);
    const tensors = await readStateDict(file);
    expect([...tensors.keys()]).toEqual(['__proto__', 'constructor']);
    expect(Object.hasOwn(Object.prototype, 'shape')).toBe(false);
  });

  it('cannot have the same numbers many times over by many views', async () => {
    const views = Array.from({ length: 400 }, (_, i) => [
      ...text(`w${i}`),
      ...rebuild(int(i % 3000), [1000], [1], storage(4000)),
    ]);
    const read = readStateDict(await archive([...dict(...views), end], 16_000));
    await expect(read).rejects.toThrow('repeat their storages more than 16 times');
  });

  it('may be archives that unpack to more than they could hold', async () => {
    const bomb = await writeZip([['a/data.pkl', new Uint8Array(64e6)]], { compress: true }, 'test');
    expect(bomb.length).toBeLessThan(70_000);
    await expect(readStateDict(bomb)).rejects.toThrow(/more than maxBytes/);
  });

  it('may be archives of something else', async () => {
    const other = await writeZip([['config.json', new Uint8Array(2)]], {}, 'test');
    await expect(readStateDict(other)).rejects.toThrow(
      'the archive has no data.pkl, as torch.save writes it, but config.json',
    );
    await expect(readStateDict(other.subarray(0, 40))).rejects.toThrow(FormatError);
  });
});
