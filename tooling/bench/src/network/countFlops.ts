import { Conv1D, Conv2D, Dense, type Layer, type Model } from '@striate/layers';
import { ResidualUnit, SparseConv2D } from '@striate/models';
import type { Variable } from '@striate/tensor';
import { sortNodes } from '../onnx/sortNodes';

/** Operations of the convolutions and dense layers for one image, a multiply-add counting as two. */
export function countFlops(net: Model): number {
  let flops = 0;
  for (const { layer, outputs } of sortNodes(net)) {
    const [, ...shape] = outputs[0].shape.map(Number);
    const outputSize = shape.reduce((product, extent) => product * extent, 1);
    // Each output is a sum over the weights of one filter, or unit.
    for (const { kernel } of weighted(layer)) flops += 2 * outputSize * (kernel!.size / shape.at(-1)!);
  }
  return flops;
}

/** In a residual unit all convolutions have the shape of its output. */
function weighted(layer: Layer): { readonly kernel: Variable | undefined }[] {
  if (layer instanceof ResidualUnit) return [...layer.mainLayers, ...layer.skipLayers].flatMap(weighted);
  const kinds = [Conv2D, Conv1D, Dense, SparseConv2D] as const;
  return kinds.flatMap((kind) => (layer instanceof kind ? [layer] : []));
}
