import type { Conv2dParams } from '@striate/tensor';
import type { Gpu, GpuView } from '../../Gpu';
import { framed } from '../move';
import { product } from '../product';
import { depthwisePrograms } from './depthwisePrograms';
import { endingOf } from './epilogue';
import { groupedPrograms } from './groupedPrograms';
import { neighbours } from './neighbourPrograms';
import { framedWidth, type Geometry, geometryOf, type Strategy, strategyOf, workOf } from './strategy';
import { inputGradient } from './tapPrograms';
import { type Choice, conventional, grouping, oddGroups } from './uniforms';

/** The gradient of a convolution with respect to its images, `out`. */
export function inputGrad(gpu: Gpu, dy: GpuView, filter: GpuView, out: GpuView, params: Conv2dParams): void {
  const g = geometryOf(out.shape, filter.shape, dy.shape, params);
  const { batch, image, channels, filters } = g;
  const strategy = strategyOf(g, filters);
  if (strategy.kind === 'product') {
    const m = batch * image[0] * image[1];
    product(gpu, dy, filter, out, { batches: 1, m, k: filters, n: channels, transposeB: true });
    return;
  }
  const width = strategy.kind === 'taps' ? framedWidth(g) : undefined;
  if (width) {
    const frame = framed(gpu, dy, image);
    const { program, uniforms } = programOf({ kind: 'neighbours', width }, { ...g, result: image });
    gpu.draw(program, gpu.target(out, channels), [frame, gpu.texture(filter, filters)], uniforms, workOf(g));
    gpu.release(frame);
    return;
  }
  const inputs = [gpu.texture(dy, filters), gpu.texture(filter, filters)];
  const { program, uniforms, steps = 1 } = programOf(strategy, g);
  gpu.draw(program, gpu.target(out, channels), inputs, uniforms, steps * workOf(g));
}

function programOf(strategy: Strategy, g: Geometry): Choice {
  const { batch, image, channels, result, filters, groups, padding, window, strides, dilations } = g;
  // Of the correlation with the filter turned round.
  const turned = [(window[0] - 1) * dilations[0] - padding.top, window[1] - 1 - padding.left];
  const lastRow = batch * result[0] * result[1] - 1;
  const own = filters / groups;
  const common = { ...conventional(g), before: [padding.top, padding.left] };
  const depthwise = { ...common, image: result, result: image };
  const dense = {
    ...common,
    image: [...result, own, Math.floor(own / 4)],
    result: image,
    filterSize: [...window, channels / groups],
    group: grouping(groups, channels, filters),
  };
  switch (strategy.kind) {
    case 'neighbours': {
      const program = neighbours(strategy.width, 0, undefined);
      return { program, uniforms: { ...dense, before: turned, lastRow } };
    }
    case 'depthwise':
      return { program: depthwisePrograms.inputGradient(endingOf({})), uniforms: depthwise };
    case 'depthwise neighbours': {
      const program = depthwisePrograms.neighbours(strategy.width, endingOf({}));
      return { program, uniforms: { ...depthwise, before: turned, lastRow, backwards: 1 } };
    }
    case 'odd groups': {
      const uniforms = { ...common, image, result, group: oddGroups(g) };
      return { program: groupedPrograms.inputGradient, uniforms, steps: 4 };
    }
    default:
      return { program: inputGradient(own % 4, strides[1] === 2 ? 2 : 1), uniforms: dense };
  }
}
