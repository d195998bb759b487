import type { Conv2dParams } from '@striate/tensor';
import type { Gpu, GpuView } from '../../Gpu';
import { inSlices, product } from '../product';
import {
  depthwiseFilterGradient,
  filterGradient,
  filterGradientByTaps,
  filterGradientOfOne,
} from './filterGradPrograms';
import { groupedPrograms } from './groupedPrograms';
import { filterGradStrategy, geometryOf, sliceLength, workOf } from './strategy';
import { conventional, oddGroups } from './uniforms';

/** Pixels that a slice has at least. */
const leastPixels = 64;

const programs = {
  channels: filterGradient,
  taps: filterGradientByTaps,
  'one channel': filterGradientOfOne,
  depthwise: depthwiseFilterGradient,
};

/** The gradient of a convolution with respect to its filter, `out`. */
export function filterGrad(gpu: Gpu, x: GpuView, dy: GpuView, out: GpuView, params: Conv2dParams): void {
  const g = geometryOf(x.shape, out.shape, dy.shape, params);
  const { batch, image, channels, result, filters, groups, padding, window } = g;
  const { layers } = gpu.device;
  const strategy = filterGradStrategy(g, layers);
  if (strategy === 'product') {
    const k = batch * result[0] * result[1];
    product(gpu, x, dy, out, { batches: 1, m: channels, k, n: filters, transposeA: true });
    return;
  }
  const inputs = [gpu.texture(x, channels), gpu.texture(dy, filters)];
  const before = [padding.top, padding.left];
  if (strategy === 'odd groups') {
    const uniforms = { ...conventional(g), image, result, before, group: oddGroups(g), images: batch };
    gpu.draw(groupedPrograms.filterGradient, gpu.target(out, filters), inputs, uniforms, 4 * workOf(g));
    return;
  }
  const own = channels / groups;
  const rows = window[0] * window[1] * own;
  const lines = batch * result[0];
  const fragments = Math.ceil(rows / layers) * Math.ceil(filters / 4);
  const part = sliceLength(fragments, lines, Math.ceil(leastPixels / result[1]));
  // Depthwise, a texel of filters is one of channels.
  const group = groups === 1 || strategy === 'depthwise' ? [2 ** 28, 0] : [filters / groups / 4, own];
  const uniforms = { ...conventional(g), image: [...image, own], result, before, group };
  inSlices(gpu, out, filters, rows, Math.ceil(lines / part), {}, (target, sliceRows) => {
    gpu.draw(programs[strategy], target, inputs, { ...uniforms, slices: [sliceRows, part, lines] }, workOf(g));
  });
}
