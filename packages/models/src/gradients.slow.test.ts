import type { Model } from '@striate/layers';
import { abs, grads, mean, randomInt, randomUniform, seed, square, stack, sub, type Tensor } from '@striate/tensor';
import { expect, test } from 'vitest';
import { alexNet } from './alexNet';
import { alexNetOriginal } from './alexNetOriginal';
import { denseNetwork } from './denseNetwork';
import { googLeNet } from './googLeNet';
import { googLeNetOriginal } from './googLeNetOriginal';
import { lecture5Cnn } from './lecture5Cnn';
import { lecture3Cnn, lecture3ResNet34 } from './lectureThree';
import { lenet5 } from './lenet5';
import { lenet5Original } from './lenet5Original';
import { resNet18, resNet50 } from './resNet';
import { resNetCifar } from './resNetCifar';
import { squeezeNet1_0, squeezeNet1_1 } from './squeezeNet';
import { useCpu } from './testing';
import { textCnn } from './textCnn';
import { vgg11, vgg11Bn } from './vgg';

useCpu();

const square3 = (size: number) =>
  ({ inputShape: [size, size, 3], classes: 4, classifierActivation: 'linear' }) as const;
const gray = (size: number) => ({ inputShape: [size, size, 1], classes: 4, classifierActivation: 'linear' }) as const;
const text = { vocabulary: 20, length: 8, dimensions: 4, filters: 3, classifierActivation: 'linear' } as const;
const bare = { includeTop: false } as const;

// The large dense layers of AlexNet and VGG are left out: half a gigabyte, for what others show.
const cases: [name: string, build: () => Model][] = [
  ['denseNetwork', () => denseNetwork({ ...gray(8), hidden: [6, 5] })],
  ['lenet5', () => lenet5(gray(16))],
  ['lenet5Original', () => lenet5Original(gray(32))],
  ['alexNet', () => alexNet({ ...square3(63), ...bare })],
  ['alexNetOriginal', () => alexNetOriginal({ ...square3(67), ...bare })],
  ['vgg11', () => vgg11({ ...square3(32), ...bare })],
  ['vgg11Bn', () => vgg11Bn({ ...square3(32), ...bare })],
  ['googLeNetOriginal', () => googLeNetOriginal({ ...square3(80), auxiliary: true })],
  ['resNet18', () => resNet18(square3(32))],
  ['resNet50', () => resNet50(square3(32))],
  ["resNet50, the paper's", () => resNet50({ ...square3(32), variant: 'v1' })],
  ["resNet50, Keras'", () => resNet50({ ...square3(32), variant: 'keras' })],
  ['resNetCifar20', () => resNetCifar(20, square3(16))],
  // The classifier ends in a relu, which of few classes may let none through.
  ['squeezeNet1_0', () => squeezeNet1_0({ ...square3(33), classes: 20 })],
  ['squeezeNet1_1', () => squeezeNet1_1({ ...square3(33), classes: 20 })],
  ['lecture3Cnn', () => lecture3Cnn(gray(8))],
  ['lecture3ResNet34', () => lecture3ResNet34(square3(32))],
  ['lecture5Cnn', () => lecture5Cnn(gray(18))],
  ['textCnn', () => textCnn(text)],
  ['textCnn of several channels', () => textCnn({ ...text, mode: 'multichannel' })],
];

/** Two samples for a network: images, or sentences. */
function samples(net: Model): Tensor {
  const { shape, dtype } = net.inputs[0];
  const sizes = [2, ...shape.slice(1).map((size) => size ?? 1)];
  return dtype === 'int32' ? randomInt(sizes, 1, 20) : randomUniform(sizes);
}

async function expectGradients(net: Model, training: boolean): Promise<void> {
  const x = samples(net);
  const loss = () => {
    const outputs: Tensor | readonly Tensor[] = net.run(x, { training });
    const all: readonly Tensor[] = Array.isArray(outputs) ? outputs : [outputs as Tensor];
    return mean(stack(all.map((y) => mean(square(sub(y, 1))))));
  };
  const weights = net.trainableWeights;
  const names = new Map([...net.namedWeights()].map(([name, weight]) => [weight, name]));
  const gradients = grads(loss)(weights);
  for (const [i, gradient] of gradients.entries()) {
    const largest = await abs(gradient).max().item();
    expect(largest, names.get(weights[i])).toBeGreaterThan(0);
    expect(largest, names.get(weights[i])).toBeLessThan(Number.POSITIVE_INFINITY);
  }
  for (const weight of net.weights) weight.dispose();
}

test.each(cases)('%s: a gradient reaches every weight', async (_, build) => {
  seed(1);
  // Outside of training, where batch normalisation does not take a convolution's bias out again.
  await expectGradients(build(), false);
});

test('googLeNet: a gradient reaches every weight', async () => {
  seed(1);
  // Its small weights need the statistics of the batch to let anything through.
  await expectGradients(googLeNet({ ...square3(32), auxiliary: true }), true);
});
