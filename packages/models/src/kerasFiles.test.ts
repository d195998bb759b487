import { encodeModel, loadModel } from '@striate/formats';
import { Generator, randomInt, randomUniform } from '@striate/tensor';
import { expect, it, vi } from 'vitest';
import { type NetworkName, network, networks } from './networks';
import { useCpu } from './testing';
import { zooLayers } from './zooLayers';

useCpu();
vi.setConfig({ testTimeout: 240_000 });

/** Networks of so many values are written and read; of larger ones the configuration alone (networks.test.ts), for their files take minutes. */
const most = 13_000_000;

const names = Object.keys(networks) as NetworkName[];
it.each(names)('%s comes back from a Keras file with its weights and predictions', async (name) => {
  const net = network(name, { classes: 7 });
  if (net.countParams() > most) return;
  const [{ shape, dtype }] = net.inputs;
  const size = [1, ...shape.slice(1).map(Number)];
  const generator = new Generator(1);
  const x = dtype === 'int32' ? randomInt(size, 0, 10, { generator }) : randomUniform(size, { generator });
  const expected = await (await net.predict(x)).data();
  for (const format of ['keras', 'h5'] as const) {
    const back = await loadModel(await encodeModel(net, format), { customObjects: zooLayers });
    expect(await (await back.predict(x)).data()).toEqual(expected);
    for (const weight of back.weights) weight.dispose();
  }
  for (const weight of net.weights) weight.dispose();
});
