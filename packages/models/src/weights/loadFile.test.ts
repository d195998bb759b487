import { toStateDict } from '@striate/formats';
import { type Model, type StoredTensor, withoutValues } from '@striate/layers';
import { onesLike } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { googLeNet } from '../googLeNet';
import { useCpu } from '../testing';
import { vgg11 } from '../vgg';
import { conventionOf } from './conventions';
import { fitTensors } from './loadFile';

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
