import type { Kernels, Pool2dParams, Shape, View } from '@striate/tensor';
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
  const clear = (x: View<Ptr>): void => wasm.fillBytes(x.buffer, x.size * 4, 0);
  return {
    maxPool2d: ([x], out, params) => wasm.maxPool(x.buffer, out.buffer, ...geometry(x.shape, params)),
    avgPool2d: ([x], out, params) => wasm.avgPool(x.buffer, out.buffer, ...geometry(x.shape, params)),
    maxPool2dIndices: ([x], out, params) => wasm.maxPoolIndices(x.buffer, out.buffer, ...geometry(x.shape, params)),
    maxPool2dGrad: ([dy, x], out, params) => {
      clear(out);
      wasm.maxPoolGrad(out.buffer, dy.buffer, x.buffer, ...geometry(x.shape, params));
    },
    avgPool2dGrad: ([dy], out, params) => {
      clear(out);
      wasm.avgPoolGrad(out.buffer, dy.buffer, ...geometry(out.shape, params));
    },
  } satisfies Partial<Kernels<Ptr>>;
}
