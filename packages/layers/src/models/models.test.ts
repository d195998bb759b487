import { add as addTensors, ones, relu, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { type CallOptions, Layer } from '../Layer';
import { batchNormalization } from '../layers/BatchNormalization';
import { conv2d } from '../layers/Conv2D';
import { type Dense, dense } from '../layers/Dense';
import { dropout } from '../layers/Dropout';
import { flatten } from '../layers/Flatten';
import { globalAveragePooling2d } from '../layers/GlobalPooling2D';
import { input, inputLayer } from '../layers/Input';
import { add, concatenate } from '../layers/Merge';
import { averagePooling2d, maxPooling2d } from '../layers/Pooling2D';
import { useCpu, values } from '../testing';
import { model } from './Functional';
import { Model } from './Model';
import { sequential } from './Sequential';

useCpu();

function lenet5() {
  return sequential([
    conv2d({ filters: 6, kernelSize: 5, padding: 'same', activation: 'tanh', inputShape: [28, 28, 1] }),
    averagePooling2d(),
    conv2d({ filters: 16, kernelSize: 5, activation: 'tanh' }),
    averagePooling2d(),
    flatten(),
    dense({ units: 120, activation: 'tanh' }),
    dense({ units: 84, activation: 'tanh' }),
    dense({ units: 10, activation: 'softmax' }),
  ]);
}

describe('numbers of parameters', () => {
  it('of LeNet-5', () => {
    const net = lenet5();
    expect(net.countParams()).toBe(61706);
    expect(net.outputShape).toEqual([null, 10]);
  });

  it('of the network of the third lecture', () => {
    const conv = (filters: number) => conv2d({ filters, kernelSize: 3, activation: 'relu', padding: 'same' });
    const net = sequential([
      conv2d({ filters: 64, kernelSize: 7, activation: 'relu', padding: 'same', inputShape: [28, 28, 1] }),
      maxPooling2d(),
      conv(128),
      conv(128),
      maxPooling2d(),
      conv(256),
      conv(256),
      maxPooling2d(),
      flatten(),
      dense({ units: 128, activation: 'relu' }),
      dropout({ rate: 0.5 }),
      dense({ units: 64, activation: 'relu' }),
      dropout({ rate: 0.5 }),
      dense({ units: 10, activation: 'softmax' }),
    ]);
    expect(net.countParams()).toBe(1413834);
  });

  it('of ResNet-34 from a residual unit, moving statistics included', { timeout: 60000 }, () => {
    class ResidualUnit extends Layer {
      readonly main: Layer[];
      readonly skip: Layer[];
      constructor(filters: number, strides = 1) {
        super();
        const conv = (kernelSize: number, step: number) =>
          conv2d({ filters, kernelSize, strides: step, padding: 'same', useBias: false, kernelInitializer: 'zeros' });
        this.main = [conv(3, strides), batchNormalization(), conv(3, 1), batchNormalization()];
        this.skip = strides > 1 ? [conv(1, strides), batchNormalization()] : [];
      }
      override call(x: Tensor, { training }: CallOptions): Tensor {
        const run = (layers: Layer[]) => layers.reduce<Tensor>((z, layer) => layer(z, { training }), x);
        return relu(addTensors(run(this.main), run(this.skip)));
      }
    }
    const net = sequential([
      conv2d({ filters: 64, kernelSize: 7, strides: 2, padding: 'same', useBias: false, inputShape: [224, 224, 3] }),
      batchNormalization(),
      maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
    ]);
    let before = 64;
    for (const filters of [64, 64, 64, 128, 128, 128, 128, 256, 256, 256, 256, 256, 256, 512, 512, 512]) {
      net.add(new ResidualUnit(filters, filters === before ? 1 : 2));
      before = filters;
    }
    net.add(globalAveragePooling2d());
    net.add(dense({ units: 10, activation: 'softmax' }));
    expect(net.countParams()).toBe(21306826);
    expect([...net.namedWeights().keys()]).toContain('residual_unit_3/conv2d_2/kernel');
    for (const weight of net.weights) weight.dispose();
  });
});

describe('sequential, functional and subclassed models', () => {
  it('with the same weights give the same output', async () => {
    const chain = sequential([
      conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [6, 6, 2] }),
      maxPooling2d(),
      flatten(),
      dense({ units: 3, activation: 'softmax' }),
    ]);
    const x = input({ shape: [6, 6, 2] });
    const h = maxPooling2d()(conv2d({ filters: 4, kernelSize: 3, activation: 'relu' })(x));
    const graph = model({ inputs: x, outputs: dense({ units: 3, activation: 'softmax' })(flatten()(h)) });
    class Own extends Model {
      conv = conv2d({ filters: 4, kernelSize: 3, activation: 'relu' });
      pool = maxPooling2d();
      flat = flatten();
      scores = dense({ units: 3, activation: 'softmax' });
      override call(images: Tensor): Tensor {
        return this.scores(this.flat(this.pool(this.conv(images))));
      }
    }
    const own = new Own();
    const images = tensor(
      Float32Array.from({ length: 144 }, (_, i) => Math.sin(i)),
      [2, 6, 6, 2],
    );
    own(images);
    const weights = await chain.getWeights();
    graph.setWeights(weights);
    own.setWeights(weights);
    const wanted = await values(chain(images));
    expect(await values(graph(images))).toEqual(wanted);
    expect(await values(own(images))).toEqual(wanted);
    for (const net of [chain, graph, own]) {
      expect([...net.namedWeights().keys()]).toEqual(['conv2d/kernel', 'conv2d/bias', 'dense/kernel', 'dense/bias']);
    }
  });

  it('can be parts of each other, with weights that are shared', async () => {
    const shared = dense({ units: 4, name: 'shared' });
    const [a, b] = [input({ shape: [3], name: 'left' }), input({ shape: [3], name: 'right' })];
    const net = model({ inputs: [a, b], outputs: concatenate()([shared(a), shared(b)]) });
    expect(net.countParams()).toBe(16);
    expect(net.trainableWeights).toHaveLength(2);
    const y = await values(net([ones([1, 3]), ones([1, 3])]));
    expect(y.slice(0, 4)).toEqual(y.slice(4));
    const outer = sequential([lambdaFree(net), dense({ units: 1 })]);
    expect(outer(ones([2, 3])).shape).toEqual([2, 1]);
    expect([...outer.namedWeights().keys()][0]).toBe('both/functional/shared/kernel');
  });

  it('may have several outputs', async () => {
    const x = input({ shape: [3] });
    const net = model({
      inputs: x,
      outputs: [dense({ units: 1, name: 'one' })(x), dense({ units: 2, name: 'two' })(x)],
    });
    const [one, two] = net(ones([5, 3]));
    expect([one.shape, two.shape]).toEqual([
      [5, 1],
      [5, 2],
    ]);
    expect(net.outputShape).toEqual([
      [null, 1],
      [null, 2],
    ]);
    expect((await net.predictAll(ones([5, 3]), { batchSize: 2 })).map(({ shape }) => shape)).toEqual([
      [5, 1],
      [5, 2],
    ]);
  });

  it('pass residual connections on', async () => {
    const x = input({ shape: [2] });
    const net = model({ inputs: x, outputs: add()([x, dropout({ rate: 0.5 })(x)]) });
    expect(await values(net(tensor([[1, 2]])))).toEqual([2, 4]);
  });
});

/** A layer that feeds both inputs of a model. */
function lambdaFree(net: Model): Layer {
  class Both extends Layer {
    inner = net;
    override call(x: Tensor): Tensor {
      return this.inner([x, x]);
    }
  }
  return new Both();
}

describe('a sequential model', () => {
  it('is built on the first call where no shape is given', () => {
    const net = sequential([flatten(), dense({ units: 2 })]);
    expect(net.built).toBe(false);
    expect(net.weights).toHaveLength(0);
    expect(net(ones([1, 3, 4])).shape).toEqual([1, 2]);
    expect(net.countParams()).toBe(26);
  });

  it('takes an input first', () => {
    for (const first of [input({ shape: [3] }), inputLayer({ shape: [3] })]) {
      expect(sequential([first, dense({ units: 2 })]).outputShape).toEqual([null, 2]);
    }
  });

  it('is left as it was by a layer that does not fit', () => {
    const net = sequential([conv2d({ filters: 2, kernelSize: 3, inputShape: [4, 4, 1] })]);
    expect(() => net.add(conv2d({ filters: 2, kernelSize: 3 }))).toThrow('larger than its padded input of [2,2]');
    expect(net.layers).toHaveLength(1);
    expect(net(ones([1, 4, 4, 1])).shape).toEqual([1, 2, 2, 2]);
  });

  it('refuses two layers of one name, and names the others', () => {
    const net = sequential([dense({ units: 1, name: 'a', inputShape: [1] })]);
    expect(() => net.add(dense({ units: 1, name: 'a' }))).toThrow("two layers are named 'a'");
    net.add(dense({ units: 1 }));
    net.add(dense({ units: 1, name: 'dense_1' }));
    net.add(dense({ units: 1 }));
    expect(net.layers.map(({ name }) => name)).toEqual(['a', 'dense', 'dense_1', 'dense_2']);
    expect((net.getLayer('dense_2') as Dense).countParams()).toBe(2);
    expect(() => net.getLayer('b')).toThrow("'sequential' has no layer 'b'; it has a, dense, dense_1, dense_2");
  });
});

describe('a functional model', () => {
  it('says which input is missing', () => {
    const [a, b] = [input({ shape: [3], name: 'a' }), input({ shape: [3], name: 'b' })];
    expect(() => model({ inputs: a, outputs: add()([a, b]) })).toThrow(
      "the outputs need input 'b', which is not among the inputs",
    );
  });

  it('says which shape it takes', () => {
    const a = input({ shape: [3], name: 'a' });
    const net = model({ inputs: a, outputs: dense({ units: 1 })(a) });
    expect(() => net(ones([2, 4]))).toThrow("model 'functional': input 'a' takes [null,3], got [2,4]");
    expect(() => net([ones([2, 3]), ones([2, 3])])).toThrow('takes 1 inputs (a), got 2');
  });

  it('may begin in the middle of another', () => {
    const x = input({ shape: [3] });
    const h = dense({ units: 4 })(x);
    const net = model({ inputs: h, outputs: dense({ units: 2 })(h) });
    expect(net(ones([1, 4])).shape).toEqual([1, 2]);
    expect(net.countParams()).toBe(10);
  });
});

describe('the features of a model', () => {
  it('can be had by sharing its layers', async () => {
    const net = sequential([
      conv2d({ filters: 2, kernelSize: 3, inputShape: [6, 6, 1] }),
      maxPooling2d(),
      flatten(),
      dense({ units: 3 }),
    ]);
    const features = model({ inputs: net.inputs, outputs: net.layers.map((layer) => layer.output) });
    const x = ones([1, 6, 6, 1]);
    const maps = features(x);
    expect(maps.map(({ shape }) => shape)).toEqual([
      [1, 4, 4, 2],
      [1, 2, 2, 2],
      [1, 8],
      [1, 3],
    ]);
    expect(await values(maps[3])).toEqual(await values(net(x)));
    expect(() => dense({ units: 1 }).output).toThrow("layer 'dense' is in no model that knows its shapes");
    const body = model({ inputs: net.inputs, outputs: net.getLayer('flatten').output });
    expect(sequential([body, dense({ units: 5 })]).outputShape).toEqual([null, 5]);
  });
});
