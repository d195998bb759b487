import { add, isMeta, mul, ones, ShapeError, type Tensor, tensor, Variable } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { type CallOptions, Layer } from './Layer';
import { batchNormalization } from './layers/BatchNormalization';
import { conv2d } from './layers/Conv2D';
import { dense } from './layers/Dense';
import { dropout } from './layers/Dropout';
import { input } from './layers/Input';
import { lambda } from './layers/Lambda';
import { add as addLayer } from './layers/Merge';
import { isTraining } from './phase';
import { useCpu, values } from './testing';

useCpu();

class Twice extends Layer {
  inner = [dense({ units: 3 }), { deep: dense({ units: 3, activation: 'relu' }) }] as const;
  own = new Variable(ones([3]), { name: 'factor' });
  sawTraining: boolean | undefined = undefined;

  override call(x: Tensor, { training }: CallOptions): Tensor {
    this.sawTraining = training;
    return mul(this.inner[1].deep(this.inner[0](x)), this.own);
  }
}

describe('a layer', () => {
  it('is a function with the fields and methods of its class', () => {
    const layer = dense({ units: 2, name: 'scores' });
    expect(typeof layer).toBe('function');
    expect(layer).toBeInstanceOf(Layer);
    expect(layer.name).toBe('scores');
    expect(layer(ones([4, 3])).shape).toEqual([4, 2]);
    expect(String(layer)).toBe("Dense 'scores'");
  });

  it('finds the layers and variables in its fields, also in arrays and objects', () => {
    const layer = new Twice();
    const y = layer(ones([1, 3]));
    expect(y.shape).toEqual([1, 3]);
    expect([...layer.namedWeights().keys()]).toEqual([
      'factor',
      'dense/kernel',
      'dense/bias',
      'dense_1/kernel',
      'dense_1/bias',
    ]);
    expect(layer.countParams()).toBe(3 + 12 + 12);
    expect(layer.name).toBe('twice');
  });

  it('hands training down to layers that are called without saying so; what a call says wins', () => {
    const layer = new Twice();
    const seen: boolean[] = [];
    const probe = lambda((x) => {
      seen.push(isTraining());
      return x;
    });
    class Outer extends Layer {
      inside = layer;
      override call(x: Tensor): Tensor {
        return probe(this.inside(x), { training: false });
      }
    }
    const outer = new Outer();
    outer(ones([1, 3]), { training: true });
    expect(layer.sawTraining).toBe(true);
    expect(seen.at(-1)).toBe(false);
    outer(ones([1, 3]));
    expect(layer.sawTraining).toBe(false);
  });

  it('builds its sub-layers without running them', () => {
    const seen: boolean[] = [];
    class Probe extends Layer {
      inner = dense({ units: 2 });
      override call(x: Tensor): Tensor {
        seen.push(isMeta(x));
        return this.inner(x);
      }
    }
    const probe = new Probe();
    probe(ones([1, 3]));
    expect(seen).toEqual([true, false]);
  });

  it('can be built again after it failed', () => {
    const layer = conv2d({ filters: 4, kernelSize: 3, groups: 2 });
    expect(() => layer(ones([1, 5, 5, 3]))).toThrow('2 groups, which do not divide the 3 channels');
    expect(layer.built).toBe(false);
    expect(layer(ones([1, 5, 5, 4])).shape).toEqual([1, 3, 3, 4]);
    expect(layer.weights).toHaveLength(2);
  });

  it('sets trainable for all its sub-layers', () => {
    const layer = new Twice();
    layer(ones([1, 3]));
    expect(layer.trainableWeights).toHaveLength(5);
    layer.trainable = false;
    expect(layer.trainableWeights).toHaveLength(0);
    expect(layer.nonTrainableWeights).toHaveLength(5);
    expect(layer.inner[0].trainable).toBe(false);
  });

  it('frees what it made on the way, and keeps what it returns', async () => {
    const layer = new Twice();
    const x = tensor([[1, 2, 3]]);
    const { memory } = await import('@striate/tensor');
    layer(x).dispose();
    const before = memory().tensors;
    const y = layer(x);
    expect(memory().tensors).toBe(before + 1);
    y.dispose();
  });
});

describe('bad input', () => {
  it('of another rank is refused by name', () => {
    const layer = conv2d({ filters: 2, kernelSize: 3, name: 'conv2d_1' });
    expect(() => layer(ones([28, 28, 1]))).toThrow(
      "conv2d: layer 'conv2d_1' takes [batch, height, width, channels], got [28,28,1]",
    );
    expect(() => layer(input({ shape: [28, 28] }))).toThrow(ShapeError);
    expect(() => dense({ units: 2 })(ones([3]))).toThrow("dense: layer 'dense' takes [batch, …, features], got [3]");
    expect(() => layer([ones([1, 5, 5, 1])])).toThrow('takes one tensor, got an array of 1');
  });

  it('with other channels than the layer was built for is refused', () => {
    const layer = conv2d({ filters: 2, kernelSize: 3 });
    layer(ones([1, 5, 5, 3]));
    expect(() => layer(ones([1, 5, 5, 1]))).toThrow(
      "conv2d: layer 'conv2d' was built for 3 channels, got 1: [1,5,5,1]",
    );
    const units = dense({ units: 2 });
    units(ones([1, 4]));
    expect(() => units(ones([1, 5]))).toThrow("dense: layer 'dense' was built for 4 features, got 5: [1,5]");
    const norm = batchNormalization();
    norm(ones([1, 4]));
    expect(() => norm(ones([1, 5]))).toThrow('was built for 4 channels, got 5');
  });

  it('smaller than the filter is refused, with the layer in the message', () => {
    const layer = conv2d({ filters: 2, kernelSize: 5, name: 'stem' });
    expect(() => layer(ones([1, 3, 3, 1]))).toThrow(
      "conv2d: a window of [5,5] pixels is larger than its padded input of [3,3] (input [3,3]) (in layer 'stem')",
    );
  });

  it('to a layer that merges must be an array', () => {
    expect(() => addLayer()(ones([1, 2]))).toThrow('takes an array of two tensors or more, got a single one');
  });

  it('is refused in options too', () => {
    expect(() => dense({ units: 0 })).toThrow('dense: units must be a whole number >= 1, got 0');
    expect(() => conv2d({ filters: 1.5, kernelSize: 3 })).toThrow(
      'conv2d: filters must be a whole number >= 1, got 1.5',
    );
    expect(() => dropout({ rate: 1 })).toThrow('dropout: rate must be at least 0 and below 1, got 1');
    // @ts-expect-error an option that does not exist
    expect(() => conv2d({ filtres: 8, kernelSize: 3 })).toThrow(
      "conv2d: option 'filtres' is not known; did you mean 'filters'? There are filters, kernelSize, strides,",
    );
    // @ts-expect-error a padding that does not exist
    expect(() => conv2d({ filters: 8, kernelSize: 3, padding: 'sam' })(ones([1, 8, 8, 1]))).toThrow(
      "conv2d: padding must be 'valid', 'same', a number or [vertical, horizontal], got 'sam'",
    );
    expect(() => dense({ units: 1 })(undefined as unknown as Tensor)).toThrow(
      "dense: layer 'dense' takes a tensor, or an array of them, got undefined",
    );
    // @ts-expect-error a name that does not exist
    expect(() => dense({ units: 1, activation: 'rleu' })).toThrow(
      "activation 'rleu' is not known; did you mean 'relu'? There are linear, relu,",
    );
    // @ts-expect-error a name that does not exist
    expect(() => dense({ units: 1, kernelInitializer: 'he' })(ones([1, 1]))).toThrow("initializer 'he' is not known");
  });
});

describe('symbolic calls', () => {
  it('give shapes whose open axes stay open', () => {
    const x = input({ shape: [null, null, 3] });
    const y = conv2d({ filters: 8, kernelSize: 3, strides: 2, padding: 'same' })(x);
    expect(y.shape).toEqual([null, null, null, 8]);
    expect(conv2d({ filters: 8, kernelSize: 3 })(input({ shape: [28, 28, 1] })).shape).toEqual([null, 26, 26, 8]);
  });

  it('work through layers of layers', async () => {
    const layer = new Twice();
    expect(layer(input({ shape: [3] })).shape).toEqual([null, 3]);
    expect(layer.weights).toHaveLength(5);
    const sum = add(layer(ones([1, 3])), 0);
    expect(await values(sum)).toHaveLength(3);
  });
});
