import {
  conv2d,
  dense,
  flatten,
  globalAveragePooling2d,
  input,
  Model,
  model,
  relu,
  sequential,
  softmax,
} from '@striate/layers';
import { lenet5, resNetCifar, setPictureRules } from '@striate/models';
import { randomUniform, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { backbone } from './backbone';
import { replaceHead } from './replaceHead';
import { tinyNet, useCpu } from './testing';

useCpu();

describe('backbone', () => {
  test('ends before the classifier, and shares the weights', async () => {
    const net = tinyNet({ dropoutRate: 0.5 });
    const features = backbone(net);
    expect(features.outputShape).toEqual([null, 8]);
    const x = randomUniform([2, 12, 12, 3]);
    const pooled = model({ inputs: net.inputs, outputs: net.getLayer('avgpool').output });
    expect(await (await features.predict(x)).data()).toEqual(await (await pooled.predict(x)).data());
    expect(features.weights).toEqual(net.weights.slice(0, -2));
    expect(features.trainableWeights).toEqual([]);
    expect(backbone(net, { trainable: true }).trainableWeights.length).toBeGreaterThan(0);
  });

  test.each([
    ['layer1', [null, 8], 'layer1.0'],
    ['layer1.0.conv1', [null, 8], 'layer1.0.conv1'],
    [4, [null, 8], 'layer1.0.conv1'],
    [-1, [null, 6], 'fc'],
  ])('ends where upTo says: %s', (upTo, shape, last) => {
    const features = backbone(tinyNet(), { upTo });
    expect(features.outputShape).toEqual(shape);
    expect(features.layers.filter(({ name }) => name !== 'features').at(-1)?.name).toBe(last);
  });

  test('pools as it is told', () => {
    const shapeOf = (pooling: 'avg' | 'max' | 'flatten' | 'none') =>
      backbone(tinyNet(), { upTo: 'layer2', pooling }).outputShape;
    expect(shapeOf('avg')).toEqual([null, 8]);
    expect(shapeOf('max')).toEqual([null, 8]);
    expect(shapeOf('flatten')).toEqual([null, 6 * 6 * 8]);
    expect(shapeOf('none')).toEqual([null, 6, 6, 8]);
  });

  test('knows the classifiers of the zoo', () => {
    expect(backbone(lenet5()).outputShape).toEqual([null, 84]);
    expect(backbone(lenet5(), { upTo: 'flatten' }).outputShape).toEqual([null, 400]);
    expect(backbone(resNetCifar(20)).outputShape).toEqual([null, 64]);
    expect(backbone(resNetCifar(20, { includeTop: false })).outputShape).toEqual([null, 64]);
    const image = input({ shape: [8, 8, 3] });
    const maps = relu()(conv2d({ filters: 10, kernelSize: 1 })(conv2d({ filters: 5, kernelSize: 3 })(image)));
    const scores = model({ inputs: image, outputs: softmax()(globalAveragePooling2d()(maps)) });
    expect(backbone(scores).outputShape).toEqual([null, 5]);
  });

  test('takes another size of images', () => {
    expect(backbone(tinyNet(), { inputShape: [20, 24, 3] }).inputs[0].shape).toEqual([null, 20, 24, 3]);
    expect(() => backbone(lenet5(), { inputShape: [32, 32, 1] })).toThrow('dense');
  });

  test('comes by name', async () => {
    const net = await backbone('resNetCifar20', { inputShape: [16, 16, 3], preprocessing: 'imagenet', upTo: 'layer2' });
    expect(net.outputShape).toEqual([null, 32]);
    expect(net.inputs[0].shape).toEqual([null, 16, 16, 3]);
    // @ts-expect-error
    await expect(backbone('resNet81')).rejects.toThrow("'resNet81' is not known; did you mean 'resNet18'?");
  });

  test('does what the weights were trained with', () => {
    const net = tinyNet();
    const rules = { size: [12, 12], channels: 3, resize: 'stretch', scale: 1 / 255, mean: [0.5, 0.5, 0.5] } as const;
    setPictureRules(net, { preprocessing: rules });
    expect(backbone(net).layers[1].config).toMatchObject({ scale: 1 / 255, offset: -0.5 });
    expect(backbone(net, { preprocessing: 'none' }).layers[1].name).toBe('conv1');
    setPictureRules(net, { preprocessing: { ...rules, scale: 1, mean: undefined } });
    expect(backbone(net).layers[1].name).toBe('conv1');
  });

  test('opens models within models', () => {
    const nested = sequential([tinyNet(), dense({ units: 2, name: 'scores' })]);
    const layers = backbone(nested, { upTo: 'tiny' }).layers.map(({ name }) => name);
    expect(layers).toContain('layer2.0.conv1');
  });

  test.each([
    ['imagenet', [(255 / 255 - 0.485) / 0.229, (0 - 0.456) / 0.224, (51 / 255 - 0.406) / 0.225]],
    ['caffe', [51 - 103.939, 0 - 116.779, 255 - 123.68]],
    ['symmetric', [1, -1, 51 / 127.5 - 1]],
    ['unit', [1, 0, 0.2]],
    [{ scale: 1 / 255, std: [0.5, 1, 0.25], channelOrder: 'bgr' as const }, [0.4, 0, 4]],
  ] as const)('makes of bytes what the network knows: %s', async (preprocessing, expected) => {
    const image = input({ shape: [1, 1, 3] });
    const net = model({
      inputs: image,
      outputs: flatten()(conv2d({ filters: 3, kernelSize: 1 })(image)),
    });
    const kernel = net.weights[0];
    kernel.assign(tensor(Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), [1, 1, 3, 3]));
    const made = backbone(net, { preprocessing, trainable: true });
    const y = await made.predict(tensor(Uint8Array.of(255, 0, 51), [1, 1, 1, 3]));
    (await y.data()).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
    expect(made.trainableWeights).toHaveLength(2);
  });

  test('names what is near to what is not there', () => {
    expect(() => backbone(tinyNet(), { upTo: 'layr2' })).toThrow("no layer or stage 'layr2'; did you mean 'layer2'?");
    expect(() => backbone(tinyNet(), { upTo: 99 })).toThrow('got 99');
    // @ts-expect-error
    expect(() => backbone(tinyNet(), { preprocessing: 'imagnet' })).toThrow("did you mean 'imagenet'?");
    expect(() => backbone(tinyNet({ channels: 1 }), { preprocessing: 'imagenet' })).toThrow('1 channels, mean has 3');
    // @ts-expect-error
    expect(() => backbone(tinyNet(), { pooling: 'mean' })).toThrow("'avg', 'max', 'flatten' or 'none', got 'mean'");
    class Own extends Model {
      override call(x: Tensor): Tensor {
        return x;
      }
    }
    expect(() => backbone(new Own())).toThrow('is no graph of layers');
    expect(() => backbone(sequential([dense({ units: 2 })]))).toThrow('is no graph of layers with known shapes');
    expect(() => backbone(sequential([dense({ units: 2, inputShape: [3] })]))).toThrow(
      'no layers before its classifier',
    );
  });
});

describe('replaceHead', () => {
  test('keeps what is before the classifier, with its Variables', async () => {
    const net = tinyNet();
    const other = replaceHead(net, { classes: 2, hidden: [5], dropout: 0.1, seed: 4 });
    expect(other.outputShape).toEqual([null, 2]);
    expect(other.getLayer('conv1')).toBe(net.getLayer('conv1'));
    expect([...other.namedWeights().keys()].slice(-4)).toEqual([
      'head_hidden1/kernel',
      'head_hidden1/bias',
      'head/kernel',
      'head/bias',
    ]);
    const again = replaceHead(other, { classes: 3 });
    expect(again.layers.map(({ name }) => name).filter((name) => name.startsWith('head'))).toEqual([
      'head_hidden1',
      'head_1',
    ]);
    const [a, b] = [2, 2].map((classes) => replaceHead(net, { classes, seed: 4 }).getLayer('head').weights[0]);
    expect(await a.data()).toEqual(await b.data());
  });

  test('takes layers, and a backbone', () => {
    const features = backbone(lenet5());
    expect(replaceHead(features, { classes: 5 }).layers.at(-2)?.name).toBe('dense_1');
    expect(replaceHead(lenet5(), [dense({ units: 7 }), dense({ units: 3 })]).outputShape).toEqual([null, 3]);
  });

  test('refuses what makes no classifier', () => {
    expect(() => replaceHead(tinyNet(), { classes: 0 })).toThrow('classes must be a whole number >= 1, got 0');
    expect(() => replaceHead(tinyNet(), { classes: 2, dropout: 1 })).toThrow(
      'dropout is a share from 0, below 1, got 1',
    );
    expect(() => replaceHead(backbone(tinyNet(), { upTo: 'layer2', pooling: 'none' }), { classes: 2 })).toThrow(
      'the features are [6,6,8]',
    );
  });
});
