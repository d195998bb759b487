import type { Conv2dParams } from '@striate/tensor';
import type { Texture } from '../../device/TexturePool';
import type { Gpu, GpuView } from '../../Gpu';
import { inSlices, product } from '../product';
import {
  depthwiseFilterGradient,
  filterGradient,
  filterGradientByTaps,
  filterGradientOfOne,
} from './filterGradPrograms';
import { groupedPrograms } from './groupedPrograms';
import { filterGradStrategy, geometryOf, sliceLength, wholeBlocks, workOf } from './strategy';
import { sumPaddedSlices } from './sumSlices';
import { conventional, oddGroups } from './uniforms';

/** Pixels that a slice has at least. */
const leastPixels = 64;

const programs = {
  channels: filterGradient,
  'padded channels': filterGradient,
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
  const filled = strategy === 'padded channels' ? wholeBlocks(channels, layers) : 0;
  const own = filled || channels / groups;
  const rows = window[0] * window[1] * own;
  const lines = batch * result[0];
  const fragments = Math.ceil(rows / layers) * Math.ceil(filters / 4);
  const part = sliceLength(fragments, lines, Math.ceil(leastPixels / result[1]));
  // Depthwise, a texel of filters is one of channels.
  const group = groups === 1 || strategy === 'depthwise' ? [2 ** 28, 0] : [filters / groups / 4, own];
  const uniforms = { ...conventional(g), image: [...image, own], result, before, group };
  const draw = (target: Texture, sliceRows: number) =>
    gpu.draw(programs[strategy], target, inputs, { ...uniforms, slices: [sliceRows, part, lines] }, workOf(g));
  const slices = Math.ceil(lines / part);
  if (!filled) {
    inSlices(gpu, out, filters, rows, slices, {}, draw);
    return;
  }
  const parts = gpu.temporary(slices * rows * filters, filters);
  draw(parts, rows);
  gpu.draw(sumPaddedSlices, gpu.target(out, filters), [parts], {
    slices: [slices, rows],
    channels: [channels, filled],
  });
  gpu.release(parts);
}
