import { readZip, writeZip } from '@striate/data';
import { encodeSafetensors } from '@striate/layers';
import { sizeOf } from '@striate/tensor';
import goldens from '../../goldens/pytorch.json' with { type: 'json' };
import type { TensorMap } from '../LoadReport';
import { readStateDict } from '../pytorch/readStateDict';
import { readTensors } from '../readTensors';
import { openSafetensors } from '../safetensors/openSafetensors';
import { kerasReaders } from './kerasReaders';

/** A reader, and good files of its format to damage. */
export interface HostileReader {
  readonly name: string;
  readonly files: readonly Uint8Array[];
  read(bytes: Uint8Array): Promise<unknown>;
}

/** Every reader of the package. Those of models need a backend. */
export async function hostileReaders(): Promise<HostileReader[]> {
  const golden = Object.values(goldens.files);
  const [zips, streams] = [golden.map(({ zip }) => bytesOf(zip)), golden.map(({ legacy }) => bytesOf(legacy))];
  const tensors = await readStateDict(bytesOf(goldens.files.dtypes.zip));
  const safetensors = encodeSafetensors(tensors, { format: 'pt' });
  const keras = await kerasReaders();
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
    ...keras,
    {
      name: 'any',
      files: [
        ...zips,
        ...streams,
        safetensors,
        ...keras.flatMap(({ name, files }) => (name === 'Keras, tensors' ? files : [])),
      ],
      read: async (bytes) => check(await readTensors(bytes)),
    },
  ];
}

/** The checksums of an archive tell most damages: here the pickle is damaged, and the archive around it is whole. */
async function pickleReader(golden: 'strided' | 'checkpoint'): Promise<HostileReader> {
  const pickle = 'archive/data.pkl';
  const files = await readZip(bytesOf(goldens.files[golden].zip), { maxBytes: 1e6, maxEntries: 100 }, 'soak');
  return {
    name: `PyTorch, pickle of ${golden} in an archive`,
    files: [files.get(pickle) ?? new Uint8Array()],
    async read(bytes) {
      const damaged = new Map(
        [...files].map(([name, data]) => [name, Uint8Array.from(name === pickle ? bytes : data)]),
      );
      check(await readStateDict(await writeZip(damaged, {}, 'soak')));
    },
  };
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
