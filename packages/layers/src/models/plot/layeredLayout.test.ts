import { describe, expect, it } from 'vitest';
import { layeredLayout, type Size } from './layeredLayout';

const box: Size = { across: 100, along: 20 };
const lay = (edges: [number, number][], sizes: Size[] = []) => {
  const count = Math.max(...edges.flat()) + 1;
  return layeredLayout(
    Array.from({ length: count }, (_, i) => sizes[i] ?? box),
    edges,
  );
};

describe('a layered layout', () => {
  it('puts a chain on a line', () => {
    const { boxes, edges, across, along } = lay([
      [0, 1],
      [1, 2],
    ]);
    expect(boxes.map((place) => place.across)).toEqual([50, 50, 50]);
    expect(boxes.map((place) => place.along)).toEqual([10, 74, 138]);
    expect([across, along]).toEqual([100, 148]);
    expect(edges[1].points).toEqual([
      { across: 50, along: 84 },
      { across: 50, along: 128 },
    ]);
  });

  it('puts branches beside each other, around what they come from', () => {
    const { boxes } = lay([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    expect(new Set([1, 2, 3].map((i) => boxes[i].along)).size).toBe(1);
    const [left, middle, right] = [1, 2, 3].map((i) => boxes[i].across);
    expect(middle - left).toBeCloseTo(128, 3);
    expect(right - middle).toBeCloseTo(128, 3);
    expect(boxes[0].across).toBeCloseTo(middle, 3);
    expect(boxes[4].across).toBeCloseTo(middle, 3);
  });

  it('leads a shortcut around, and leaves the way it shortens straight', () => {
    const { boxes, edges } = lay([
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 3],
      [3, 4],
    ]);
    const straight = boxes[0].across;
    for (const place of boxes) expect(place.across).toBeCloseTo(straight, 0);
    const { points } = edges[3];
    expect(points).toHaveLength(6);
    for (const { across } of points.slice(1, -1)) expect(Math.abs(across - straight)).toBeGreaterThan(50);
  });

  it('orders a rank so that edges do not cross', () => {
    const { boxes } = lay([
      [0, 3],
      [1, 2],
      [2, 4],
      [3, 4],
    ]);
    expect(boxes[0].across < boxes[1].across).toBe(boxes[3].across < boxes[2].across);
  });

  it('puts an input right before the first layer that takes it', () => {
    const { boxes } = lay([
      [0, 2],
      [2, 3],
      [1, 3],
    ]);
    expect(boxes[1].along).toBe(boxes[2].along);
  });

  it('leads the edge of a layer that is called again around its side', () => {
    const { edges, across } = lay([
      [0, 1],
      [1, 1],
    ]);
    expect(edges.map(({ back }) => back)).toEqual([false, true]);
    expect(edges[1].points.every((place) => place.across >= 100)).toBe(true);
    expect(across).toBe(140);
  });

  it('keeps boxes of all sizes apart, in a graph of any form', () => {
    let state = 7;
    const random = (n: number) => {
      state = (state * 48271) % 2147483647;
      return state % n;
    };
    for (let round = 0; round < 20; round++) {
      const count = 5 + random(30);
      const sizes = Array.from({ length: count }, (): Size => ({ across: 20 + random(200), along: 10 + random(60) }));
      const edges = Array.from({ length: count * 2 }, (): [number, number] => {
        const to = 1 + random(count - 1);
        return [random(to), to];
      });
      const { boxes, across, along } = layeredLayout(sizes, edges);
      boxes.forEach((a, i) => {
        expect(a.across - sizes[i].across / 2).toBeGreaterThan(-1e-6);
        expect(a.across + sizes[i].across / 2).toBeLessThan(across + 1e-6);
        expect(a.along + sizes[i].along / 2).toBeLessThan(along + 1e-6);
        boxes.slice(0, i).forEach((b, j) => {
          const beside = Math.abs(a.across - b.across) - (sizes[i].across + sizes[j].across) / 2;
          const below = Math.abs(a.along - b.along) - (sizes[i].along + sizes[j].along) / 2;
          expect(Math.max(beside, below), `boxes ${i} and ${j} of round ${round}`).toBeGreaterThan(20);
        });
      });
    }
  });
});
