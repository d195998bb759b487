import type { Layer } from '@striate/layers';
import { loadKerasWeights } from './keras/loadKerasWeights';
import { readStateDict } from './pytorch/readStateDict';
import { loadStateDict } from './stateDict/loadStateDict';
import { weightsFormat } from './weightsFormat';

/** What `model.loadWeights` does with the bytes of a file of Keras or PyTorch: all weights, or none. */
export async function loadForeignWeights(model: Layer, bytes: Uint8Array): Promise<void> {
  if (weightsFormat(bytes) === 'keras') await loadKerasWeights(model, bytes);
  else loadStateDict(model, await readStateDict(bytes));
}
