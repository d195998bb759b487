import { scope, type Tensor, tensor } from '@striate/tensor';
import type { Model } from '../../models/Model';
import { decodeSafetensors, encodeSafetensors } from '../../saving/safetensors';
import { weightsToSafetensors } from '../../saving/weights';
import type { SentState } from './messages';

/** Weights and the optimizer's memory, to be sent. */
export async function stateOf(model: Model): Promise<SentState> {
  const { className, numbers, tensors } = model.optimizer.stateOf(model.namedWeights());
  try {
    const stored = [...tensors].map(
      async ([name, t]) => [name, { dtype: t.dtype, shape: t.shape, data: await t.data() }] as const,
    );
    return {
      weights: await weightsToSafetensors(model),
      slots: encodeSafetensors(await Promise.all(stored)),
      optimizer: { className, numbers },
    };
  } finally {
    for (const t of tensors.values()) t.dispose();
  }
}

/** Puts a model and its optimizer where another one stood. */
export async function takeState(model: Model, { weights, slots, optimizer }: SentState): Promise<void> {
  await model.loadWeights(weights);
  scope(() => {
    const tensors = new Map<string, Tensor>();
    for (const [name, { data, shape, dtype }] of decodeSafetensors(slots).tensors)
      tensors.set(name, tensor(data, shape, dtype));
    model.optimizer.restoreState({ ...optimizer, tensors }, model.namedWeights());
  });
}

/** The buffers that are handed over and not copied. */
export function buffersOf({ weights, slots }: SentState): ArrayBuffer[] {
  return [weights.buffer as ArrayBuffer, slots.buffer as ArrayBuffer];
}
