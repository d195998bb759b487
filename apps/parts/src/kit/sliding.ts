/** `valid`: none; `same`: as many zeros as keep the size at stride 1; a number: that many on every side. */
export type Pad = 'valid' | 'same' | number;

/** A window that slides over an input: of a filter or of pooling. */
export interface Window {
  readonly size: readonly [rows: number, columns: number];
  readonly window: readonly [rows: number, columns: number];
  readonly stride: number;
  readonly padding: Pad;
  readonly dilation: number;
}

/** One axis of a sliding window. */
export interface Axis {
  /** Pixels the window spans with its gaps. */
  readonly extent: number;
  readonly before: number;
  readonly after: number;
  /** Places the window stops at: the size of the output. Zero where it does not fit at all. */
  readonly count: number;
  /** Pixels at the end that no window reaches. */
  readonly left: number;
}

export interface Slides {
  readonly rows: Axis;
  readonly columns: Axis;
}

/** Where a window stops on both axes. */
export function slidesOf({ size, window, stride, padding, dilation }: Window): Slides {
  const axis = (input: number, taps: number): Axis => {
    const extent = (taps - 1) * dilation + 1;
    const total = Math.max(0, (Math.ceil(input / stride) - 1) * stride + extent - input);
    const [before, after] =
      padding === 'valid'
        ? [0, 0]
        : padding === 'same'
          ? [Math.floor(total / 2), Math.ceil(total / 2)]
          : [padding, padding];
    const room = input + before + after - extent;
    return room < 0
      ? { extent, before, after, count: 0, left: 0 }
      : { extent, before, after, count: Math.floor(room / stride) + 1, left: room % stride };
  };
  return { rows: axis(size[0], window[0]), columns: axis(size[1], window[1]) };
}

/** A place under the window: `y`, `x` in the window, `row`, `column` in the input without its padding, where it may be outside. */
export interface Tap {
  readonly y: number;
  readonly x: number;
  readonly row: number;
  readonly column: number;
}

/** What lies under the window when it makes the number at `row`, `column` of the output. */
export function tapsAt(slides: Slides, { window, stride, dilation }: Window, row: number, column: number): Tap[] {
  return Array.from({ length: window[0] * window[1] }, (_, i) => {
    const [y, x] = [Math.floor(i / window[1]), i % window[1]];
    return {
      y,
      x,
      row: row * stride + y * dilation - slides.rows.before,
      column: column * stride + x * dilation - slides.columns.before,
    };
  });
}
