import type { Conv2dParams, View } from '@striate/tensor';
import type { Ptr } from '../../memory';

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
