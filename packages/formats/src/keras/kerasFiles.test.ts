import { readZip } from '@striate/data';
import {
  add,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  type Functional,
  flatten,
  input,
  type Model,
  model,
  Sequential,
  sequential,
} from '@striate/layers';
import { Generator, ones, randomNormal, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import type { Hdf5Group } from '../hdf5/Hdf5Node';
import { readHdf5 } from '../hdf5/readHdf5';
import { useCpu } from '../testing';
import { encodeModel, type ModelFormat } from './encodeModel';
import { kerasLayers } from './kerasLayers';
import { loadKerasWeights } from './loadKerasWeights';
import { loadModel } from './loadModel';
import { readKerasTensors } from './readKerasTensors';

useCpu();

const formats: readonly ModelFormat[] = ['keras', 'h5'];

/** A chain within a graph, a layer called twice, two ways that meet. */
function nested(rate = 0): Functional {
  const x = input({ shape: [6, 6, 3] });
  const inner = sequential([conv2d({ filters: 4, kernelSize: 3, padding: 'same' }), batchNormalization()]);
  const shared = conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' });
  const sum = add()([shared(inner(x)), inner(x)]);
  const features = dropout({ rate })(flatten()(shared(sum)));
  return model({ inputs: x, outputs: dense({ units: 3, activation: 'softmax' })(features) });
}

function labels(samples: number): Tensor {
  return tensor(
    Float32Array.from({ length: 3 * samples }, (_, i) => Number(i % 3 === Math.floor(i / 3) % 3)),
    [samples, 3],
  );
}

async function trained(net: Model, epochs = 2): Promise<Model> {
  await net.fit(randomNormal([6, 6, 6, 3], { generator: new Generator(1) }), labels(6), {
    epochs,
    batchSize: 2,
    shuffle: false,
    verbose: 0,
  });
  return net;
}

const predicted = async (net: Model) =>
  Array.from(await (await net.predict(randomNormal([4, 6, 6, 3], { generator: new Generator(2) }))).data());

/** The paths of a file's data sets, with their shapes. */
function layout(group: Hdf5Group): string[] {
  return [...group.members.values()].flatMap((member) => {
    if (member.kind === 'group') return layout(member);
    return member.kind === 'dataset' ? [`${member.path} [${member.shape}]`] : [];
  });
}

async function weightsOf(bytes: Uint8Array): Promise<Hdf5Group> {
  const files = await readZip(bytes, { maxBytes: 1e7, maxEntries: 10 }, 'test');
  expect([...files.keys()]).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
  return readHdf5(files.get('model.weights.h5') ?? new Uint8Array(), 'test');
}

describe.each(formats)('a model comes back from .%s', (format) => {
  it('with its predictions, to the bit', async () => {
    const net = nested(0.5);
    net.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    await trained(net);
    const back = await loadModel(await encodeModel(net, format));
    expect(await predicted(back)).toEqual(await predicted(net));
    expect(back.summaryText()).toBe(net.summaryText());
    expect([...back.namedWeights().keys()]).toEqual([...net.namedWeights().keys()]);
  });

  it.each(['sgd', 'rmsprop', 'adagrad', 'adadelta', 'adam', 'adamW', 'adamax', 'nadam'] as const)(
    'and is trained on by %s, to the bit',
    async (optimizer) => {
      const net = nested();
      net.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
      await trained(net);
      const back = await loadModel(await encodeModel(net, format));
      expect(back.optimizer.iterations).toBe(6);
      await trained(net, 1);
      await trained(back, 1);
      expect(await predicted(back)).toEqual(await predicted(net));
      expect(back.optimizer.iterations).toBe(9);
    },
  );

  it('without what it was compiled with, on request', async () => {
    const net = nested();
    net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
    expect((await loadModel(await encodeModel(net, format), { compile: false })).compiled).toBe(false);
    expect((await loadModel(await encodeModel(net, format))).optimizer.iterations).toBe(0);
  });

  it('whose weights another model of the same layers takes', async () => {
    const [net, twin] = [nested(), nested()];
    const report = await loadKerasWeights(twin, await encodeModel(net, format));
    expect(await predicted(twin)).toEqual(await predicted(net));
    expect(report).toMatchObject({ missing: [], unexpected: [], mismatched: [] });
    expect(report.matched).toHaveLength(10);
  });
});

describe('a .keras archive is laid out as Keras 3 does it', () => {
  it('groups by class and number, weights by number, and names as attributes', async () => {
    const net = nested();
    net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
    const file = await weightsOf(await encodeModel(await trained(net)));
    const layers = layout(file).filter((line) => line.startsWith('/layers'));
    expect(layers).toEqual([
      '/layers/conv2d/vars/0 [3,3,4,4]',
      '/layers/conv2d/vars/1 [4]',
      '/layers/dense/vars/0 [144,3]',
      '/layers/dense/vars/1 [3]',
      '/layers/sequential/layers/batch_normalization/vars/0 [4]',
      '/layers/sequential/layers/batch_normalization/vars/1 [4]',
      '/layers/sequential/layers/batch_normalization/vars/2 [4]',
      '/layers/sequential/layers/batch_normalization/vars/3 [4]',
      '/layers/sequential/layers/conv2d/vars/0 [3,3,3,4]',
      '/layers/sequential/layers/conv2d/vars/1 [4]',
    ]);
    const optimizer = layout(file).filter((line) => line.startsWith('/optimizer'));
    expect(optimizer).toHaveLength(2 + 2 * 8);
    expect(optimizer).toContain('/optimizer/vars/0 []');
    // Momentum and velocity of one weight, then those of the next.
    for (const i of [2, 3]) expect(optimizer).toContain(`/optimizer/vars/${i} [3,3,3,4]`);
    for (const i of [4, 5]) expect(optimizer).toContain(`/optimizer/vars/${i} [4]`);
    const vars = file.members.get('vars');
    expect(vars?.kind === 'group' && vars.attribute('name')?.values).toEqual(['functional']);
  });

  it('counts layers of a class in the order of their distance from the end', async () => {
    const x = input({ shape: [4] });
    const [far, near, side] = [
      dense({ units: 5, name: 'far' }),
      dense({ units: 6, name: 'near' }),
      dense({ units: 7, name: 'side' }),
    ];
    const net = model({ inputs: x, outputs: [side(x), near(far(x))] });
    expect(kerasLayers(net).map(({ name }) => name)).toEqual(['input_layer', 'far', 'side', 'near']);
    expect(layout(await weightsOf(await encodeModel(net)))).toEqual([
      '/layers/dense/vars/0 [4,5]',
      '/layers/dense/vars/1 [5]',
      '/layers/dense_1/vars/0 [4,7]',
      '/layers/dense_1/vars/1 [7]',
      '/layers/dense_2/vars/0 [5,6]',
      '/layers/dense_2/vars/1 [6]',
    ]);
  });

  it('config.json has module, class and registered name, and what the model was compiled with', async () => {
    const net = sequential([dense({ units: 2, inputShape: [3] })], { name: 'small' });
    net.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const files = await readZip(await encodeModel(net), { maxBytes: 1e6, maxEntries: 10 }, 'test');
    const text = new TextDecoder().decode(files.get('config.json'));
    expect(JSON.parse(text)).toMatchObject({
      module: 'keras',
      class_name: 'Sequential',
      registered_name: null,
      build_config: { input_shape: [null, 3] },
      compile_config: { optimizer: { module: 'keras.optimizers', class_name: 'SGD' }, loss: 'mean_squared_error' },
    });
    // Keras asks of these that they are floats, which in Python 0 is not.
    expect(text).toContain('"momentum":0.0,');
    const metadata = JSON.parse(new TextDecoder().decode(files.get('metadata.json')));
    expect(metadata).toEqual({
      keras_version: '3.12.0',
      date_saved: expect.stringMatching(/^\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d$/),
    });
    const graph = JSON.parse(nested().toJson());
    expect(graph).toMatchObject({
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      registered_name: 'Functional',
    });
  });
});

describe('an .h5 file is laid out as Keras does it', () => {
  it('attributes of the root, and a group for each layer and in it one for its names', async () => {
    const net = sequential([dense({ units: 2, inputShape: [3] }), batchNormalization()], { name: 'small' });
    net.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    await net.trainOnBatch(ones([2, 3]), ones([2, 2]));
    const root = readHdf5(await encodeModel(net, 'h5'), 'test');
    expect(root.attributeNames()).toEqual(['keras_version', 'backend', 'model_config', 'training_config']);
    expect(JSON.parse(String(root.attribute('model_config')?.values[0]))).toMatchObject({ class_name: 'Sequential' });
    expect(JSON.parse(String(root.attribute('training_config')?.values[0]))).toMatchObject({
      loss: 'mean_squared_error',
      optimizer_config: { class_name: 'Adam' },
    });
    const weights = root.members.get('model_weights');
    if (weights?.kind !== 'group') throw new Error('no group');
    expect(weights.attribute('layer_names')?.values).toEqual(['dense', 'batch_normalization']);
    expect(layout(weights)).toEqual([
      '/model_weights/batch_normalization/batch_normalization/beta:0 [2]',
      '/model_weights/batch_normalization/batch_normalization/gamma:0 [2]',
      '/model_weights/batch_normalization/batch_normalization/moving_mean:0 [2]',
      '/model_weights/batch_normalization/batch_normalization/moving_variance:0 [2]',
      '/model_weights/dense/dense/bias:0 [2]',
      '/model_weights/dense/dense/kernel:0 [3,2]',
    ]);
    const norm = weights.members.get('batch_normalization');
    expect(norm?.kind === 'group' && norm.attribute('weight_names')?.values).toEqual(
      ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((name) => `batch_normalization/${name}:0`),
    );
    const kept = root.members.get('optimizer_weights');
    expect(kept?.kind === 'group' && kept.attribute('weight_names')?.values.slice(0, 4)).toEqual([
      'adam/iteration',
      'adam/learning_rate',
      'adam/dense_kernel_momentum',
      'adam/dense_kernel_velocity',
    ]);
  });

  it('lists that are too long for one attribute are cut, and joined again', async () => {
    const wide = 'layer_with_a_name_of_some_length_'.repeat(30);
    const layers = Array.from({ length: 80 }, (_, i) => dense({ units: 1, name: `${wide}${i}`, inputShape: [1] }));
    const net = sequential(layers);
    const bytes = await encodeModel(net, 'h5');
    const weights = readHdf5(bytes, 'test').members.get('model_weights');
    expect(weights?.kind === 'group' && weights.attributeNames().slice(0, 2)).toEqual(['layer_names0', 'layer_names1']);
    expect((await loadModel(bytes)).layers).toHaveLength(80);
  });
});

describe('weights of a file', () => {
  it('are found by name, or in order where names were made up', async () => {
    const make = (names: readonly string[]) =>
      sequential(names.map((name, i) => dense({ units: 3 + i, name, ...(i === 0 && { inputShape: [2] }) })));
    const file = await encodeModel(make(['fc1', 'fc2', 'probs']), 'h5');
    const other = make(['fc1', 'fc2', 'predictions']);
    expect((await loadKerasWeights(other, file)).matched).toHaveLength(6);
    const partly = await loadKerasWeights(other, file, { byName: true, strict: false });
    expect(partly).toMatchObject({
      missing: ['predictions/kernel', 'predictions/bias'],
      unexpected: ['probs/probs/kernel:0', 'probs/probs/bias:0'],
    });
    await expect(loadKerasWeights(make(['fc1']), file, { byName: false })).rejects.toThrow(
      'the file has 3 layers with weights, the model 1',
    );
    await expect(loadKerasWeights(make(['a', 'b']), file)).rejects.toThrow(
      /missing: a\/kernel, .* unexpected: fc1\/fc1\/kernel:0/,
    );
    expect([...(await readKerasTensors(file)).keys()]).toEqual(
      ['fc1', 'fc2', 'probs'].flatMap((name) => [`${name}/${name}/kernel:0`, `${name}/${name}/bias:0`]),
    );
  });

  it('keep the rate that was set by hand', async () => {
    const net = sequential([dense({ units: 1, inputShape: [2] })]);
    net.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    net.optimizer.learningRate = 1 / 3;
    expect((await loadModel(await encodeModel(net))).optimizer.learningRate).toBe(1 / 3);
  });
});

it('what cannot be stored is named', async () => {
  const open = new Sequential([dense({ units: 1 })]);
  await expect(encodeModel(open)).rejects.toThrow("'sequential' is not built: give its first layer an inputShape");
});

it.each(formats)('names with a slash, which Keras refuses, are others in .%s and come back', async (format) => {
  const names = ['conv1/7x7', 'conv1_7x7', 'fc'];
  const net = sequential(names.map((name) => dense({ units: 2, name, inputShape: [2] })));
  const bytes = await encodeModel(net, format);
  const back = await loadModel(bytes);
  expect(back.layers.map(({ name }) => name)).toEqual(names);
  expect(await back.layers[0].weights[0].data()).toEqual(await net.layers[0].weights[0].data());
  const text = new TextDecoder().decode(bytes);
  expect(text).toContain('"name":"conv1_7x7_1"');
  expect(text).not.toContain('"name":"conv1/7x7"');
});
