import type { Conv2dParams } from '@striate/tensor';
import type { Gpu, GpuView } from '../../Gpu';
import { product } from '../product';
import { depthwisePrograms } from './depthwisePrograms';
import { type Ending, type Epilogue, endingOf, endingTextures } from './epilogue';
import { groupedPrograms } from './groupedPrograms';
import { firstOfStrideTwo, neighbours } from './neighbourPrograms';
import { forwardStrategy, type Geometry, geometryOf, type Strategy, workOf } from './strategy';
import { convolution } from './tapPrograms';
import { type Choice, conventional, grouping, oddGroups } from './uniforms';

/** `out = epilogue(conv2d(x, filter))`. */
export function convolve(
  gpu: Gpu,
  x: GpuView,
  filter: GpuView,
  out: GpuView,
  params: Conv2dParams,
  epilogue: Epilogue = {},
): void {
  const g = geometryOf(x.shape, filter.shape, out.shape, params);
  const { batch, image, channels, filters } = g;
  const strategy = forwardStrategy(g, gpu.device.layers);
  if (strategy.kind === 'product') {
    const m = batch * image[0] * image[1];
    product(gpu, x, filter, out, { batches: 1, m, k: channels, n: filters }, epilogue);
    return;
  }
  const textures = [gpu.texture(x, channels), gpu.texture(filter, filters)];
  const ending = endingTextures(gpu, epilogue, filters);
  const { program, uniforms, steps = 1 } = programOf(strategy, g, endingOf(epilogue));
  const target = gpu.target(out, filters);
  gpu.draw(program, target, [...textures, ...ending], uniforms, steps * workOf(g));
}

function programOf(strategy: Strategy, g: Geometry, end: Ending): Choice {
  const { batch, image, channels, result, filters, groups, padding, window } = g;
  const lastRow = batch * image[0] * image[1] - 1;
  const own = channels / groups;
  const common = { ...conventional(g), result, before: [padding.top, padding.left] };
  const depthwise = { ...common, image };
  const dense = {
    ...common,
    image: [...image, own, Math.floor(own / 4)],
    filterSize: [...window, own],
    group: grouping(groups, filters, channels),
  };
  switch (strategy.kind) {
    case 'neighbours':
      return { program: neighbours(strategy.width, 0, end), uniforms: { ...dense, lastRow } };
    case 'few channels':
      return { program: neighbours(strategy.width, channels, end), uniforms: { ...dense, lastRow } };
    case 'first of stride two':
      return { program: firstOfStrideTwo(strategy.width, channels, end), uniforms: { ...dense, lastRow } };
    case 'depthwise':
      return { program: depthwisePrograms.convolution(end), uniforms: depthwise };
    case 'depthwise neighbours': {
      const program = depthwisePrograms.neighbours(strategy.width, end);
      return { program, uniforms: { ...depthwise, lastRow, backwards: 0 } };
    }
    case 'odd groups':
      return { program: groupedPrograms.convolution(end), uniforms: { ...depthwise, group: oddGroups(g) }, steps: 4 };
    default:
      return { program: convolution(own % 4, end), uniforms: dense };
  }
}
