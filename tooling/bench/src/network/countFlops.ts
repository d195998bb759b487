import { Conv1D, Conv2D, Dense, type Model } from '@striate/layers';
import { sortNodes } from '../onnx/sortNodes';

/** Operations of the convolutions and dense layers for one image, a multiply-add counting as two. */
export function countFlops(net: Model): number {
  let flops = 0;
  for (const { layer, outputs } of sortNodes(net)) {
    const [, ...shape] = outputs[0].shape.map(Number);
    const outputSize = shape.reduce((product, extent) => product * extent, 1);
    // Each output is a sum over the weights of one filter, or unit.
    if (layer instanceof Conv2D || layer instanceof Conv1D || layer instanceof Dense)
      flops += 2 * outputSize * (layer.kernel!.size / layer.kernel!.shape.at(-1)!);
  }
  return flops;
}
