import { metaTensor, scope, type Tensor } from '@striate/tensor';
import { inferenceFormOf } from '../../InferenceForm';
import type { Model } from '../Model';
import { Planner } from './Planner';

const planners = new WeakMap<Model, Planner>();

/**
 * The outputs of a model that is not being trained: by a plan where it is a graph of layers, else (a class of one's own, a
 * model without weights yet) by calling it. To be called in a step, which owns what is made.
 */
export function infer(model: Model, inputs: readonly Tensor[]): readonly Tensor[] {
  const planner = plannerOf(model);
  const run = (given: readonly Tensor[]) => model.run(given.length === 1 ? given[0] : given, { training: false });
  if (!planner) {
    const result = run(inputs);
    return Array.isArray(result) ? result : [result as Tensor];
  }
  // A run without values refuses what does not fit, in the words of the layer that it does not fit.
  const check = () => scope(() => void run(inputs.map(({ shape, dtype }) => metaTensor(shape, dtype))));
  return planner.plan(inputs, check).run(inputs);
}

function plannerOf(model: Model): Planner | undefined {
  const known = planners.get(model);
  if (known && !known.stale) return known;
  planners.delete(model);
  const form = inferenceFormOf(model);
  if (form?.kind !== 'graph') return undefined;
  const planner = new Planner(form);
  planners.set(model, planner);
  return planner;
}

/** Forgets what was derived from the weights of a model. */
export function forgetPlan(model: Model): void {
  planners.delete(model);
}
