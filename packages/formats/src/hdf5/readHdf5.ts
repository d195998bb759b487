import { sizeOf } from '@striate/tensor';
import { readAttributes } from './attributes';
import { Cursor, Hdf5Bytes } from './Cursor';
import { type Chunking, readChunks, readFilters } from './chunks';
import { readDataspace, readDatatype } from './datatype';
import type { Hdf5Dataset, Hdf5Group, Hdf5Member } from './Hdf5Node';
import { readLinks } from './links';
import { type Message, messageTypes, readObjectHeader } from './objectHeader';

/** No model is nested deeper; a path of HDF5 could be. */
const deepest = 64;

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

export function isHdf5(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/**
 * The groups, data sets and attributes of an HDF5 file (HDF5 File Format Specification, version 3.0): all that h5py writes of numbers
 * and texts, in files of any version of the library. Values are read when they are asked for.
 *
 * It is written for files from anywhere: lengths and addresses are compared with the file before they are used, links that lead
 * elsewhere are not followed, a group has one place, and the time and memory it takes are bounded by the length of the file.
 *
 * @throws {FormatError} with the place in the file.
 */
export function readHdf5(bytes: Uint8Array, who: string): Hdf5Group {
  const file = new Hdf5Bytes(bytes, who);
  if (!isHdf5(bytes)) throw file.refusal(`no HDF5 file: it begins with ${[...bytes.subarray(0, 8)].join(' ')}`);
  const groups = new Map<number, string>();
  const root = readMember(file, rootAddress(file), '/', 0, groups);
  if (root.kind !== 'group') throw file.refusal('the root is no group');
  return root;
}

function rootAddress(file: Hdf5Bytes): number {
  const cursor = new Cursor(file, 8, 'the superblock');
  const version = cursor.version(0, 1, 2, 3);
  if (version < 2) cursor.skip(4);
  file.offsetSize = cursor.uint(1);
  file.lengthSize = cursor.uint(1);
  for (const size of [file.offsetSize, file.lengthSize])
    if (size !== 4 && size !== 8) throw cursor.refusal(`addresses and lengths of ${size} bytes; known are 4 and 8`);
  cursor.skip(version < 2 ? 9 : 1);
  if (version === 1) cursor.skip(4);
  const base = cursor.place();
  if (base !== 0) throw cursor.refusal(`${base} bytes stand before the file, which is not read`);
  cursor.skip(2 * file.offsetSize);
  if (version < 2) cursor.skip(2 * file.offsetSize);
  return cursor.place();
}

function readMember(
  file: Hdf5Bytes,
  address: number,
  path: string,
  depth: number,
  groups: Map<number, string>,
): Hdf5Group | Hdf5Dataset {
  const messages = readObjectHeader(file, address, path);
  const attributes = readAttributes(file, messages, path);
  const common = {
    path,
    attribute: (name: string) => attributes.get(name)?.(),
    attributeNames: () => [...attributes.keys()],
  };
  if (messages.some(({ type }) => type === messageTypes.layout)) {
    return { kind: 'dataset', ...common, ...readDataset(file, messages, path) };
  }
  const elsewhere = groups.get(address);
  if (elsewhere !== undefined)
    throw file.refusal(`group '${path}' is '${elsewhere}' once more; such files may go round in circles`);
  if (depth > deepest) throw file.refusal(`groups are nested more than ${deepest} deep at '${path}'`);
  groups.set(address, path);
  const members = new Map<string, Hdf5Member>();
  for (const { name, to } of readLinks(file, messages, path)) {
    const inner = path === '/' ? `/${name}` : `${path}/${name}`;
    members.set(
      name,
      typeof to === 'string' ? { kind: to, path: inner } : readMember(file, to, inner, depth + 1, groups),
    );
  }
  return { kind: 'group', ...common, members };
}

function readDataset(file: Hdf5Bytes, messages: readonly Message[], path: string) {
  const what = `data set '${path}'`;
  const cursorOf = (wanted: number) => {
    const message = messages.find(({ type }) => type === wanted);
    if (!message) throw file.refusal(`${what} lacks message ${wanted}`);
    return new Cursor(file, message.at, what, message.end);
  };
  if (messages.some(({ type }) => type === messageTypes.externalFiles))
    throw file.refusal(`the values of ${what} are in other files, which are not read`);
  const datatype = readDatatype(cursorOf(messageTypes.datatype));
  const shape = readDataspace(cursorOf(messageTypes.dataspace)) ?? [0];
  const size = sizeOf(shape) * datatype.size;
  const layout = readLayout(file, cursorOf(messageTypes.layout), messages, what);
  let taken = false;
  const bytes = async (): Promise<Uint8Array<ArrayBuffer>> => {
    if ('chunk' in layout) return readChunks(file, layout, shape, datatype.size, what);
    if (size > layout.size) throw file.refusal(`${what} should have ${size} bytes, there are ${layout.size}`);
    const part = file.part(layout.at, size, what);
    if (!taken) file.takeData(size, what);
    taken = true;
    return part.slice() as Uint8Array<ArrayBuffer>;
  };
  return { shape, datatype, bytes };
}

interface Contiguous {
  readonly at: number;
  readonly size: number;
}

/** Reads a data layout message (specification, section IV.A.2.i). */
function readLayout(
  file: Hdf5Bytes,
  cursor: Cursor,
  messages: readonly Message[],
  what: string,
): Contiguous | Chunking {
  const version = cursor.version(3, 4);
  const kind = cursor.uint(1);
  if (kind === 0) {
    const size = cursor.uint(2);
    return { at: cursor.at, size };
  }
  if (kind === 1) {
    const at = cursor.address();
    return at === undefined ? { at: 0, size: 0 } : { at, size: cursor.length() };
  }
  if (kind === 2 && version === 3) {
    const rank = cursor.uint(1) - 1;
    const index = cursor.address();
    const chunk = Array.from({ length: rank }, () => cursor.uint(4));
    return { index, chunk, filters: readFilters(file, messages, what) };
  }
  const name =
    kind === 2
      ? 'in chunks that are listed in the way of HDF5 1.10'
      : kind === 3
        ? 'in other files'
        : `of layout ${kind}`;
  throw cursor.refusal(`its values are ${name}, which is not read`);
}
