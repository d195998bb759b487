import { Generator, ones, randomUniform, seed, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { outputShapes, useCpu } from './testing';
import { textCnn } from './textCnn';

useCpu();

const small = { length: 6, dimensions: 4, filters: 3, vocabulary: 10 };
const words = () => tensor([[3, 1, 4, 0, 0, 0]], [1, 6], 'int32');

it('has the sizes of the paper', () => {
  const net = textCnn({ vocabulary: ['', '[UNK]', 'good', 'film'] });
  expect(net.countParams()).toBe(4 * 300 + 360_902);
  expect(outputShapes(net, ['embedding', 'zero_padding1d', 'conv3', 'conv4', 'conv5', 'concatenate'])).toEqual([
    '56x300',
    '64x300',
    '62x100',
    '61x100',
    '60x100',
    '300',
  ]);
  const one = textCnn({ ...small, kernelSizes: [2], includeTop: false });
  expect(one.outputShape).toEqual([null, 3]);
});

describe('vectors', () => {
  const vectors = new Map([['good', Float32Array.of(1, 2)]]);
  const vocabulary = ['', '[UNK]', 'good'];

  it('are begun with, and trained on, unless they are static', async () => {
    for (const mode of [undefined, 'nonStatic', 'static'] as const) {
      const net = textCnn({ vocabulary, length: 5, vectors, mode });
      const [embeddings] = net.weights;
      expect([...(await embeddings.data())].slice(4)).toEqual([1, 2]);
      expect(net.trainableWeights).toHaveLength(net.weights.length - (mode === 'static' ? 1 : 0));
    }
  });

  it('may be a matrix of all words, and leave room for none of them in the configuration', () => {
    const net = textCnn({ ...small, vectors: ones([10, 7]) });
    expect(net.getLayer('embedding').output.shape).toEqual([null, 6, 7]);
    expect(net.toJson().length).toBeLessThan(20_000);
  });

  it('are there twice in multichannel, and one of them is trained', async () => {
    const matrix = randomUniform([10, 4], { generator: new Generator(3) });
    const single = textCnn({ ...small, vectors: matrix, includeTop: false });
    const both = textCnn({ ...small, vectors: matrix, mode: 'multichannel', includeTop: false });
    expect(both.trainableWeights).toHaveLength(single.trainableWeights.length);
    // The same filters see the sum of the channels: twice the vectors, as they are equal at first.
    const filters = single.namedWeights();
    for (const [name, weight] of both.namedWeights()) {
      const like = filters.get(name);
      if (name.startsWith('conv') && like) weight.assign(like);
    }
    const once = await (await single.predict(words())).data();
    const twice = await (await both.predict(words())).data();
    for (const [i, value] of once.entries()) expect(twice[i]).toBeCloseTo(2 * value, 5);
  });

  it('are refused without words, and for other words', () => {
    expect(() => textCnn({ vectors })).toThrow('vectors by word need the words as vocabulary');
    expect(() => textCnn({ ...small, vectors: ones([9, 4]) })).toThrow('10 words have vectors for 9');
    expect(() => textCnn({ mode: 'frozen' as 'static' })).toThrow('mode is one of random, static, nonStatic');
  });
});

it('keeps the weights of a class to a norm of 3', async () => {
  seed(2);
  const net = textCnn(small);
  net.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
  const kernel = net.getLayer('classifier').weights[0];
  kernel.assign(ones(kernel.shape).mul(5));
  await net.trainOnBatch(words(), tensor(Int32Array.of(1), [1]));
  const values = (await kernel.array()) as number[][];
  for (const at of [0, 1]) expect(Math.hypot(...values.map((row) => row[at]))).toBeCloseTo(3, 4);
});
