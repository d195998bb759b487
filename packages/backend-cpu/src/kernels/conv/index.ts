import type { Conv2dParams, FusedActivation, Kernels, View } from '@striate/tensor';
import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { activateInPlace } from '../activation';
import { noEpilogue } from '../gemm';
import { depthwise, depthwiseGeometry } from './depthwise';
import { correlate, packFilters } from './direct';
import { filterGrad } from './filterGrad';
import { inputGrad } from './inputGrad';
import { chooseStrategy } from './strategy';
import { winograd } from './winograd';
import { winogradFilterGrad } from './winogradFilterGrad';

/** Convolutions and their gradients, each by the strategy chosen for its shape. */
export function conv(engine: Engine) {
  const { wasm, memory, winogradTile } = engine;

  /** `activation(x * w * scale + bias + residual)`; a pointer of 0 leaves that part out. */
  const forward = (
    x: View<Ptr>,
    w: View<Ptr>,
    { scale = 0, bias = 0, residual = 0 }: { scale?: Ptr; bias?: Ptr; residual?: Ptr },
    out: View<Ptr>,
    params: Conv2dParams,
    activation: FusedActivation,
  ): void => {
    const [n, height, width, c] = x.shape;
    const [kh, kw, channels, all] = w.shape;
    const { groups, padding, strides, dilations } = params;
    const epilogue = { bias, residual, nonNegative: activation === 'relu' ? 1 : 0 };
    const images = { pointer: x.buffer, n, h: height, w: width, c };
    const place = { top: padding.top, left: padding.left, oh: out.shape[1], ow: out.shape[2] };
    const strategy = chooseStrategy('forward', x.shape, w.shape, out.shape, params, winogradTile);
    if (strategy === 'depthwise') {
      depthwise(engine, x, w, scale, epilogue, out, params);
    } else if (strategy === 'direct') {
      const filters = packFilters(engine, w.buffer, scale, kh * kw * channels, groups, channels, all / groups);
      correlate(engine, images, { kh, kw, strides, dilations, ...place }, filters, epilogue, out.buffer);
    } else {
      const filter = { pointer: w.buffer, channels: c, filters: all, flipped: false, scale };
      winograd(engine, strategy, images, place, filter, epilogue, out.buffer);
    }
    memory.release();
    activateInPlace(engine, activation, out.buffer, out.size);
  };

  return {
    conv2d: ([x, w], out, params) => forward(x, w, {}, out, params, 'linear'),
    fusedConv2d: ([x, w, bias], out, params) => forward(x, w, { bias: bias.buffer }, out, params, params.activation),
    affineConv2d: ([x, w, scale, shift, residual], out, params) => {
      const affine = { scale: scale.buffer, bias: shift.buffer, residual: residual?.buffer };
      forward(x, w, affine, out, params, params.activation);
    },
    conv2dInputGrad: ([dy, w], out, params) => {
      const [n, oh, ow, f] = dy.shape;
      const [kh, kw, c] = w.shape;
      const [, h, width] = out.shape;
      const strategy = chooseStrategy('inputGrad', out.shape, w.shape, dy.shape, params, winogradTile);
      if (strategy === 'depthwise') {
        wasm.depthwiseInputGrad(dy.buffer, w.buffer, out.buffer, ...depthwiseGeometry(out, dy, kh, kw, params));
      } else if (strategy === 'direct') {
        inputGrad(engine, dy, w, out, params);
      } else {
        // The same convolution of dy with the filters turned by half a circle, channels and filters swapped.
        const { top, left } = params.padding;
        const images = { pointer: dy.buffer, n, h: oh, w: ow, c: f };
        const place = { top: kh - 1 - top, left: kw - 1 - left, oh: h, ow: width };
        const filter = { pointer: w.buffer, channels: f, filters: c, flipped: true, scale: 0 };
        winograd(engine, strategy, images, place, filter, noEpilogue, out.buffer);
        memory.release();
      }
    },
    conv2dFilterGrad: ([x, dy], out, params) => {
      const [n, h, width, c] = x.shape;
      const [kh, kw] = out.shape;
      const [, oh, ow, f] = dy.shape;
      const strategy = chooseStrategy('filterGrad', x.shape, out.shape, dy.shape, params);
      if (strategy === 'depthwise') {
        wasm.depthwiseFilterGrad(x.buffer, dy.buffer, out.buffer, ...depthwiseGeometry(x, dy, kh, kw, params));
      } else if (strategy === 'direct') {
        filterGrad(engine, x, dy, out, params);
      } else {
        const images = { pointer: x.buffer, n, h, w: width, c };
        const place = { top: params.padding.top, left: params.padding.left, oh, ow };
        winogradFilterGrad(engine, strategy, images, place, dy.buffer, f, out.buffer);
        memory.release();
      }
    },
  } satisfies Partial<Kernels<Ptr>>;
}
