import type { Conv2dParams, View } from '@striate/tensor';
import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { split } from '../../threads/split';
import type { Epilogue } from '../gemm';

/** Whether every channel has exactly one filter of its own. */
export function isDepthwise(channels: number, filters: number, groups: number): boolean {
  return groups === channels && filters === channels && groups > 1;
}

/** The arguments every depthwise kernel ends with: images `x`, outputs `y`, windows. */
export function depthwiseGeometry(x: View<Ptr>, y: View<Ptr>, kh: number, kw: number, params: Conv2dParams) {
  const [n, h, w, c] = x.shape;
  const { strides, padding, dilations } = params;
  const [oh, ow] = [y.shape[1], y.shape[2]];
  return [
    n,
    h,
    w,
    c,
    oh,
    ow,
    kh,
    kw,
    strides[0],
    strides[1],
    padding.top,
    padding.left,
    dilations[0],
    dilations[1],
  ] as const;
}

/** Multiplications from which a task is worth a thread: at two fifths of what a matrix product does. */
const TASK_PRODUCTS = 80_000;

/** One filter `[kh, kw, c]` a channel, each times its factor at `scale` if that is not 0. */
export function depthwise(
  engine: Engine,
  x: View<Ptr>,
  w: View<Ptr>,
  scale: Ptr,
  { bias, residual, relu }: Epilogue,
  out: View<Ptr>,
  params: Conv2dParams,
): void {
  const { wasm, prepared } = engine;
  const [kh, kw] = w.shape;
  const c = x.shape[3];
  const weights = scale
    ? prepared.get([w.buffer, scale], 'scaled', w.size * 4, (to) => {
        wasm.mul(w.buffer, scale, to, 1, kh * kw, c, 0, c * 4, 16, 0, 0, 16);
      })
    : w.buffer;
  const [n, h, width, , oh, ow, ...windows] = depthwiseGeometry(x, out, kh, kw, params);
  const { strides, padding } = params;
  const row = ow * c * 4;
  const calls = [];
  for (let i = 0; i < n; i++) {
    for (const [y, past] of split(oh, TASK_PRODUCTS / (ow * c * kh * kw))) {
      // Rows from y on are those of an image that lies y strides higher.
      const [from, to] = [x.buffer + i * h * width * c * 4, out.buffer + (i * oh + y) * row];
      const [kernelH, kernelW, sh, sw, , left, dh, dw] = windows;
      const band = [
        1,
        h,
        width,
        c,
        past - y,
        ow,
        kernelH,
        kernelW,
        sh,
        sw,
        padding.top - y * strides[0],
        left,
        dh,
        dw,
      ] as const;
      calls.push([from, weights, bias, to, ...band] as const);
    }
  }
  engine.parallel(wasm.depthwise, calls);
  if (residual) wasm.add(out.buffer, residual, out.buffer, 1, 1, out.size, 0, 0, 16, 0, 0, 16);
  if (relu) wasm.relu(out.buffer, out.buffer, out.size);
}
