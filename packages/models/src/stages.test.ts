// The shapes that the files of the networks promise between their stages, and the names of their layers.
import { BatchNormalization } from '@striate/layers';
import { expect, test } from 'vitest';
import { alexNetOriginal } from './alexNetOriginal';
import { googLeNetOriginal } from './googLeNetOriginal';
import { lecture5Cnn } from './lecture5Cnn';
import { lecture3Cnn, lecture3ResNet34 } from './lectureThree';
import { resNet50 } from './resNet';
import { squeezeNet1_0, squeezeNet1_1 } from './squeezeNet';
import { outputShapes, useShapesOnly, weightedLayers } from './testing';

useShapesOnly();

test('alexNetOriginal', () => {
  const net = alexNetOriginal();
  const stages = ['conv1', 'pool1', 'conv2', 'pool2', 'conv3', 'conv4', 'conv5', 'pool5', 'fc6', 'fc8'];
  expect(outputShapes(net, stages)).toEqual([
    '55x55x96',
    '27x27x96',
    '27x27x256',
    '13x13x256',
    '13x13x384',
    '13x13x384',
    '13x13x256',
    '6x6x256',
    '4096',
    '1000',
  ]);
  expect(net.getLayer('conv2').weights[0].shape).toEqual([5, 5, 48, 256]);
  expect(() => alexNetOriginal({ inputShape: [66, 66, 3] })).toThrow("(in layer 'pool5')");
});

test('googLeNetOriginal', () => {
  const net = googLeNetOriginal({ auxiliary: true });
  const stages = ['conv1/7x7_s2', 'pool1/3x3_s2', 'conv2/3x3', 'pool2/3x3_s2', 'inception_3b/output', 'pool3/3x3_s2'];
  expect(outputShapes(net, stages)).toEqual([
    '112x112x64',
    '56x56x64',
    '56x56x192',
    '28x28x192',
    '28x28x480',
    '14x14x480',
  ]);
  const later = ['inception_4a/output', 'inception_4e/output', 'pool4/3x3_s2', 'inception_5b/output', 'pool5/7x7_s1'];
  expect(outputShapes(net, later)).toEqual(['14x14x512', '14x14x832', '7x7x832', '7x7x1024', '1024']);
  expect(outputShapes(net, ['loss1/ave_pool', 'loss2/ave_pool', 'loss1/flatten'])).toEqual([
    '4x4x512',
    '4x4x528',
    '2048',
  ]);
  expect(net.outputNames).toEqual(['main', 'aux1', 'aux2']);
  const names = [...googLeNetOriginal().namedWeights().keys()];
  expect(names.slice(0, 4)).toEqual([
    'conv1/7x7_s2/kernel',
    'conv1/7x7_s2/bias',
    'conv2/3x3_reduce/kernel',
    'conv2/3x3_reduce/bias',
  ]);
  expect(names.slice(-2)).toEqual(['loss3/classifier/kernel', 'loss3/classifier/bias']);
  expect(net.getLayer('inception_5b/5x5').weights[0].shape).toEqual([5, 5, 48, 128]);
  expect(() => googLeNetOriginal({ auxiliary: true, includeTop: false })).toThrow(
    'googLeNetOriginal: auxiliary classifiers belong to the top, got auxiliary true and includeTop false',
  );
});

test('squeezeNet1_0 and 1_1', () => {
  const places = (...at: number[]) => at.map((i) => `features.${i}`);
  expect(outputShapes(squeezeNet1_0(), [...places(0, 2, 5, 6, 10, 11, 12), 'classifier.1'])).toEqual([
    '109x109x96',
    '54x54x96',
    '54x54x256',
    '27x27x256',
    '27x27x512',
    '13x13x512',
    '13x13x512',
    '13x13x1000',
  ]);
  expect(outputShapes(squeezeNet1_1(), [...places(0, 2, 4, 5, 7, 8, 12), 'classifier.3'])).toEqual([
    '111x111x64',
    '55x55x64',
    '55x55x128',
    '27x27x128',
    '27x27x256',
    '13x13x256',
    '13x13x512',
    '1000',
  ]);
  const fires = (...at: number[]) =>
    places(...at).flatMap((name) => ['squeeze', 'expand1x1', 'expand3x3'].map((part) => `${name}.${part}`));
  const first = ['features.0'];
  expect(weightedLayers(squeezeNet1_0())).toEqual([...first, ...fires(3, 4, 5, 7, 8, 9, 10, 12), 'classifier.1']);
  expect(weightedLayers(squeezeNet1_1())).toEqual([...first, ...fires(3, 4, 6, 7, 9, 10, 11, 12), 'classifier.1']);
  expect(() => squeezeNet1_0({ inputShape: [28, 28, 3] })).toThrow('maxPool2d');
  expect(() => squeezeNet1_1({ inputShape: [24, 24, 3] })).toThrow('maxPool2d');
});

test("resNet50 with the names of Keras' application", () => {
  const net = resNet50({ variant: 'keras' });
  const stages = ['conv1_pad', 'conv1_conv', 'pool1_pad', 'pool1_pool', 'conv2_block3_out', 'conv3_block1_1_conv'];
  expect(outputShapes(net, stages)).toEqual([
    '230x230x3',
    '112x112x64',
    '114x114x64',
    '56x56x64',
    '56x56x256',
    '28x28x128',
  ]);
  expect(outputShapes(net, ['conv3_block4_out', 'conv4_block6_out', 'conv5_block3_out', 'avg_pool'])).toEqual([
    '28x28x512',
    '14x14x1024',
    '7x7x2048',
    '2048',
  ]);
  const names = weightedLayers(net);
  const block = (at: string, ...parts: number[]) => parts.flatMap((i) => [`${at}_${i}_conv`, `${at}_${i}_bn`]);
  expect(new Set(names.slice(0, 10))).toEqual(
    new Set(['conv1_conv', 'conv1_bn', ...block('conv2_block1', 0, 1, 2, 3)]),
  );
  expect(names.slice(10, 16)).toEqual(block('conv2_block2', 1, 2, 3));
  expect(names.at(-1)).toBe('predictions');
  const norms = net.layers.filter((layer) => layer instanceof BatchNormalization);
  expect(norms).toHaveLength(53);
  for (const { config } of norms) expect(config).toMatchObject({ epsilon: 1.001e-5, momentum: 0.99 });
});

test("resNet50 as in the paper halves the image in a block's first convolution", () => {
  const places = ['layer2.0.conv1', 'layer2.0.conv2', 'layer2.0.downsample.0'];
  expect(outputShapes(resNet50({ variant: 'v1' }), places)).toEqual(['28x28x128', '28x28x128', '28x28x512']);
  expect(outputShapes(resNet50(), places)).toEqual(['56x56x128', '28x28x128', '28x28x512']);
  expect(weightedLayers(resNet50({ variant: 'v1' }))).toEqual(weightedLayers(resNet50()));
});

test('the networks of the lectures', () => {
  const shapes = (net: ReturnType<typeof lecture5Cnn>) =>
    net.layers.map((layer) => layer.output.shape.slice(1).join('x'));
  expect(shapes(lecture3Cnn()).slice(0, 9)).toEqual([
    '28x28x64',
    '14x14x64',
    '14x14x128',
    '14x14x128',
    '7x7x128',
    '7x7x256',
    '7x7x256',
    '3x3x256',
    '2304',
  ]);
  expect(shapes(lecture5Cnn()).slice(0, 6)).toEqual(['26x26x32', '13x13x32', '11x11x64', '5x5x64', '3x3x64', '576']);
  const residual = lecture3ResNet34();
  expect(shapes(residual).filter((shape, i, all) => shape !== all[i - 1])).toEqual([
    '112x112x64',
    '56x56x64',
    '28x28x128',
    '14x14x256',
    '7x7x512',
    '512',
    '10',
  ]);
  expect(residual.countParams()).toBe(21_306_826);
});
