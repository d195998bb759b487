import { bounds, ink, penWidth, type Stroke } from './ink';

const side = 28;
const box = 20;
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
  const centred = ink(place(0, 0), side, side);
  let mass = 0;
  let massX = 0;
  let massY = 0;
  centred.forEach((value, i) => {
    mass += value;
    massX += value * ((i % side) + 0.5);
    massY += value * (Math.floor(i / side) + 0.5);
  });
  return ink(place(side / 2 - massX / mass, side / 2 - massY / mass), side, side);
}
