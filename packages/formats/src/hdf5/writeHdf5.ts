import type { AttributeContents, DatasetContents, GroupContents } from './Hdf5Node';
import { type Field, filled, nowhere, Output, pack } from './Output';
import { attributeMessage, dataspaceOf, datatypes, longTexts, type TextPlaces, writeTexts } from './writeAttributes';
import { writeSymbols } from './writeSymbols';

/**
 * The bytes of an HDF5 file, in the oldest version of the format (superblock 0, symbol tables), which every reader knows and
 * which h5py writes if nothing else is asked for.
 *
 * @throws {FormatError} for a list of texts that is larger than an object header takes, 64 kB.
 */
export function writeHdf5(root: GroupContents): Uint8Array<ArrayBuffer> {
  const out = new Output();
  const superblock = new Uint8Array(96);
  out.put(superblock);
  const texts = writeTexts(out, longTexts(root));
  const { header, tree, heap } = writeGroup(out, root, '/', texts);
  superblock.set(
    pack(
      new Uint8Array([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 8, 8, 0]),
      ...([
        [4, 2],
        [16, 2],
        [0, 4],
        [0, 8],
      ] satisfies Field[]),
      nowhere,
      [out.at, 8],
      nowhere,
      ...([
        [0, 8],
        [header, 8],
        [1, 4],
        [0, 4],
        [tree, 8],
        [heap, 8],
      ] satisfies Field[]),
    ),
  );
  return out.join();
}

/** Where an object was written; of a group, also its index and the names in it. */
export interface Written {
  readonly header: number;
  readonly tree?: number;
  readonly heap?: number;
}

function writeGroup(out: Output, group: GroupContents, path: string, texts: TextPlaces): Required<Written> {
  const members = [...group.members].map(([name, member]): [string, Written] => {
    const inner = path === '/' ? `/${name}` : `${path}/${name}`;
    return [name, 'members' in member ? writeGroup(out, member, inner, texts) : writeDataset(out, member)];
  });
  const { tree, heap } = writeSymbols(out, members);
  const table = message(0x11, pack([tree, 8], [heap, 8]));
  return { header: writeHeader(out, [table, ...attributes(group.attributes, path, texts)]), tree, heap };
}

function attributes(
  contents: Readonly<Record<string, AttributeContents>> | undefined,
  path: string,
  texts: TextPlaces,
): Uint8Array[] {
  return Object.entries(contents ?? {}).map(([name, value]) =>
    message(0x0c, attributeMessage(name, value, path, texts)),
  );
}

function writeDataset(out: Output, { dtype, shape, data }: DatasetContents): Written {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const empty = bytes.length === 0;
  const at = empty ? 0 : out.put(bytes);
  const header = writeHeader(out, [
    message(0x01, dataspaceOf(shape)),
    message(0x03, datatypes[dtype]),
    // The fill value: memory taken late, filled where one is set, which is the default.
    message(0x05, new Uint8Array([2, 2, 2, 1, 0, 0, 0, 0])),
    message(0x08, pack([3, 1], [1, 1], empty ? nowhere : [at, 8], [bytes.length, 8])),
  ]);
  return { header };
}

function message(type: number, data: Uint8Array): Uint8Array {
  const body = filled(data);
  return pack([type, 2], [body.length, 2], [0, 4], body);
}

function writeHeader(out: Output, messages: readonly Uint8Array[]): number {
  const size = messages.reduce((sum, { length }) => sum + length, 0);
  return out.put(pack([1, 1], [0, 1], [messages.length, 2], [1, 4], [size, 4], [0, 4], ...messages));
}
