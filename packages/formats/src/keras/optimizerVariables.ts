import type { Model, Optimizer, StoredTensor } from '@striate/layers';
import { type Tensor, type TypedArray, tensor, type Variable } from '@striate/tensor';
import type { DatasetContents } from '../hdf5/Hdf5Node';
import { trainedWeights } from './kerasLayers';

/** What an optimizer keeps, as Keras has it: a list of variables with names, whose order is what counts in a file. */
export interface OptimizerVariable extends DatasetContents {
  /** `iteration`, `learning_rate`, `dense_kernel_momentum`. */
  readonly name: string;
}

/** A slot of one weight: the name the optimizer here has for it. */
interface Slot {
  readonly weight: Variable;
  readonly key: string;
  readonly slot: string;
  readonly name: string;
}

const average = 'average';
const gathered = 'accumulated_gradient';

/** Slots that Keras makes for one weight after the other; others follow for all weights. */
const together: Readonly<Record<string, readonly string[]>> = {
  Adam: ['momentum', 'velocity'],
  AdamW: ['momentum', 'velocity'],
  Adamax: ['momentum', 'norm'],
  Nadam: ['momentum', 'velocity'],
  Adadelta: ['accumulated_grad', 'accumulated_delta_var'],
};

/** The slots in Keras' order: averages, gathered gradients, then what the update needs. */
function slotsOf(model: Model, optimizer: Optimizer): Slot[] {
  const names = new Map([...model.namedWeights()].map(([key, weight]) => [weight, key]));
  const weights = trainedWeights(model);
  const each = (slots: readonly string[]) =>
    weights.flatMap((weight) =>
      slots.map((slot): Slot => {
        const key = names.get(weight) ?? weight.name;
        const shown = slot === gathered ? 'gradient_accumulator' : slot;
        return { weight, key, slot, name: `${key.replaceAll('/', '_')}_${shown}` };
      }),
    );
  const { useEma, gradientAccumulationSteps = 1 } = optimizer.config;
  const first = together[optimizer.className] ?? [];
  const rest = optimizer.slotNames.filter((slot) => !first.includes(slot));
  return [
    ...(useEma ? each([average]) : []),
    ...(gradientAccumulationSteps > 1 ? each([gathered]) : []),
    ...each(first),
    ...rest.flatMap((slot) => each([slot])),
  ];
}

/** Whether Keras keeps the rate as a variable: a schedule has none. */
function hasRate(optimizer: Optimizer, rate: number | undefined): boolean {
  return rate !== undefined || typeof optimizer.config.learningRate === 'number';
}

/** The variables of a model's optimizer. One that took no step yet has but `iteration` and `learning_rate`. */
export async function optimizerVariables(model: Model): Promise<OptimizerVariable[]> {
  const { optimizer } = model;
  const { tensors, numbers } = optimizer.stateOf(model.namedWeights());
  try {
    const steps = optimizer.config.gradientAccumulationSteps ?? 1;
    const batches = numbers.iterations * steps + numbers.gathered;
    const variables: OptimizerVariable[] = [
      { name: 'iteration', dtype: 'int64', shape: [], data: new BigInt64Array([BigInt(batches)]) },
    ];
    if (hasRate(optimizer, numbers.learningRate))
      variables.push({
        name: 'learning_rate',
        dtype: 'float32',
        shape: [],
        data: new Float32Array([optimizer.learningRate]),
      });
    if (batches === 0) return variables;
    for (const { weight, key, slot, name } of slotsOf(model, optimizer)) {
      const kept = tensors.get(`${key}/${slot}`);
      const data = kept ? await kept.data() : await initial(optimizer, weight, slot);
      variables.push({ name, dtype: 'float32', shape: weight.shape, data: data as TypedArray });
    }
    if (optimizer.className === 'Nadam')
      variables.push({
        name: 'variable',
        dtype: 'float32',
        shape: [],
        data: new Float32Array([momentumProduct(optimizer, numbers.iterations)]),
      });
    return variables;
  } finally {
    for (const kept of tensors.values()) kept.dispose();
  }
}

/** What is kept for a weight that no step has changed yet. */
async function initial(optimizer: Optimizer, weight: Variable, slot: string): Promise<TypedArray> {
  if (slot === average) return weight.data();
  if (slot === gathered) return new Float32Array(weight.size);
  return optimizer.slotsOf(weight)[optimizer.slotNames.indexOf(slot)].data();
}

/** What Keras' Nadam keeps, and the one here computes: the product of the momenta of all steps. */
function momentumProduct(optimizer: Optimizer, steps: number): number {
  const { beta1 = 0.9 } = optimizer.config as { beta1?: number };
  let product = 1;
  for (let step = 1; step <= steps; step++) product *= beta1 * (1 - 0.5 * 0.96 ** step);
  return product;
}

/**
 * Gives a model's optimizer what a file has of it, and says whether that fits: a list of another length, that of an optimizer
 * which took no step say, leaves it as it is, as in Keras.
 */
export function restoreOptimizer(model: Model, stored: readonly StoredTensor[]): boolean {
  const { optimizer } = model;
  const slots = slotsOf(model, optimizer);
  const fixed = hasRate(optimizer, undefined) ? 2 : 1;
  const values = stored.slice(fixed, fixed + slots.length);
  const started = values.length > 0 && slots.length === values.length;
  if (stored.length < fixed || (!started && stored.length > fixed)) return false;
  if (started && !values.every(({ shape }, i) => `${shape}` === `${slots[i].weight.shape}`)) return false;
  const batches = stored[0].data[0];
  const steps = optimizer.config.gradientAccumulationSteps ?? 1;
  const made: [string, Tensor][] = [];
  try {
    if (started)
      values.forEach(({ data, shape }, i) => {
        const { key, slot } = slots[i];
        if (slot === gathered && batches % steps === 0) return;
        made.push([`${key}/${slot}`, tensor(data, shape, 'float32')]);
      });
    const rate = fixed === 2 ? stored[1].data[0] : undefined;
    const given = optimizer.learningRate;
    const numbers: Record<string, number> = { iterations: Math.floor(batches / steps), gathered: batches % steps };
    // The file has 32 bits of it; where they are those of the configuration, that has all of them.
    if (rate !== undefined && rate !== Math.fround(given)) numbers.learningRate = rate;
    const state = { className: optimizer.className, tensors: new Map(made), numbers };
    optimizer.restoreState(state, model.namedWeights());
    return true;
  } finally {
    for (const [, value] of made) value.dispose();
  }
}
