/** A point of a drawing, from the upper left corner. On a pad both numbers are in heights of it: `y` goes from 0 to 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the pen drew between going down and coming up. */
export type Stroke = readonly Point[];

/** What a stroke of MNIST is wide, in its pixels. */
export const penWidth = 2.6;

/** How much of each pixel is under the pen, from 0 to 1: by its distance from the nearest piece of a stroke. Points are in pixels. */
export function ink(strokes: readonly Stroke[], width: number, height: number): Float32Array {
  const picture = new Float32Array(width * height);
  for (const stroke of strokes) {
    stroke.forEach((to, i) => {
      const from = stroke[Math.max(0, i - 1)];
      const reach = penWidth / 2 + 1;
      const [x0, x1] = bounds([from.x, to.x]);
      const [y0, y1] = bounds([from.y, to.y]);
      for (let y = Math.max(0, Math.floor(y0 - reach)); y < Math.min(height, y1 + reach); y++) {
        for (let x = Math.max(0, Math.floor(x0 - reach)); x < Math.min(width, x1 + reach); x++) {
          const under = penWidth / 2 + 0.5 - distance({ x: x + 0.5, y: y + 0.5 }, from, to);
          picture[y * width + x] = Math.max(picture[y * width + x], Math.min(1, under));
        }
      }
    });
  }
  return picture;
}

function distance(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}

/** The least and the largest. */
export function bounds(values: readonly number[]): [least: number, most: number] {
  return [Math.min(...values), Math.max(...values)];
}
