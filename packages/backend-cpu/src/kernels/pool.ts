import type { Kernels, Pool2dParams, Shape } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

/** The arguments every pool kernel ends with: images, then windows. */
function geometry([n, h, w, c]: Shape, { window, strides, padding, outputSize, countPadding }: Pool2dParams) {
  const { top, left, bottom, right } = padding;
  const [oh, ow] = outputSize;
  return [
    n,
    h,
    w,
    c,
    oh,
    ow,
    window[0],
    window[1],
    strides[0],
    strides[1],
    top,
    left,
    bottom,
    right,
    Number(countPadding),
  ] as const;
}

export function pool({ wasm }: Engine) {
  return {
    maxPool2d: ([x], out, params) => wasm.maxPool(x.buffer, out.buffer, ...geometry(x.shape, params)),
    avgPool2d: ([x], out, params) => wasm.avgPool(x.buffer, out.buffer, ...geometry(x.shape, params)),
    maxPool2dIndices: ([x], out, params) => wasm.maxPoolIndices(x.buffer, out.buffer, ...geometry(x.shape, params)),
    maxPool2dGrad: ([dy, x], out, params) =>
      wasm.maxPoolGrad(out.buffer, dy.buffer, x.buffer, ...geometry(x.shape, params)),
    avgPool2dGrad: ([dy], out, params) => wasm.avgPoolGrad(out.buffer, dy.buffer, ...geometry(out.shape, params)),
  } satisfies Partial<Kernels<Ptr>>;
}
