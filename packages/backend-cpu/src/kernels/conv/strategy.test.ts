import { describe, expect, it } from 'vitest';
import { chooseStrategy, type Pass } from './strategy';
import { F2x3, F4x3, F4x5, F6x3 } from './winograd';

const plain = { strides: [1, 1], dilations: [1, 1], groups: 1 } as const;

function choose(
  n: number,
  side: number,
  c: number,
  f: number,
  taps = 3,
  pass: Pass = 'forward',
  options = {},
  tile?: 4 | 6,
) {
  const p = (taps - 1) / 2;
  const padding = { top: p, bottom: p, left: p, right: p };
  const params = { ...plain, padding, ...options };
  return chooseStrategy(pass, [n, side, side, c], [taps, taps, c / params.groups, f], [n, side, side, f], params, tile);
}

describe('chooseStrategy', () => {
  it('takes Winograd where it was measured to be faster', () => {
    for (const [side, channels] of [
      [112, 64],
      [56, 64],
      [28, 128],
      [14, 256],
      [14, 16],
    ]) {
      expect(choose(1, side, channels, channels)).toBe(F4x3);
      expect(choose(1, side, channels, channels, 3, 'inputGrad')).toBe(F4x3);
      expect(choose(8, side, channels, channels, 3, 'filterGrad')).toBe(F4x3);
    }
    expect(choose(1, 10, 128, 128)).toBe(F2x3);
    expect(choose(1, 27, 64, 192, 5)).toBe(F4x5);
    expect(choose(8, 27, 64, 192, 5, 'filterGrad')).toBe(F4x5);
  });

  it('takes 6x6 tiles on request only, where they cost least', () => {
    const asked = (side: number, channels: number, taps?: number, pass?: Pass) =>
      choose(1, side, channels, channels, taps, pass, {}, 6);
    for (const side of [56, 112]) {
      expect(choose(1, side, 128, 128)).toBe(F4x3);
      expect(choose(1, side, 128, 128, 3, 'inputGrad')).toBe(F4x3);
      expect(asked(side, 128)).toBe(F6x3);
      expect(asked(side, 128, 3, 'inputGrad')).toBe(F6x3);
      expect(asked(side, 128, 3, 'filterGrad')).toBe(F4x3);
    }
    // One image of 10x10 or 7x7: more planes of filters to transform than tiles to save.
    for (const side of [7, 10]) expect(asked(side, 128)).toBe(F2x3);
    expect(asked(14, 256)).toBe(F4x3);
    expect(asked(27, 64, 5)).toBe(F4x5);
  });

  it('stays direct where the transforms cost more than they save', () => {
    expect(choose(1, 4, 64, 64)).toBe('direct');
    expect(choose(1, 7, 16, 16)).toBe('direct');
    expect(choose(32, 5, 64, 64)).toBe('direct');
    expect(choose(64, 28, 1, 6, 5)).toBe('direct');
    expect(choose(64, 14, 6, 16, 5)).toBe('direct');
    expect(choose(1, 224, 3, 64)).toBe('direct');
    expect(choose(1, 56, 64, 64, 1)).toBe('direct');
    expect(choose(1, 56, 64, 64, 7)).toBe('direct');
  });

  it('stays direct where Winograd would be wrong', () => {
    expect(choose(1, 56, 64, 64, 3, 'forward', { strides: [1, 2] })).toBe('direct');
    expect(choose(1, 56, 64, 64, 3, 'forward', { dilations: [2, 2] })).toBe('direct');
    expect(choose(1, 56, 64, 64, 3, 'forward', { groups: 2 })).toBe('direct');
    expect(choose(1, 56, 66, 64)).toBe('direct');
    expect(choose(1, 56, 64, 62)).toBe('direct');
    expect(choose(1, 56, 64, 64, 3, 'forward', { groups: 64 })).toBe('depthwise');
  });
});
