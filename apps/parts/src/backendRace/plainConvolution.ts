/** A convolution's sizes: a square picture, square filters, stride 1, padded so that the size stays. */
export interface ConvolutionSizes {
  readonly side: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: number;
}

/** Additions and multiplications, a multiply-add as two. */
export function flopsOf({ side, channels, filters, kernel }: ConvolutionSizes): number {
  return 2 * side * side * channels * filters * kernel * kernel;
}

/** The convolution as one would write it down: six loops. Values are `[side, side, channels]` and `[kernel, kernel, channels, filters]`. */
export function plainConvolution(x: Float32Array, w: Float32Array, sizes: ConvolutionSizes): Float32Array {
  const { side, channels, filters, kernel } = sizes;
  const before = (kernel - 1) >> 1;
  const y = new Float32Array(side * side * filters);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      for (let i = Math.max(0, before - row); i < Math.min(kernel, side + before - row); i++)
        for (let j = Math.max(0, before - column); j < Math.min(kernel, side + before - column); j++)
          for (let c = 0; c < channels; c++) {
            const value = x[((row + i - before) * side + column + j - before) * channels + c];
            const from = ((i * kernel + j) * channels + c) * filters;
            const to = (row * side + column) * filters;
            for (let f = 0; f < filters; f++) y[to + f] += value * w[from + f];
          }
  return y;
}
