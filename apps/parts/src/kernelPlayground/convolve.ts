import '../onCpu';
import { ops, scope, tensor } from 'striate';
import type { Matrix, NumbersState } from './NumbersState';

export interface Convolved {
  /** What each channel gives alone, before they are summed and the bias is added. */
  readonly parts: readonly Matrix[];
  /** The feature maps: one, or with `depthwise` one a channel. */
  readonly output: readonly Matrix[];
}

/** Convolves the channels of an input, each with its part of the filter, and all together. */
export async function convolve(state: NumbersState): Promise<Convolved> {
  const { padding, stride: strides, dilation: dilations, depthwise } = state;
  const channels = state.input.length;
  const [parts, output] = scope(() => {
    const x = ops.expandDims(ops.transpose(tensor(state.input as Matrix[]), [1, 2, 0]), 0);
    const filter = ops.transpose(tensor(state.filter as Matrix[]), [1, 2, 0]);
    const alone = ops.expandDims(filter, 2);
    const options = { padding, strides, dilations };
    const bias = Array.from({ length: depthwise ? channels : 1 }, () => state.bias);
    const maps = depthwise
      ? ops.conv2d(x, alone, { ...options, groups: channels, bias })
      : ops.conv2d(x, ops.expandDims(filter, 3), { ...options, bias });
    const first = (map: typeof maps) => ops.transpose(ops.squeeze(map, [0]), [2, 0, 1]);
    return [first(ops.conv2d(x, alone, { ...options, groups: channels })), first(maps)] as const;
  });
  return { parts: (await parts.array()) as Matrix[], output: (await output.array()) as Matrix[] };
}
