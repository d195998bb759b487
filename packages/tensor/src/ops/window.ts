import { ShapeError, ValueError } from '../errors';
import { format, type Shape } from '../shape';

// How a window walks over an image: shared by convolutions and pooling.

export type Pair = readonly [number, number];

/** Zeros around an image, in pixels. */
export interface Edges {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * `valid` (none), `same` (output = input / stride, rounded up; the odd pixel goes after), one number for all sides,
 * `[vertical, horizontal]`, or `[[top, bottom], [left, right]]`.
 */
export type Padding = 'valid' | 'same' | number | Pair | readonly [Pair, Pair];

/** A number for both axes, or one for each. */
export function pair(value: number | Pair, what: string, who: string, least = 1): Pair {
  const both: Pair = typeof value === 'number' ? [value, value] : value;
  if (both.length !== 2 || both.some((v) => !Number.isInteger(v) || v < least)) {
    throw new ValueError(`${who}: ${what} must be whole numbers >= ${least}, got ${format(both)}`);
  }
  return both;
}

/** Pixels a filter spans with its dilation. */
export function extent(size: number, dilation: number): number {
  return (size - 1) * dilation + 1;
}

/** The edges a padding stands for, for an input and a window of `[height, width]`. */
export function resolvePadding(padding: Padding, input: Pair, window: Pair, strides: Pair, who: string): Edges {
  if (padding === 'valid') return { top: 0, bottom: 0, left: 0, right: 0 };
  if (padding === 'same') {
    const [[top, bottom], [left, right]] = [0, 1].map((i) => {
      const total = Math.max(0, (Math.ceil(input[i] / strides[i]) - 1) * strides[i] + window[i] - input[i]);
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    });
    return { top, bottom, left, right };
  }
  if (typeof padding !== 'number' && !Array.isArray(padding))
    throw new ValueError(
      `${who}: padding must be 'valid', 'same', a number or [vertical, horizontal], got '${padding}'`,
    );
  const [vertical, horizontal] = typeof padding === 'number' ? [padding, padding] : padding;
  const [[top, bottom], [left, right]] = [vertical, horizontal].map((side) => pair(side, 'padding', who, 0));
  return { top, bottom, left, right };
}

/** Positions of the window: `floor((input + padding - window) / stride) + 1` on each axis. */
export function outputSize(
  input: Pair,
  window: Pair,
  strides: Pair,
  edges: Edges,
  who: string,
  ceilMode = false,
): Pair {
  const padded: Pair = [input[0] + edges.top + edges.bottom, input[1] + edges.left + edges.right];
  const before: Pair = [edges.top, edges.left];
  if (window.some((w, i) => w > padded[i])) {
    throw new ShapeError(
      `${who}: a window of ${format(window)} pixels is larger than its padded input of ${format(padded)} (input ${format(input)})`,
    );
  }
  return [0, 1].map((i) => {
    const steps = (padded[i] - window[i]) / strides[i];
    if (!ceilMode) return Math.floor(steps) + 1;
    const count = Math.ceil(steps) + 1;
    // As in PyTorch: a window must start inside the input or its padding before.
    return (count - 1) * strides[i] >= input[i] + before[i] ? count - 1 : count;
  }) as unknown as Pair;
}

/** Throws unless the tensor is `[batch, height, width, channels]`. */
export function checkImages(shape: Shape, who: string): void {
  if (shape.length !== 4) {
    throw new ShapeError(
      `${who}: input must be [batch, height, width, channels], got rank ${shape.length}: ${format(shape)}`,
    );
  }
}
