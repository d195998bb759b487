import { memory, ones, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { type CallOptions, Layer } from '../../Layer';
import { relu } from '../../layers/Activation';
import { batchNormalization } from '../../layers/BatchNormalization';
import { dense } from '../../layers/Dense';
import { dropout } from '../../layers/Dropout';
import { flatten } from '../../layers/Flatten';
import { globalAveragePooling2d } from '../../layers/GlobalPooling2D';
import { input } from '../../layers/Input';
import { lambda } from '../../layers/Lambda';
import { add } from '../../layers/Merge';
import { maxPooling2d } from '../../layers/Pooling2D';
import { useCpu } from '../../testing';
import { model } from '../Functional';
import { Model } from '../Model';
import { sequential } from '../Sequential';

import { conv, expectSame, generator, images, network, scramble, steps } from './testing';

useCpu();

describe('a plan reaches', () => {
  const block = () => [conv({ filters: 3, useBias: false }), batchNormalization(), dropout({ rate: 0.5 }), relu()];

  it('a chain, before and after a layer is added', async () => {
    const net = sequential([...block(), maxPooling2d(), flatten(), dense({ units: 5, activation: 'softmax' })]);
    // The first call makes the weights.
    expect((await net.predict(images(2))).shape).toEqual([2, 5]);
    scramble(net);
    expect(steps(net, images(2))).toEqual(['conv2d + norm + relu', 'max_pooling2d', 'flatten', 'dense']);
    await expectSame(net, images(2));
    net.add(dense({ units: 2 }));
    await expectSame(net, images(2));
  });

  it('models in models, and sees them grow', async () => {
    const inner = sequential([...block(), sequential(block())]);
    const x = input({ shape: [6, 6, 3] });
    const y = input({ shape: [6, 6, 3] });
    const two = model({ inputs: [x, y], outputs: [add()([x, y]), y] });
    const net = scramble(sequential([inner, inner, conv({ filters: 3 })]));
    const both = model({ inputs: x, outputs: two([net(x), conv({ filters: 3 })(x)]) });
    const nested = 'conv2d + norm + relu';
    expect(steps(net, images(1))).toEqual([nested, nested, nested, nested, 'conv2d']);
    expect(steps(both, images(1))).toEqual([nested, nested, nested, nested, 'conv2d', 'conv2d + sum']);
    await expectSame(both, images(2));
    inner.add(batchNormalization());
    scramble(net);
    await expectSame(net, images(2));
    await expectSame(both, images(2));
  });

  it('layers that are shared', async () => {
    const [shared, norm] = [conv({ filters: 3 }), batchNormalization()];
    const net = network((x) => norm(shared(norm(shared(x)))));
    expect(steps(net, images(1))).toEqual(['conv2d + norm', 'conv2d + norm']);
    await expectSame(net, images(3));
  });

  it('layers made of layers, as one step', async () => {
    class Residual extends Layer {
      inner = conv({ filters: 3 });
      norm = batchNormalization();
      override call(x: Tensor, options: CallOptions): Tensor {
        return x.add(this.norm(this.inner(x, options) as Tensor, options) as Tensor);
      }
    }
    const net = network((x) => globalAveragePooling2d()(new Residual()(conv({ filters: 3 })(x))));
    expect(steps(net, images(2))).toEqual(['conv2d', 'residual', 'global_average_pooling2d']);
    await expectSame(net, images(2));
  });

  it('no further than a class of one’s own', async () => {
    class Own extends Model {
      inner = sequential([conv(), batchNormalization()]);
      override call(x: Tensor): Tensor {
        return this.inner(x) as Tensor;
      }
    }
    const net = new Own();
    await net.predict(images(2));
    await expectSame(scramble(net), images(2));
  });

  it('images of any size, and batches of any', async () => {
    const x = input({ shape: [null, null, 3] });
    const y = batchNormalization()(conv({ filters: 3 })(x));
    const net = scramble(model({ inputs: x, outputs: globalAveragePooling2d()(relu()(add()([y, x]))) }));
    for (let size = 4; size < 16; size++) await expectSame(net, images(1 + (size % 3), size));
  });

  it('inputs in pairs', async () => {
    const [x, y] = [input({ shape: [6, 6, 3] }), input({ shape: [6, 6, 3] })];
    const net = scramble(model({ inputs: [x, y], outputs: add()([conv({ filters: 3 })(x), y]) }));
    expect(steps(net, images(2), images(2))).toEqual(['conv2d + sum']);
    await expectSame(net, images(2), images(2));
  });

  it('layers that hand on what they were given', async () => {
    const net = network((x) => add()([lambda((y: Tensor) => y)(conv({ filters: 3 })(x)), lambda((y: Tensor) => y)(x)]));
    await expectSame(net, images(2));
    const passing = network((x) => dropout({ rate: 0.5 })(x));
    const x = images(1);
    (await passing.predict(x)).dispose();
    expect(x.disposed).toBe(false);
  });
});

describe('a plan follows', () => {
  it('weights that change, by hand or by training', async () => {
    const net = scramble(
      sequential([conv({ inputShape: [6, 6, 3] }), batchNormalization(), flatten(), dense({ units: 2 })]),
    );
    await expectSame(net, images(2));
    for (const name of ['bias', 'gamma', 'beta', 'moving_mean', 'moving_variance', 'kernel']) {
      const weight = net.weights.find((each) => each.name === name)!;
      weight.assign(
        tensor(
          generator.uniform(weight.size).map((v) => v + 0.1),
          weight.shape,
        ),
      );
      await expectSame(net, images(2));
    }
    net.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await net.fit(images(8), ones([8, 2]), { verbose: 0 });
    await expectSame(net, images(2));
  });

  it('the call in its errors', async () => {
    const net = network((x) => batchNormalization()(conv({ name: 'stem' })(x)));
    await net.predict(images(1));
    await expect(net.predict(ones([1, 6, 6, 4]))).rejects.toThrow(/input.*takes \[null,6,6,3\], got \[1,6,6,4\]/);
    const chain = sequential([conv({ name: 'stem', inputShape: [6, 6, 3] }), batchNormalization()]);
    await chain.predict(images(1));
    await expect(chain.predict(ones([1, 6, 6, 4]))).rejects.toThrow(/layer 'stem' was built for 3 channels, got 4/);
  });

  it('evaluate, to the same loss', async () => {
    const net = scramble(
      sequential([
        conv({ inputShape: [6, 6, 3] }),
        batchNormalization(),
        flatten(),
        dense({ units: 3, activation: 'softmax' }),
      ]),
    );
    net.compile({ loss: 'sparseCategoricalCrossentropy' });
    const [x, y] = [images(6), tensor(Int32Array.of(0, 1, 2, 0, 1, 2))];
    const loss = async (scores: Tensor) => {
      const p = await scores.data();
      return -[0, 1, 2, 0, 1, 2].reduce((sum, c, i) => sum + Math.log(p[i * 3 + c]), 0) / 6;
    };
    const expected = await loss(net(x));
    expect((await net.evaluate(x, y, { batchSize: 4 })).loss).toBeCloseTo(expected, 4);
    expect((await net.testOnBatch(x, y)).loss).toBeCloseTo(expected, 4);
  });
});

describe('memory', () => {
  const deep = (blocks: number, last = lambda((x: Tensor) => x)) => {
    const body = Array.from({ length: blocks }, () => [conv({ useBias: false }), batchNormalization(), relu()]);
    return sequential([conv({ inputShape: [6, 6, 3] }), ...body.flat(), last]);
  };

  it('stands still', async () => {
    const [net, x] = [deep(4), images(5)];
    const once = async () => (await net.predict(x, { batchSize: 2 })).dispose();
    await once();
    await once();
    const before = memory();
    for (let i = 0; i < 48; i++) await once();
    // What earlier tests left may be collected meanwhile: less is no leak.
    expect(memory().bytes).toBeLessThanOrEqual(before.bytes);
    expect(memory().tensors).toBeLessThanOrEqual(before.tensors);
  });

  it('does not grow with the depth of the network', async () => {
    const live = async (blocks: number) => {
      let during = 0;
      const look = (x: Tensor) => {
        during = memory().buffers;
        return x;
      };
      const net = deep(blocks, lambda(look));
      const x = images(1);
      (await net.predict(x)).dispose();
      const before = memory().buffers;
      (await net.predict(x)).dispose();
      return during - before;
    };
    expect(await live(12)).toBe(await live(2));
  });
});
