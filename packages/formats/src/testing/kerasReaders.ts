import { readZip, writeZip } from '@striate/data';
import { batchNormalization, conv2d, dense, flatten, sequential } from '@striate/layers';
import { ones, seed } from '@striate/tensor';
import { readHdf5 } from '../hdf5/readHdf5';
import { contents, golden } from '../hdf5/testing';
import { encodeModel } from '../keras/encodeModel';
import { loadModel } from '../keras/loadModel';
import { readKerasTensors } from '../keras/readKerasTensors';
import type { HostileReader } from './hostileReaders';

/** The readers of HDF5 and of Keras' files. They need a backend. */
export async function kerasReaders(): Promise<HostileReader[]> {
  const [archive, hdf5] = await models();
  const inner = await readZip(archive, { maxBytes: 1e7, maxEntries: 10 }, 'soak');
  /** The checksums of an archive tell most damages: here one file in it is damaged, and the archive around it whole. */
  const damagedInside = (name: string): HostileReader => ({
    name: `Keras, ${name}`,
    files: [inner.get(name) ?? new Uint8Array()],
    async read(bytes) {
      const files = [...inner].map(([each, data]) => [each, Uint8Array.from(each === name ? bytes : data)] as const);
      await load(await writeZip(files, {}, 'soak'));
    },
  });
  return [
    {
      name: 'HDF5',
      files: (['oldest', 'latest', 'chunks', 'many', 'manyLatest', 'links', 'linksLatest'] as const).map(golden),
      read: (bytes) => contents(readHdf5(bytes, 'soak')),
    },
    { name: 'Keras, tensors', files: [archive, hdf5], read: readKerasTensors },
    { name: 'Keras, models', files: [archive, hdf5], read: load },
    damagedInside('config.json'),
    damagedInside('model.weights.h5'),
  ];
}

async function models(): Promise<[Uint8Array, Uint8Array]> {
  seed(1);
  const net = sequential([
    conv2d({ filters: 2, kernelSize: 3, activation: 'relu', inputShape: [6, 6, 1] }),
    batchNormalization(),
    flatten(),
    dense({ units: 3, activation: 'softmax' }),
  ]);
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  await net.fit(ones([2, 6, 6, 1]), ones([2], 'int32'), { verbose: 0 });
  return [await encodeModel(net, 'keras'), await encodeModel(net, 'h5')];
}

async function load(bytes: Uint8Array): Promise<void> {
  const model = await loadModel(bytes);
  for (const weight of model.weights) weight.dispose();
}
