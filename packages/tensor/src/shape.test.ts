import { describe, expect, it } from 'vitest';
import { broadcastShapes, inferShape, normalizeAxes, normalizeAxis } from './shape';

describe('broadcastShapes', () => {
  it.each([
    [[2, 3], [3], [2, 3]],
    [
      [4, 1],
      [1, 5],
      [4, 5],
    ],
    [[], [2], [2]],
    [
      [0, 3],
      [1, 3],
      [0, 3],
    ],
  ])('%j with %j gives %j', (a, b, out) => {
    expect(broadcastShapes(a, b, 'add')).toEqual(out);
  });

  it('names both shapes and the axis when they do not fit', () => {
    expect(() => broadcastShapes([2, 3], [4], 'add')).toThrow(
      'add: shapes [2,3] and [4] do not broadcast: 3 against 4 on axis -1',
    );
  });
});

describe('inferShape', () => {
  it('fills one open axis', () => {
    expect(inferShape([2, 6], [3, -1], 'reshape')).toEqual([3, 4]);
  });

  it('refuses another number of elements, and two open axes', () => {
    expect(() => inferShape([2, 3], [4, 2], 'reshape')).toThrow(
      'a tensor of shape [2,3] (6 elements) does not fit [4,2]',
    );
    expect(() => inferShape([2, 3], [4, -1], 'reshape')).toThrow('does not fit');
    expect(() => inferShape([2, 3], [-1, -1], 'reshape')).toThrow('more than one axis (-1)');
  });
});

describe('axes', () => {
  it('count from either end', () => {
    expect(normalizeAxis(-1, 4, 'sum')).toBe(3);
    expect(normalizeAxes([-1, 0], 3, 'sum')).toEqual([0, 2]);
  });

  it('out of range or named twice are refused', () => {
    expect(() => normalizeAxis(3, 3, 'sum')).toThrow('sum: axis 3 is out of range for a tensor of rank 3');
    expect(() => normalizeAxes([0, -3], 3, 'sum')).toThrow('name one axis twice');
  });
});
