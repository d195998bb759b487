import { expect, test } from 'vitest';
import { type Asked, choose, listSuites, peersOf, UsageError } from './choose';
import type { Duel, Suite } from './suite';

const subject = () => ({ sample: () => 1 });
const duel = (name: string, ...peers: string[]): Duel => ({
  name,
  ours: subject,
  peers: Object.fromEntries(peers.map((peer) => [peer, subject])),
});
const suites: Suite[] = [
  { name: 'first', about: 'the first', cases: [duel('a-1', 'x', 'y'), duel('a-2', 'x'), duel('ab')] },
  { name: 'second', about: 'the second', cases: [duel('b')] },
];
const names = (asked: Asked) => choose(asked, suites).cases.map(({ name }) => name);

test('takes every case and peer, one thread and no file by default', () => {
  const choice = choose({ suite: 'first' }, suites);
  expect(choice).toMatchObject({ threads: [1], peers: undefined, json: undefined });
  expect(choice.cases.map(({ name }) => name)).toEqual(['a-1', 'a-2', 'ab']);
  expect(peersOf(choice.cases[0], choice.peers)).toEqual(['x', 'y']);
});

test('takes cases by name, by beginning, and several', () => {
  expect(names({ suite: 'first', case: 'a-2' })).toEqual(['a-2']);
  expect(names({ suite: 'first', case: 'a' })).toEqual(['a-1', 'a-2']);
  expect(names({ suite: 'first', case: 'ab, a-1' })).toEqual(['a-1', 'ab']);
});

test('takes peers by name, where a case has them', () => {
  const { cases, peers } = choose({ suite: 'first', peer: 'y' }, suites);
  expect(cases.map((one) => peersOf(one, peers))).toEqual([['y'], [], []]);
  expect(peersOf(cases[0], choose({ suite: 'first', peer: 'none' }, suites).peers)).toEqual([]);
});

test('reads numbers', () => {
  expect(choose({ suite: 'second', threads: '2', budget: '0.5' }, suites)).toMatchObject({ threads: [2], budget: 0.5 });
  const both = [{ ...suites[1], threads: [1, 2] }];
  expect(choose({ suite: 'second' }, both).threads).toEqual([1, 2]);
  expect(choose({ suite: 'second', threads: '2' }, both).threads).toEqual([2]);
  for (const threads of ['0', '-1', '1.5', 'two', '']) {
    expect(() => choose({ suite: 'second', threads }, suites)).toThrow(
      `--threads takes a positive number, not '${threads}'`,
    );
  }
});

test('takes a driver of WebGL by name', () => {
  expect(choose({ suite: 'second' }, suites).driver).toBe('swiftshader');
  expect(choose({ suite: 'second', gl: 'llvmpipe' }, suites).driver).toBe('llvmpipe');
  expect(() => choose({ suite: 'second', gl: 'metal' }, suites)).toThrow(
    "There is no driver 'metal' for --gl. There are: swiftshader, llvmpipe, machine",
  );
});

test('says what there is, where something else was asked for', () => {
  const refusal = (asked: Asked) => {
    try {
      choose(asked, suites);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return (error as Error).message;
    }
    return 'nothing';
  };
  expect(refusal({})).toContain('second  the second');
  expect(refusal({ suite: 'third' })).toMatch(/no suite 'third'.*first/s);
  expect(refusal({ suite: 'first', case: 'c' })).toMatch(/no case 'c'.*a-1\n {2}a-2\n {2}ab/s);
  expect(refusal({ suite: 'first', case: 'a', peer: 'z' })).toMatch(/no peer 'z'.*x, y, none/);
  expect(refusal({ suite: 'second', peer: 'x' })).toContain("no peer 'x' for b");
});

test('lists suites with their cases and peers', () => {
  expect(listSuites(suites)).toBe(
    [
      '  first   the first',
      '          cases: a-1, a-2, ab',
      '          peers: x, y',
      '  second  the second',
      '          cases: b',
    ].join('\n'),
  );
});
