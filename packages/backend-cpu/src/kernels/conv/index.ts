import type { Conv2dParams, FusedActivation, Kernels, View } from '@striate/tensor';
import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { activateInPlace } from '../activation';
import { depthwiseGeometry, isDepthwise } from './depthwise';
import { correlate, packFilters } from './direct';
import { filterGrad } from './filterGrad';
import { inputGrad } from './inputGrad';

/** Convolutions and their gradients: this file only chooses the strategy by shape. */
export function conv(engine: Engine) {
  const { wasm, memory } = engine;

  const forward = (
    x: View<Ptr>,
    w: View<Ptr>,
    bias: Ptr,
    out: View<Ptr>,
    params: Conv2dParams,
    activation: FusedActivation,
  ): void => {
    const [n, height, width, c] = x.shape;
    const [kh, kw, channels, all] = w.shape;
    const { groups, padding, strides, dilations } = params;
    const relu = activation === 'relu' ? 1 : 0;
    if (isDepthwise(c, all, groups)) {
      wasm.depthwise(x.buffer, w.buffer, bias, out.buffer, ...depthwiseGeometry(x, out, kh, kw, params));
      if (relu) wasm.relu(out.buffer, out.buffer, out.size);
    } else {
      const filters = packFilters(engine, w.buffer, kh * kw * channels, groups, channels, all / groups);
      const images = { pointer: x.buffer, n, h: height, w: width, c };
      const { top, left } = padding;
      const windows = { kh, kw, strides, dilations, top, left, oh: out.shape[1], ow: out.shape[2] };
      correlate(engine, images, windows, filters, bias, out.buffer, relu);
      memory.release();
    }
    activateInPlace(engine, activation, out.buffer, out.size);
  };

  return {
    conv2d: ([x, w], out, params) => forward(x, w, 0, out, params, 'linear'),
    fusedConv2d: ([x, w, bias], out, params) => forward(x, w, bias.buffer, out, params, params.activation),
    conv2dInputGrad: ([dy, w], out, params) => {
      if (isDepthwise(out.shape[3], w.shape[3], params.groups)) {
        const geometry = depthwiseGeometry(out, dy, w.shape[0], w.shape[1], params);
        wasm.depthwiseInputGrad(dy.buffer, w.buffer, out.buffer, ...geometry);
      } else inputGrad(engine, dy, w, out, params);
    },
    conv2dFilterGrad: ([x, dy], out, params) => {
      if (isDepthwise(x.shape[3], dy.shape[3], params.groups)) {
        const geometry = depthwiseGeometry(x, dy, out.shape[0], out.shape[1], params);
        wasm.depthwiseFilterGrad(x.buffer, dy.buffer, out.buffer, ...geometry);
      } else filterGrad(engine, x, dy, out, params);
    },
  } satisfies Partial<Kernels<Ptr>>;
}
