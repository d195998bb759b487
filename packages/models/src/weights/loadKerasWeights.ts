import type { Model, WeightsSource } from '@striate/layers';

// Stands in until @striate/formats has it.
export async function loadKerasWeights(_model: Model, _source: WeightsSource): Promise<void> {
  throw new Error('not yet');
}
