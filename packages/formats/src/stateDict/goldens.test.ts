import {
  batchNormalization,
  concatenate,
  conv1d,
  conv1dTranspose,
  conv2d,
  conv2dTranspose,
  dense,
  depthwiseConv2d,
  dropout,
  embedding,
  flatten,
  groupNormalization,
  input,
  layerNormalization,
  type Model,
  model,
  prelu,
  relu,
  reshape,
  type StoredTensor,
  separableConv2d,
  sequential,
} from '@striate/layers';
import { type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import goldens from '../../goldens/stateDicts.json';
import type { TensorMap } from '../LoadReport';
import { useCpu } from '../testing';
import { loadStateDict } from './loadStateDict';
import { toStateDict } from './toStateDict';

useCpu();

// What PyTorch computes, written by goldens/makeStateDicts.py.

interface Packed {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

interface Golden {
  readonly name: string;
  readonly state: Readonly<Record<string, Packed>>;
  readonly inputs: readonly Packed[];
  readonly output: Packed;
}

const epsilon = 1e-5;

/** The networks of the script, of our layers. */
const networks: Readonly<Record<string, () => Model>> = {
  convolutions: () =>
    sequential([
      conv2d({ name: 'plain', filters: 4, kernelSize: [3, 2], inputShape: [9, 9, 3] }),
      conv2d({ name: 'grouped', filters: 6, kernelSize: 3, groups: 2 }),
      depthwiseConv2d({ name: 'depthwise', kernelSize: 3, depthMultiplier: 2 }),
      conv2dTranspose({ name: 'transposed', filters: 3, kernelSize: [2, 3] }),
      separableConv2d({ name: 'separable', filters: 4, kernelSize: 3, depthMultiplier: 2 }),
    ]),
  normalizations: () =>
    sequential([
      batchNormalization({ name: 'batch', epsilon, inputShape: [3, 5, 4] }),
      groupNormalization({ name: 'group', groups: 2, epsilon }),
      prelu({ name: 'slopes', sharedAxes: [1, 2] }),
      prelu({ name: 'slope', sharedAxes: [1, 2, 3] }),
      layerNormalization({ name: 'layer', axis: [1, 2, 3], epsilon }),
    ]),
  'dense layers after a feature map': () =>
    sequential([
      conv2d({ name: 'conv', filters: 3, kernelSize: 2, inputShape: [4, 5, 2] }),
      flatten(),
      dropout({ rate: 0.5 }),
      batchNormalization({ name: 'norm', epsilon }),
      prelu({ name: 'slopes' }),
      dense({ name: 'fc1', units: 5 }),
      relu(),
      dense({ name: 'fc2', units: 4, useBias: false }),
    ]),
  'a dense layer on images': () =>
    sequential([reshape({ targetShape: [-1], inputShape: [3, 4, 2] }), dense({ name: 'fc', units: 3 })]),
  'a feature map after a dense layer': () =>
    sequential([
      dense({ name: 'fc', units: 12, inputShape: [3] }),
      batchNormalization({ name: 'norm', epsilon }),
      reshape({ targetShape: [2, 2, 3] }),
      conv2dTranspose({ name: 'up', filters: 2, kernelSize: 2, strides: 2 }),
    ]),
  sequences: () =>
    sequential([
      input({ shape: [6], dtype: 'int32' }),
      embedding({ name: 'words', inputDim: 7, outputDim: 4 }),
      layerNormalization({ name: 'norm', epsilon }),
      conv1d({ name: 'conv', filters: 6, kernelSize: 3, groups: 2 }),
      conv1dTranspose({ name: 'up', filters: 3, kernelSize: 2 }),
      flatten(),
      dense({ name: 'fc', units: 2 }),
    ]),
  'a dense layer on word vectors': () =>
    sequential([
      input({ shape: [4], dtype: 'int32' }),
      embedding({ name: 'words', inputDim: 7, outputDim: 3 }),
      flatten(),
      dense({ name: 'fc', units: 2 }),
    ]),
  branches: () => {
    const [x, vector] = [input({ shape: [3, 3, 2] }), input({ shape: [3] })];
    const conv = conv2d({ name: 'conv', filters: 3, kernelSize: 2, inputShape: [3, 3, 2] });
    const left = sequential([conv, batchNormalization({ name: 'norm', epsilon }), flatten()], { name: 'left' });
    const image = input({ shape: [3, 3, 2] });
    const deeper = sequential([conv2d({ name: 'conv', filters: 2, kernelSize: 3 })], { name: 'inner' });
    const right = model({ inputs: image, outputs: flatten()(deeper(image)), name: 'right' });
    const parts = [left(x), dense({ name: 'direct', units: 4 })(vector), right(x)];
    const joined = dropout({ rate: 0.5 })(concatenate()(parts));
    return model({ inputs: [x, vector], outputs: dense({ name: 'fc', units: 3 })(joined) });
  },
};

const unpack = ({ shape, values }: Packed, dtype: 'float32' | 'int32' = 'float32'): Tensor =>
  tensor(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), shape);

function stateOf({ state }: Golden): TensorMap {
  return new Map(
    Object.entries(state).map(([name, { shape, values }]): [string, StoredTensor] => [
      name,
      name.endsWith('num_batches_tracked')
        ? { dtype: 'int32', shape, data: Int32Array.from(values) }
        : { dtype: 'float32', shape, data: Float32Array.from(values) },
    ]),
  );
}

// Each entry has keys of its own.
const cases = goldens as unknown as readonly Golden[];

describe.each(cases.map((golden) => [golden.name, golden] as const))('%s', (name, golden) => {
  it("gives PyTorch's output with PyTorch's state dict", async () => {
    const net = networks[name]();
    const report = loadStateDict(net, stateOf(golden));
    expect(report.matched).toHaveLength(net.weights.length);
    const inputs = golden.inputs.map((packed, i) =>
      unpack(packed, net.inputs[i].dtype === 'int32' ? 'int32' : 'float32'),
    );
    const output = net.run(inputs.length === 1 ? inputs[0] : inputs, { training: false }) as Tensor;
    expect(output.shape).toEqual(golden.output.shape);
    const largest = Math.max(...golden.output.values.map(Math.abs));
    const off = (await output.data()).map((value, i) => Math.abs(value - golden.output.values[i]));
    expect(Math.max(...off)).toBeLessThan(1e-5 * largest);
  });

  it('gives back the state dict it was given', async () => {
    const net = networks[name]();
    const state = stateOf(golden);
    loadStateDict(net, state);
    const written = await toStateDict(net);
    expect([...written.keys()]).toEqual([...state.keys()]);
    expect(written).toEqual(state);
  });
});
