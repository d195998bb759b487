import { filled, type NdArray } from '../ndArray';

export interface Edges {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type Pair = readonly [number, number];

export interface ConvParams {
  readonly strides: Pair;
  readonly padding: Edges;
  readonly dilations: Pair;
  readonly groups: number;
}

export const noPadding: Edges = { top: 0, bottom: 0, left: 0, right: 0 };

export function convParams(params: Partial<ConvParams> = {}): ConvParams {
  return { strides: [1, 1], padding: noPadding, dilations: [1, 1], groups: 1, ...params };
}

/** TensorFlow's rule: the output has ceil(size / stride) positions, and an odd pixel of padding goes to the end. */
export function samePadding(size: Pair, window: Pair, strides: Pair, dilations: Pair = [1, 1]): Edges {
  const along = (axis: 0 | 1): Pair => {
    const outputs = Math.ceil(size[axis] / strides[axis]);
    const reach = (window[axis] - 1) * dilations[axis] + 1;
    const total = Math.max((outputs - 1) * strides[axis] + reach - size[axis], 0);
    return [Math.floor(total / 2), total - Math.floor(total / 2)];
  };
  const [top, bottom] = along(0);
  const [left, right] = along(1);
  return { top, bottom, left, right };
}

/** (H + 2P - F) / S + 1 of the lectures, with both edges of the padding and the dilated reach of the filter. */
export function convOutputSize(size: Pair, window: Pair, params: ConvParams): Pair {
  const { strides, padding, dilations } = params;
  const rows = size[0] + padding.top + padding.bottom - ((window[0] - 1) * dilations[0] + 1);
  const columns = size[1] + padding.left + padding.right - ((window[1] - 1) * dilations[1] + 1);
  return [Math.floor(rows / strides[0]) + 1, Math.floor(columns / strides[1]) + 1];
}

/** Calls back with the flat positions in input, filter and output of every product that a convolution sums up. */
function forEachProduct(
  inputShape: readonly number[],
  filterShape: readonly number[],
  params: ConvParams,
  visit: (input: number, filter: number, output: number) => void,
): void {
  const [batch, height, width, channels] = inputShape;
  const [filterHeight, filterWidth, groupChannels, filters] = filterShape;
  const { strides, padding, dilations, groups } = params;
  const [outHeight, outWidth] = convOutputSize([height, width], [filterHeight, filterWidth], params);
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let ow = 0; ow < outWidth; ow++)
        for (let f = 0; f < filters; f++)
          for (let kh = 0; kh < filterHeight; kh++)
            for (let kw = 0; kw < filterWidth; kw++)
              for (let c = 0; c < groupChannels; c++) {
                const h = oh * strides[0] - padding.top + kh * dilations[0];
                const w = ow * strides[1] - padding.left + kw * dilations[1];
                if (h < 0 || h >= height || w < 0 || w >= width) continue;
                const group = Math.floor(f / (filters / groups));
                const channel = group * groupChannels + c;
                visit(
                  ((n * height + h) * width + w) * channels + channel,
                  ((kh * filterWidth + kw) * groupChannels + c) * filters + f,
                  ((n * outHeight + oh) * outWidth + ow) * filters + f,
                );
              }
}

/** x [N,H,W,C], w [kh,kw,C/groups,F] → [N,OH,OW,F]. */
export function conv2d(x: NdArray, w: NdArray, params: ConvParams): NdArray {
  const [oh, ow] = convOutputSize([x.shape[1], x.shape[2]], [w.shape[0], w.shape[1]], params);
  const y = filled([x.shape[0], oh, ow, w.shape[3]], 0);
  forEachProduct(x.shape, w.shape, params, (i, j, k) => {
    y.data[k] += x.data[i] * w.data[j];
  });
  return y;
}

/** How sum(conv2d(x, w) * dy) changes with x. */
export function conv2dInputGrad(dy: NdArray, w: NdArray, params: ConvParams, inputShape: readonly number[]): NdArray {
  const dx = filled(inputShape, 0);
  forEachProduct(inputShape, w.shape, params, (i, j, k) => {
    dx.data[i] += dy.data[k] * w.data[j];
  });
  return dx;
}

/** How sum(conv2d(x, w) * dy) changes with w. */
export function conv2dFilterGrad(x: NdArray, dy: NdArray, params: ConvParams, filterShape: readonly number[]): NdArray {
  const dw = filled(filterShape, 0);
  forEachProduct(x.shape, filterShape, params, (i, j, k) => {
    dw.data[j] += dy.data[k] * x.data[i];
  });
  return dw;
}

/** Adds one number a channel (the last axis). */
export function addBias(x: NdArray, bias: NdArray): NdArray {
  return { shape: x.shape, data: x.data.map((value, i) => value + bias.data[i % bias.data.length]) };
}

/** x [N,H,W,C], w [kh,kw,C,multiplier] → [N,OH,OW,C*multiplier]: every channel has filters of its own. */
export function depthwiseConv2d(x: NdArray, w: NdArray, params: ConvParams): NdArray {
  const [kh, kw, channels, multiplier] = w.shape;
  // Channel c, filter m of the depthwise layout is filter c * multiplier + m of a convolution with C groups.
  const grouped = { shape: [kh, kw, 1, channels * multiplier], data: w.data };
  return conv2d(x, grouped, { ...params, groups: channels });
}

/**
 * x [N,H,W,C], w [kh,kw,F/groups,C] → [N,OH,OW,F]: every input pixel paints its filter onto the output, `strides` apart;
 * `padding` cells are cut off the painting's edges.
 */
export function conv2dTranspose(x: NdArray, w: NdArray, params: ConvParams, outputSize: Pair): NdArray {
  const filters = w.shape[2] * params.groups;
  return conv2dInputGrad(x, w, params, [x.shape[0], outputSize[0], outputSize[1], filters]);
}
