import { describe, expect, it } from 'vitest';
import { Generator } from './Generator';
import { philox } from './philox';

// The known answers published with Random123 (kat_vectors, philox 4x32 10).
const known: [number[], number[], string][] = [
  [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
];

describe('philox', () => {
  it.each(known)('counter %j, key %j', ([c0, c1, c2, c3], [k0, k1], answer) => {
    const out = new Uint32Array(4);
    philox(c0, c1, c2, c3, k0, k1, out);
    expect([...out].map((word) => word.toString(16).padStart(8, '0')).join(' ')).toBe(answer);
  });
});

describe('Generator', () => {
  it('gives the same numbers for the same seed, others for another and for the next draw', () => {
    const [a, b, other] = [new Generator(7), new Generator(7), new Generator(8)];
    const first = a.uniform(100);
    expect(first).toEqual(b.uniform(100));
    expect(a.uniform(100)).toEqual(b.uniform(100));
    expect(first).not.toEqual(other.uniform(100));
  });

  it('goes on from its state', () => {
    const a = new Generator(2 ** 40 + 3);
    a.bits(5);
    const b = Generator.from(a.state);
    expect(a.bits(9)).toEqual(b.bits(9));
  });

  it('permutes', () => {
    const order = new Generator(1).permutation(1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect([...order.slice(0, 10)]).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('refuses seeds that are not whole numbers', () => {
    expect(() => new Generator(1.5)).toThrow('seed: must be a whole number from 0 to 2^53 - 1, got 1.5');
    expect(() => new Generator(-1)).toThrow('got -1');
  });
});
