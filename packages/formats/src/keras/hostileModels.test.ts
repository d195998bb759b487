import { writeZip } from '@striate/data';
import { dense, sequential } from '@striate/layers';
import { FormatError, memory } from '@striate/tensor';
import { expect, it } from 'vitest';
import { readHdf5 } from '../hdf5/readHdf5';
import { useCpu } from '../testing';
import { encodeModel } from './encodeModel';
import { encodeWeightsH5 } from './encodeWeightsH5';
import { loadModel } from './loadModel';

useCpu();

const text = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

/** An archive with the weights of a small layer and a configuration of one's choice. */
async function archive(config: unknown): Promise<Uint8Array> {
  const weights = await encodeWeightsH5(sequential([dense({ units: 2, inputShape: [3] })]));
  const files = [
    ['config.json', text(config)],
    ['model.weights.h5', weights],
  ] as const;
  return writeZip(files, {}, 'test');
}

const chain = (...layers: unknown[]) => ({ class_name: 'Sequential', config: { name: 'it', layers } });
const inputOf = (...shape: (number | null)[]) => ({
  class_name: 'InputLayer',
  config: { name: 'x', batch_shape: [null, ...shape], dtype: 'float32' },
});
const layer = (class_name: string, config: object) => ({
  class_name,
  config: { name: class_name.toLowerCase(), ...config },
});

it('asks for no more memory than the file has weights for', async () => {
  const before = memory().bytes;
  const huge = chain(inputOf(1_000_000), layer('Dense', { units: 1_000_000 }));
  await expect(loadModel(await archive(huge))).rejects.toThrow(
    /weight 'kernel' of 1000000,1000000 has more values than the file/,
  );
  const many = chain(inputOf(3), ...Array.from({ length: 50 }, (_, i) => layer('Dense', { units: 2, name: `d${i}` })));
  await expect(loadModel(await archive(many))).rejects.toThrow(FormatError);
  expect(memory().bytes - before).toBeLessThan(1e6);
});

it.each([
  ['no model', layer('Dense', { units: 2 }), 'a layer and no model'],
  ['no class', { config: {} }, 'no class_name'],
  [
    'another shape',
    chain(inputOf(3), layer('Dense', { units: 1 })),
    'dense/kernel (expected float32 [3,1], found float32 [3,2])',
  ],
  [
    'an option there is not',
    chain(inputOf(3), layer('Dense', { units: 2, colour: 'red' })),
    "option 'colour' is not known",
  ],
  [
    'a shape that cannot be',
    chain(inputOf(3), layer('Conv2D', { filters: 2, kernel_size: 3 })),
    'loadModel: the configuration:',
  ],
  ['units that are none', chain(inputOf(3), layer('Dense', { units: 'many' })), 'loadModel: the configuration:'],
  ['layers that are none', { class_name: 'Sequential', config: { name: 'it', layers: 3 } }, "'layers' is no list"],
  [
    'keys of a prototype',
    '{"class_name": "Sequential", "config": {"__proto__": {"layers": []}}}',
    "the key '__proto__'",
  ],
  [
    'two unknown layers, one in a model',
    chain(inputOf(3), layer('LSTM', {}), chain(layer('GRU', {}))),
    "'LSTM' (lstm), 'GRU' (it/gru)",
  ],
  ['classes of a prototype', chain(inputOf(3), layer('constructor', {})), "'constructor' (constructor)"],
])('%s is a FormatError', async (_, config, message) => {
  const loading = loadModel(await archive(config));
  await expect(loading).rejects.toThrow(FormatError);
  await expect(loading).rejects.toThrow(message);
});

it('nests no deeper than the stack', async () => {
  const wrap = (inner: string) => `{"class_name":"Sequential","config":{"name":"it","layers":[${inner}]}}`;
  let config = JSON.stringify(layer('Dense', { units: 2 }));
  for (let i = 0; i < 2000; i++) config = wrap(config);
  await expect(loadModel(await archive(config))).rejects.toThrow(FormatError);
  const deep = `${'{"config":{"layers":['.repeat(50_000)}1${']}}'.repeat(50_000)}`;
  await expect(loadModel(await archive(deep))).rejects.toThrow(FormatError);
});

it('unpacks no more than a file of weights would', async () => {
  const zeros = new Uint8Array(50_000_000);
  const bomb = await writeZip(
    [
      ['config.json', text('{}')],
      ['model.weights.h5', zeros],
    ],
    { compress: true },
    'test',
  );
  expect(bomb.length).toBeLessThan(100_000);
  await expect(loadModel(bomb)).rejects.toThrow(/more than maxBytes/);
});

it('that is something else, or a part of one, is named', async () => {
  await expect(loadModel(text('hello'))).rejects.toThrow('neither a .keras archive nor an HDF5 file');
  const net = sequential([dense({ units: 2, inputShape: [3] })]);
  await expect(loadModel(await encodeWeightsH5(net))).rejects.toThrow('the file holds weights alone');
  const whole = await encodeModel(net, 'h5');
  await expect(loadModel(whole.subarray(0, whole.length / 2))).rejects.toThrow(FormatError);
  await expect(loadModel(await writeZip([['a.txt', text('a')]], {}, 'test'))).rejects.toThrow('this one has a.txt');
  expect(readHdf5(whole, 'test').kind).toBe('group');
});
