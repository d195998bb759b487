// What the tests of plans share.
import { Generator, type Tensor, tensor } from '@striate/tensor';
import { expect } from 'vitest';
import { inferenceFormOf } from '../../InferenceForm';
import { type Conv2DOptions, conv2d } from '../../layers/Conv2D';
import { input } from '../../layers/Input';
import type { SymbolicTensor } from '../../SymbolicTensor';
import { type Functional, model } from '../Functional';
import type { Model } from '../Model';
import { flattenGraph } from './flattenGraph';
import { fuse } from './fuse';
import { slotShapes } from './slotShapes';

export const generator = new Generator(5);

export function images(batch: number, size = 6, channels = 3): Tensor {
  return tensor(generator.uniform(batch * size * size * channels), [batch, size, size, channels]);
}

/** Gives every weight values that show: no offset is 0, no factor 1. */
export function scramble<M extends Model>(net: M): M {
  for (const weight of net.weights) {
    const spread = weight.name === 'kernel' ? 0.3 : 1;
    const values = generator.uniform(weight.size).map((v) => (weight.name === 'kernel' ? v - 0.5 : v + 0.5) * spread);
    weight.assign(tensor(values, weight.shape));
  }
  return net;
}

/** The plan's steps: names of layers, and of a convolution what is merged into it. */
export function steps(net: Model, ...inputs: Tensor[]): string[] {
  const form = inferenceFormOf(net);
  if (form?.kind !== 'graph') return [];
  const graph = flattenGraph(form);
  return fuse(graph, slotShapes(graph, inputs)).map((each) => {
    if (!('convolution' in each)) return each.layer.name;
    const { call, norm, residual, activation } = each;
    return [call.layer.name, norm && 'norm', residual !== undefined && 'sum', activation !== 'linear' && activation]
      .filter(Boolean)
      .join(' + ');
  });
}

export async function expectSame(net: Model, ...inputs: Tensor[]): Promise<void> {
  const planned = await net.predictAll(inputs);
  const result = net.run(inputs.length === 1 ? inputs[0] : inputs, { training: false });
  const called: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
  expect(planned.map(({ shape }) => shape)).toEqual(called.map(({ shape }) => shape));
  for (const [i, output] of planned.entries()) {
    const [actual, expected] = [await output.data(), await called[i].data()];
    const largest = Math.max(...[...expected].map(Math.abs));
    const error = Math.max(...[...actual].map((v, at) => Math.abs(v - expected[at])));
    expect(error).toBeLessThanOrEqual(1e-5 * largest);
  }
}

/** A model from 6x6 images of 3 channels. */
export function network(build: (x: SymbolicTensor) => SymbolicTensor): Functional {
  const x = input({ shape: [6, 6, 3] });
  return scramble(model({ inputs: x, outputs: build(x) }));
}

export const conv = (options: Partial<Conv2DOptions> = {}) =>
  conv2d({ filters: 4, kernelSize: 3, padding: 'same', ...options });
