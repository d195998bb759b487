import { run } from '../op';
import type { Tensor } from '../tensor';
import { concat } from './concat';
import { type Conv2dFilterGradParams, type Conv2dInputGradParams, conv2dOp } from './conv';
import { dilate, pad } from './pad';
import { reshape } from './reshape';
import { slice, split } from './slice';
import { flip, transpose } from './transpose';
import { extent } from './window';

// Both gradients of a convolution are convolutions again. With y[o] = Σ_k x[o·s + k·d - p] w[k]:
//   dx[i] = Σ dy[o] w[k] over all (o, k) with o·s + k·d - p = i: dy with zeros between (s - 1 of them), padded by
//           extent - 1 - p, against the filter turned by 180 degrees with its channels and filters swapped;
//   dw[k] = Σ_o x[o·s + k·d - p] dy[o]: x against dy as a filter whose taps lie s apart, walking in steps of d.

/** The input gradient through a forward convolution: for a backend that has no kernel for it. */
export function composeInputGrad(
  dy: Tensor,
  w: Tensor,
  { strides, padding, dilations, groups, inputSize }: Conv2dInputGradParams,
): Tensor {
  const [kh, kw, channels, filters] = w.shape;
  const spread = dilate(dy, [1, ...strides, 1]);
  // [kh, kw, C/g, g, F/g] → [kh, kw, F/g, g, C/g]: within each group, channels and filters change places.
  const grouped = reshape(w, [kh, kw, channels, groups, filters / groups]);
  const turned = reshape(transpose(flip(grouped, [0, 1]), [0, 1, 4, 3, 2]), [
    kh,
    kw,
    filters / groups,
    groups * channels,
  ]);
  const sides = [0, 1].map((i) => {
    const span = extent(w.shape[i], dilations[i]);
    const before = span - 1 - (i === 0 ? padding.top : padding.left);
    return [before, inputSize[i] - (spread.shape[i + 1] + before - span + 1)];
  });
  const framed = frame(spread, sides[0], sides[1]);
  return run(conv2dOp, [framed, turned], { strides: [1, 1], padding: noEdges, dilations, groups });
}

const noEdges = { top: 0, bottom: 0, left: 0, right: 0 };

/** Pads rows and columns, or crops them where an amount is negative. */
function frame(x: Tensor, rows: readonly number[], columns: readonly number[]): Tensor {
  const sides = [[0, 0], rows, columns, [0, 0]] as const;
  const cropped = slice(
    x,
    sides.map(([before]) => Math.max(0, -before)),
    x.shape.map((d, i) => d - Math.max(0, -sides[i][0]) - Math.max(0, -sides[i][1])),
  );
  return pad(
    cropped,
    sides.map(([before, after]) => [Math.max(0, before), Math.max(0, after)] as const),
  );
}

/** The filter gradient through a forward convolution. */
export function composeFilterGrad(
  x: Tensor,
  dy: Tensor,
  { strides, padding, dilations, groups, filterSize }: Conv2dFilterGradParams,
): Tensor {
  const [xs, dys] = [split(x, groups, 3), split(dy, groups, 3)];
  const parts = xs.map((part, g) => {
    const images = transpose(part, [3, 1, 2, 0]);
    const filter = transpose(dys[g], [1, 2, 0, 3]);
    const full = run(conv2dOp, [images, filter], { strides: dilations, dilations: strides, padding, groups: 1 });
    // A stride that does not divide leaves pixels over at the end, which make extra taps.
    return transpose(slice(full, [], [full.shape[0], ...filterSize, full.shape[3]]), [1, 2, 0, 3]);
  });
  return parts.length === 1 ? parts[0] : concat(parts, 3);
}
