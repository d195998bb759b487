import { ink, type Stroke } from '../kit/ink';

/** The window of LeNet-5, how far it moves from place to place, and the field it moves over; in pixels. */
export const side = 28;
export const stride = 4;
export const count = 5;
export const width = count * side;
export const places = (width - side) / stride + 1;

/** The row one begins with. */
export const defaultSeed = 3;

/** A field, and which digits are on it. */
export interface Row {
  readonly pixels: Float32Array;
  readonly labels: readonly number[];
}

/** What the network says at each place; a row a place, a number a digit. */
export interface Answers {
  /** Before softmax. */
  readonly scores: Float32Array;
  readonly probabilities: Float32Array;
}

/** The field with what was drawn over it: values from 0 (paper) to 1 (ink). */
export function drawnOver(field: Float32Array, strokes: readonly Stroke[]): Float32Array {
  const inPixels = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * side, y: y * side })));
  return ink(inPixels, width, side).map((value, i) => Math.max(value, field[i]));
}

/** The answers of one place, a number a digit. */
export function answersAt(values: Float32Array, place: number): number[] {
  return Array.from(values.subarray(place * 10, place * 10 + 10));
}
