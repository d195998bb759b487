import { encodeModel, toStateDict } from '@striate/formats';
import {
  batchNormalization,
  conv2d,
  dense,
  globalAveragePooling2d,
  type Model,
  type StoredTensor,
  sequential,
  withoutValues,
} from '@striate/layers';
import { onesLike } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { googLeNet } from '../googLeNet';
import { useCpu } from '../testing';
import { vgg11 } from '../vgg';
import { conventionOf } from './conventions';
import { fitTensors, loadFile } from './loadFile';

useCpu();

/** Random numbers for all weights would take half a minute. */
function ones<M extends Model>(build: () => M): M {
  const net = withoutValues(build);
  for (const weight of net.weights) weight.assign(onesLike(weight));
  return net;
}

const firstOf = async (net: Model) => Float32Array.from(await net.weights[0].data());

describe('auxiliary classifiers', () => {
  it('in a file are left out of a network without them, and taken by one that has them', async () => {
    const options = { inputShape: [64, 64, 3], classes: 2 } as const;
    const source = ones(() => googLeNet({ ...options, auxiliary: true }));
    const tensors = await toStateDict(source);
    const plain = withoutValues(() => googLeNet(options));
    fitTensors(plain, tensors, conventionOf('googLeNet'));
    expect(await firstOf(plain)).toEqual(await firstOf(source));
    const whole = withoutValues(() => googLeNet({ ...options, auxiliary: true }));
    fitTensors(whole, tensors, conventionOf('googLeNet'));
    const last = (net: Model) => net.getLayer('aux2.fc2').weights[0].data();
    expect(await last(whole)).toEqual(await last(source));
    const less = new Map([...tensors].filter(([name]) => name !== 'fc.bias'));
    expect(() => fitTensors(plain, less, conventionOf('googLeNet'))).toThrow('fc.bias');
  });
});

describe('the classifier', () => {
  it('of VGG is left out of its features, by the names of torchvision and of timm', async () => {
    const options = { inputShape: [32, 32, 3], includeTop: false } as const;
    const source = ones(() => vgg11(options));
    const features = await toStateDict(source);
    const bias: StoredTensor = { dtype: 'float32', shape: [4], data: new Float32Array(4) };
    for (const name of ['classifier.6.bias', 'head.fc.bias', 'pre_logits.fc1.bias']) {
      const net = withoutValues(() => vgg11(options));
      fitTensors(net, new Map([...features, [name, bias]]), conventionOf('vgg11'));
      expect(await firstOf(net)).toEqual(await firstOf(source));
    }
  });
});

describe('a file of Keras', () => {
  const made = (names: readonly [string, string, string]) =>
    sequential([
      conv2d({ name: names[0], filters: 2, kernelSize: 3, inputShape: [8, 8, 3] }),
      batchNormalization({ name: names[1] }),
      globalAveragePooling2d(),
      dense({ name: names[2], units: 4 }),
    ]);
  const values = async (net: Model) => Promise.all(net.weights.map(async (weight) => [...(await weight.data())]));
  const convention = conventionOf('resNet50Keras');

  it('has its layers by name, the last under the one that keras.applications gave it once', async () => {
    const source = made(['conv1_conv', 'conv1_bn', 'probs']);
    const net = made(['conv1_conv', 'conv1_bn', 'predictions']);
    await loadFile(net, await encodeModel(source, 'h5'), convention);
    expect(await values(net)).toEqual(await values(source));
    const features = sequential(made(['conv1_conv', 'conv1_bn', 'x']).layers.slice(0, 2));
    await loadFile(features, await encodeModel(source, 'h5'), convention);
    expect(await values(features)).toEqual((await values(source)).slice(0, 6));
  });

  it('for a network with the names of PyTorch has them in order', async () => {
    const source = made(['block1_conv1', 'block1_bn', 'fc1']);
    const net = made(['features.0', 'features.1', 'classifier.0']);
    await loadFile(net, await encodeModel(source, 'h5'), conventionOf('vgg16'));
    expect(await values(net)).toEqual(await values(source));
  });
});
