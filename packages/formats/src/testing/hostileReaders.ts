import { cpu } from '@striate/backend-cpu';
import { readZip, writeZip } from '@striate/data';
import { conv2d, dense, encodeSafetensors, flatten, sequential } from '@striate/layers';
import { setBackend, sizeOf } from '@striate/tensor';
import goldens from '../../goldens/pytorch.json';
import { readHdf5 } from '../hdf5/readHdf5';
import { contents, golden } from '../hdf5/testing';
import { encodeModel } from '../keras/encodeModel';
import { loadModel } from '../keras/loadModel';
import { readKerasTensors } from '../keras/readKerasTensors';
import type { TensorMap } from '../LoadReport';
import { readStateDict } from '../pytorch/readStateDict';
import { readTensors } from '../readTensors';
import { openSafetensors } from '../safetensors/openSafetensors';

/** A reader, and good files of its format to damage. */
export interface HostileReader {
  readonly name: string;
  readonly files: readonly Uint8Array[];
  read(bytes: Uint8Array): Promise<unknown>;
}

/** Every reader of the package. */
export async function hostileReaders(): Promise<HostileReader[]> {
  const torch = Object.values(goldens.files);
  const [zips, streams] = [torch.map(({ zip }) => bytesOf(zip)), torch.map(({ legacy }) => bytesOf(legacy))];
  const tensors = await readStateDict(bytesOf(goldens.files.dtypes.zip));
  const safetensors = encodeSafetensors(tensors, { format: 'pt' });
  return [
    { name: 'PyTorch, archive', files: zips, read: async (bytes) => check(await readStateDict(bytes)) },
    await pickleReader('strided'),
    await pickleReader('checkpoint'),
    { name: 'PyTorch, stream', files: streams, read: async (bytes) => check(await readStateDict(bytes)) },
    {
      name: 'safetensors',
      files: [safetensors, encodeSafetensors(tensors)],
      async read(bytes) {
        const file = await openSafetensors(bytes);
        check(new Map(await Promise.all(file.names.map(async (name) => [name, await file.read(name)] as const))));
      },
    },
    ...(await kerasReaders()),
    { name: 'any', files: [...zips, ...streams, safetensors], read: async (bytes) => check(await readTensors(bytes)) },
  ];
}

/** The checksums of an archive tell most damages: here the pickle is damaged, and the archive around it is whole. */
async function pickleReader(name: 'strided' | 'checkpoint'): Promise<HostileReader> {
  const pickle = 'archive/data.pkl';
  const files = await readZip(bytesOf(goldens.files[name].zip), { maxBytes: 1e6, maxEntries: 100 }, 'soak');
  return {
    name: `PyTorch, pickle of ${name} in an archive`,
    files: [files.get(pickle) ?? new Uint8Array()],
    async read(bytes) {
      const damaged = new Map(
        [...files].map(([file, data]) => [file, Uint8Array.from(file === pickle ? bytes : data)]),
      );
      check(await readStateDict(await writeZip(damaged, {}, 'soak')));
    },
  };
}

/** Readers of Keras' files: their HDF5, and the configurations in archives that are whole. */
async function kerasReaders(): Promise<HostileReader[]> {
  await setBackend(cpu());
  const net = sequential([
    conv2d({ filters: 2, kernelSize: 3, inputShape: [5, 5, 1] }),
    flatten(),
    dense({ units: 2 }),
  ]);
  net.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['accuracy'] });
  const [archive, h5] = [await encodeModel(net, 'keras'), await encodeModel(net, 'h5')];
  const files = await readZip(archive, { maxBytes: 1e6, maxEntries: 10 }, 'soak');
  const [config, weights] = ['config.json', 'model.weights.h5'].map((name) => files.get(name) ?? new Uint8Array());
  const written = (['oldest', 'latest', 'chunks', 'many', 'manyLatest', 'links'] as const).map(golden);
  const withConfig = async (bytes: Uint8Array) => {
    const damaged = new Map(
      [...files].map(([name, data]) => [name, Uint8Array.from(name === 'config.json' ? bytes : data)]),
    );
    (await loadModel(await writeZip(damaged, {}, 'soak'))).weights.forEach((weight) => void weight.dispose());
  };
  return [
    { name: 'HDF5', files: written, read: async (bytes) => void (await contents(readHdf5(bytes, 'soak'))) },
    { name: 'Keras, .h5', files: [h5], read: async (bytes) => check(await readKerasTensors(bytes)) },
    {
      name: 'Keras, weights of an archive',
      files: [weights],
      read: async (bytes) => check(await readKerasTensors(bytes)),
    },
    { name: 'Keras, configuration', files: [config], read: withConfig },
  ];
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

/** What is read is whole. */
function check(tensors: TensorMap): void {
  for (const [name, { shape, data }] of tensors) {
    if (typeof name !== 'string' || sizeOf(shape) !== data.length) {
      throw new Error(`'${name}' of shape [${shape}] has ${data.length} values`);
    }
  }
}
