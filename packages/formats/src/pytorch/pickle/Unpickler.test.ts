import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import goldens from '../../../goldens/pytorch.json';
import { ByteCursor } from './ByteCursor';
import { Unpickler } from './Unpickler';

// Plain data as Python's pickle writes it: goldens/makePytorch.py.

const refuse = (): never => {
  throw new FormatError('no names here');
};

function unpickle(base64: string): unknown {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const cursor = new ByteCursor(bytes, 'test');
  const value = new Unpickler(cursor, { find: refuse, persistent: refuse }).load();
  expect(cursor.remaining).toBe(0);
  return value;
}

describe('Unpickler', () => {
  const same = ['again', [1, 2]];
  it.each(Object.entries(goldens.pickles))('reads protocol %s', (_, pickle) => {
    const value = unpickle(pickle) as unknown[];
    expect(value).toEqual([
      ...[null, true, false, 0, -5, 300, 70_000, 2 ** 40, 2n ** 80n, -(2n ** 70n), 1.5, -1e300, 'text', 'ü\n\\u', ''],
      ...[[], [1], [1, 2, 3, 4], same, same],
      new Map<unknown, unknown>([
        ['a', 1],
        [2, 'b'],
        ['__proto__', null],
      ]),
      ...[[], new Map()],
    ]);
    expect(value[18]).toBe(value[19]);
  });

  it.each(Object.entries(goldens.later))('reads bytes and sets of protocol %s', (_, pickle) => {
    expect(unpickle(pickle)).toEqual([new TextEncoder().encode('bytes'), new Set([1]), new Set([2])]);
  });
});
