import {
  type Model,
  type PackedTensors,
  packTensors,
  type StoredTensor,
  type Tensor,
  tensor,
  unpackTensors,
} from 'striate';

/** The weights as they travel, and what part of the test set the network gets right with them, in percent. The network has them then. */
export async function packAndTest(
  net: Model,
  { x, y }: { readonly x: Tensor; readonly y: Tensor },
): Promise<{ readonly tensors: PackedTensors; readonly accuracy: number }> {
  const weights = net.namedWeights();
  const stored = new Map<string, StoredTensor>();
  for (const [name, weight] of weights) {
    stored.set(name, { dtype: weight.dtype, shape: weight.shape, data: await weight.data() });
  }
  const tensors = packTensors(stored);
  for (const [name, { data, shape }] of unpackTensors(tensors)) weights.get(name)?.assign(tensor(data, shape));
  const { accuracy } = await net.evaluate(x, y, { batchSize: 250 });
  return { tensors, accuracy: Number((100 * accuracy).toFixed(2)) };
}
