import { keep, restoreGenerator, sharedGenerator } from '@striate/tensor';
import type { Model } from '../models/Model';

/** Runs an experiment with a model, and puts its weights, its optimizer and the generators back where they were. */
export async function preserving<T>(model: Model, experiment: () => Promise<T>): Promise<T> {
  const { optimizer, generators } = model;
  const named = model.namedWeights();
  const values = [...named.values()].map((weight) => keep(weight.clone()));
  const kept = optimizer.stateOf(named);
  const [shared, own] = [sharedGenerator().state, generators.map(({ state }) => state)];
  try {
    // On a device that can be lost these are the only copies.
    const copies = [...values, ...kept.tensors.values()];
    await Promise.all(copies.map(({ backend, buffer }) => backend.preserve?.(buffer)));
    return await experiment();
  } finally {
    [...named.values()].forEach((weight, i) => weight.assign(values[i]));
    optimizer.restoreState(kept, named);
    restoreGenerator(shared);
    generators.forEach((generator, i) => {
      generator.state = own[i];
    });
    for (const value of [...values, ...kept.tensors.values()]) value.dispose();
  }
}
