import type { Layer, WeightsSource } from '@striate/layers';
import { loadKerasWeights } from './keras/loadKerasWeights';
import { readStateDict } from './pytorch/readStateDict';
import { loadStateDict } from './stateDict/loadStateDict';

/** What `model.loadWeights` does with a path or URL that ends as files of Keras or PyTorch do: all weights, or none. */
export async function loadForeignWeights(model: Layer, source: WeightsSource): Promise<void> {
  if (/\.(keras|h5|hdf5)$/i.test(String(source))) await loadKerasWeights(model, source);
  else loadStateDict(model, await readStateDict(source));
}
