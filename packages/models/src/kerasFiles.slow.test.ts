import { encodeModel, loadModel } from '@striate/formats';
import { Generator, randomInt, randomUniform } from '@striate/tensor';
import { expect, it, vi } from 'vitest';
import { type NetworkName, network, networks } from './networks';
import { useCpu } from './testing';
import { zooLayers } from './zooLayers';

useCpu();
vi.setConfig({ testTimeout: 240_000 });

/** These have the blocks of smaller ones, more often: their files would be some hundred megabytes of the same. */
const moreOfTheSame = /^resNet(101|152)|^vgg(13|19)|^vgg16Bn|^resNet(50V1|34)|^lecture3ResNet34|^resNetCifar(32|44|56)/;
/** These go without their dense layers, on small pictures, and once. */
const large = /^(alexNet|vgg|resNet(18|50))/;

const names = (Object.keys(networks) as NetworkName[]).filter((name) => !moreOfTheSame.test(name));

it.each(names)('%s comes back from a Keras file with its weights and predictions', async (name) => {
  const isLarge = large.test(name);
  const net = network(name, isLarge ? { includeTop: false, inputShape: [96, 96, 3] } : { classes: 7 });
  const [{ shape, dtype }] = net.inputs;
  const size = [1, ...shape.slice(1).map(Number)];
  const generator = new Generator(1);
  const x = dtype === 'int32' ? randomInt(size, 0, 10, { generator }) : randomUniform(size, { generator });
  const expected = await (await net.predict(x)).data();
  for (const format of isLarge ? (['keras'] as const) : (['keras', 'h5'] as const)) {
    const back = await loadModel(await encodeModel(net, format), { customObjects: zooLayers });
    expect(Buffer.compare(bytesOf(await (await back.predict(x)).data()), bytesOf(expected))).toBe(0);
    for (const weight of back.weights) weight.dispose();
  }
  for (const weight of net.weights) weight.dispose();
});

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
