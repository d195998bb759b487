import { type Backend, DeviceLostError, getBackend } from '@striate/tensor';
import type { Model } from '../models/Model';
import { forgetPlan } from '../models/plan/infer';

/** A device that is lost this often without getting any further in between is given up. */
export const mostLosses = 3;

/** Where a model lives. */
export function backendOf(model: Model): Backend {
  return model.weights[0]?.backend ?? getBackend();
}

/**
 * Does something that changes nothing, and does it again from the start if the device was lost on its way and has come back.
 * What the model had computed for itself is made anew; weights that are gone with the device make it fail again.
 */
export async function repeating<T>(model: Model, body: () => Promise<T>): Promise<T> {
  for (let losses = 1; ; losses++) {
    try {
      return await body();
    } catch (error) {
      const backend = backendOf(model);
      if (!(error instanceof DeviceLostError && backend.restored) || losses === mostLosses) throw error;
      await backend.restored();
      forgetPlan(model);
    }
  }
}
