import { type Axis, slidesOf } from '../kit/sliding';

/** The numbers of the figure, the same on both axes. */
export interface Arithmetic {
  readonly size: number;
  readonly kernel: number;
  readonly padding: number;
  readonly stride: number;
  readonly dilation: number;
  readonly transposed: boolean;
}

/** What the filter slides over, and where it stops. */
export interface Layout {
  /** Cells on a side of what it slides over: the input, its padding, and the zeros a transposed convolution puts between. */
  readonly side: number;
  /** Whether the input has a number in this row or column; the others are zeros. */
  readonly isInput: (index: number) => boolean;
  /** The step between two stops. */
  readonly step: number;
  readonly axis: Axis;
}

/**
 * A transposed convolution is a convolution with stride 1 of the input with `stride - 1` zeros between its numbers and
 * `extent - 1 - padding` around them (Dumoulin and Visin 2016).
 */
export function layoutOf({ size, kernel, padding, stride, dilation, transposed }: Arithmetic): Layout {
  const axis = (input: number, pad: number, step: number) =>
    slidesOf({ size: [input, input], window: [kernel, kernel], stride: step, padding: pad, dilation }).rows;
  if (!transposed) {
    return {
      side: size + 2 * padding,
      isInput: (i) => i >= padding && i < padding + size,
      step: stride,
      axis: axis(size, padding, stride),
    };
  }
  const spread = (size - 1) * stride + 1;
  const around = (kernel - 1) * dilation - padding;
  return {
    side: spread + 2 * around,
    isInput: (i) => i >= around && i < around + spread && (i - around) % stride === 0,
    step: 1,
    axis: axis(spread, around, 1),
  };
}

/** Whether a transposed convolution with these numbers keeps anything: its padding is cut off the result. */
export function isPossible({ kernel, padding, dilation, transposed }: Arithmetic): boolean {
  return !transposed || padding <= (kernel - 1) * dilation;
}
