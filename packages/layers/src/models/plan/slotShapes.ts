import { isMeta, metaTensor, type Shape, scope, type Tensor } from '@striate/tensor';
import type { FlatGraph } from './flattenGraph';

/** The shapes of a graph's float32 values for these inputs, by slot; learned without computing any. */
export function slotShapes({ calls, inputs: slots }: FlatGraph, inputs: readonly Tensor[]): (Shape | undefined)[] {
  return scope(() => {
    const values: Tensor[] = [];
    slots.forEach((slot, i) => {
      values[slot] = metaTensor(inputs[i].shape, inputs[i].dtype);
    });
    for (const { layer, inputs, outputs, many } of calls) {
      const args = inputs.map((slot) => values[slot]);
      const result = layer.run(many ? args : args[0], { training: false });
      const made: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
      outputs.forEach((slot, i) => {
        values[slot] = made[i];
      });
    }
    return values.map((value) => (value.dtype === 'float32' && isMeta(value) ? value.shape : undefined));
  });
}
