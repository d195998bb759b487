/** A point of a drawing; both numbers go from 0 to 1, from the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the pen drew between going down and coming up. */
export type Stroke = readonly Point[];

const side = 28;
const box = 20;
const penWidth = 2.6; // what a stroke of MNIST is wide, so that small and large drawings give the same ink
const largestScale = 200; // a dot stays a dot

/**
 * Strokes as a picture of MNIST: 28x28 values from 0 (paper) to 1 (ink), the drawing fitted into 20x20 and its centre of mass in
 * the middle. Zeros where nothing was drawn.
 */
export function digitFromStrokes(strokes: readonly Stroke[]): Float32Array {
  const points = strokes.flat();
  if (points.length === 0) return new Float32Array(side * side);
  const [left, right] = bounds(points.map(({ x }) => x));
  const [top, bottom] = bounds(points.map(({ y }) => y));
  const scale = Math.min((box - penWidth) / Math.max(right - left, bottom - top, 1e-6), largestScale);
  const place = (dx: number, dy: number) =>
    strokes.map((stroke) =>
      stroke.map(({ x, y }) => ({
        x: (x - (left + right) / 2) * scale + side / 2 + dx,
        y: (y - (top + bottom) / 2) * scale + side / 2 + dy,
      })),
    );
  const centred = ink(place(0, 0));
  let mass = 0;
  let massX = 0;
  let massY = 0;
  centred.forEach((value, i) => {
    mass += value;
    massX += value * ((i % side) + 0.5);
    massY += value * (Math.floor(i / side) + 0.5);
  });
  return ink(place(side / 2 - massX / mass, side / 2 - massY / mass));
}

/** How much of each pixel is under the pen: by its distance from the nearest piece of a stroke. */
function ink(strokes: readonly Stroke[]): Float32Array {
  const picture = new Float32Array(side * side);
  for (const stroke of strokes) {
    stroke.forEach((to, i) => {
      const from = stroke[Math.max(0, i - 1)];
      const reach = penWidth / 2 + 1;
      const [x0, x1] = bounds([from.x, to.x]);
      const [y0, y1] = bounds([from.y, to.y]);
      for (let y = Math.max(0, Math.floor(y0 - reach)); y < Math.min(side, y1 + reach); y++) {
        for (let x = Math.max(0, Math.floor(x0 - reach)); x < Math.min(side, x1 + reach); x++) {
          const under = penWidth / 2 + 0.5 - distance({ x: x + 0.5, y: y + 0.5 }, from, to);
          picture[y * side + x] = Math.max(picture[y * side + x], Math.min(1, under));
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

function bounds(values: readonly number[]): [least: number, most: number] {
  return [Math.min(...values), Math.max(...values)];
}
