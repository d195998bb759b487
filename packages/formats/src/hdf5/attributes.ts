import { sizeOf } from '@striate/tensor';
import { Cursor, type Hdf5Bytes } from './Cursor';
import { type Datatype, readDataspace, readDatatype } from './datatype';
import { fractalHeap } from './fractalHeap';
import type { Hdf5Attribute } from './Hdf5Node';
import { type Message, messageTypes } from './objectHeader';
import { recordsOf } from './recordTree';

/** The attributes of an object: where each of them begins to be read. */
export function readAttributes(
  file: Hdf5Bytes,
  messages: readonly Message[],
  path: string,
): Map<string, () => Hdf5Attribute> {
  const what = `an attribute of '${path}'`;
  const found = new Map<string, () => Hdf5Attribute>();
  const note = (cursor: Cursor) => {
    const { name, read } = readAttribute(cursor, path);
    if (found.has(name)) throw file.refusal(`'${path}' has two attributes named '${name}'`);
    found.set(name, read);
  };
  for (const { type, at, end } of messages) {
    const cursor = new Cursor(file, at, what, end);
    if (type === messageTypes.attribute) note(cursor);
    else if (type === messageTypes.attributeInfo) {
      cursor.version(0);
      if (cursor.uint(1) & 1) cursor.skip(2);
      const [heap, names] = [cursor.address(), cursor.address()];
      if (heap === undefined || names === undefined) continue;
      const find = fractalHeap(file, heap, what);
      for (const record of recordsOf(file, names, what)) note(find(record));
    }
  }
  return found;
}

/** Reads an attribute message (specification, section IV.A.2.m); its values only when they are asked for. */
function readAttribute(cursor: Cursor, path: string): { name: string; read: () => Hdf5Attribute } {
  const version = cursor.version(1, 2, 3);
  const flags = cursor.uint(1);
  const sizes = [cursor.uint(2), cursor.uint(2), cursor.uint(2)];
  if (version === 3) cursor.skip(1);
  // The first version fills each part up to a multiple of eight bytes.
  const [name, type, space] = sizes.map((size) => {
    const part = new Cursor(cursor.file, cursor.at, cursor.what, cursor.at + size);
    cursor.skip(version === 1 ? Math.ceil(size / 8) * 8 : size);
    return part;
  });
  const text = name.text(sizes[0]);
  const end = text.indexOf('\0');
  const key = end < 0 ? text : text.slice(0, end);
  const what = `attribute '${key}' of '${path}'`;
  const data = cursor.at;
  return {
    name: key,
    read: () => {
      if (version > 1 && flags !== 0)
        throw cursor.file.refusal(`${what} shares its type with others, which is not read`);
      const datatype = readDatatype(new Cursor(cursor.file, type.at, what, type.end));
      const shape = readDataspace(new Cursor(cursor.file, space.at, what, space.end));
      if (!shape) return { shape: [0], values: [] };
      const values = new Cursor(cursor.file, data, what, cursor.end);
      return { shape, values: readElements(values, datatype, sizeOf(shape)) };
    },
  };
}

function readElements(cursor: Cursor, datatype: Datatype, count: number): string[] | number[] {
  const { file } = cursor;
  if (cursor.at + count * datatype.size > cursor.end)
    throw cursor.refusal(`${count} elements of ${datatype.size} bytes are to follow, it ends at ${cursor.end}`);
  switch (datatype.kind) {
    case 'text':
      return Array.from({ length: datatype.size === 0 ? 0 : count }, () => {
        const text = cursor.text(datatype.size);
        const end = text.indexOf('\0');
        const whole = end < 0 ? text : text.slice(0, end);
        return datatype.padding === 2 ? whole.trimEnd() : whole;
      });
    case 'longText':
      return Array.from({ length: count }, () => {
        const length = cursor.uint(4);
        const collection = cursor.address();
        const index = cursor.uint(4);
        return length === 0 || !collection ? '' : heapText(file, collection, index, length, cursor.what);
      });
    case 'int':
    case 'float':
    case 'bool': {
      const { size } = datatype;
      const kind = datatype.kind === 'bool' ? { kind: 'int' as const, signed: false, bigEndian: false } : datatype;
      return Array.from({ length: count }, () => {
        const part = cursor.bytes(size);
        const view = new DataView(part.buffer, part.byteOffset, size);
        if (kind.kind === 'float' && size === 8) return view.getFloat64(0, !kind.bigEndian);
        if (kind.kind === 'float' && size === 4) return view.getFloat32(0, !kind.bigEndian);
        if (kind.kind === 'float' || size > 8) throw cursor.refusal(`numbers of ${size} bytes`);
        let value = 0n;
        for (let i = 0; i < size; i++) value = (value << 8n) | BigInt(part[kind.bigEndian ? i : size - 1 - i]);
        return Number(kind.signed ? BigInt.asIntN(8 * size, value) : value);
      });
    }
  }
  throw cursor.refusal(
    `elements of the type '${datatype.kind === 'other' ? datatype.name : datatype.kind}', which is not read`,
  );
}

/** A text in a collection of the global heap. */
function heapText(file: Hdf5Bytes, address: number, index: number, length: number, what: string): string {
  const objects = file.once(address, () => heapObjects(file, address, what));
  const object = objects.get(index);
  if (!object) throw file.refusal(`${what}: object ${index} of the heap at ${address} is not there`);
  if (length > object.size) throw file.refusal(`${what}: ${length} bytes of text are in an object of ${object.size}`);
  // Many attributes may share one long text.
  object.text ??= new TextDecoder().decode(file.structure(object.at, length, what)).replace(/\0+$/, '');
  return object.text;
}

interface HeapObject {
  readonly at: number;
  readonly size: number;
  text?: string;
}

/** What a collection of the global heap holds, by its numbers (specification, section III.E). */
function heapObjects(file: Hdf5Bytes, address: number, what: string): Map<number, HeapObject> {
  const cursor = new Cursor(file, address, `the text of ${what}`).signature('GCOL');
  cursor.version(1);
  const end = address + cursor.skip(3).length();
  const objects = new Map<number, HeapObject>();
  while (cursor.at + 8 + file.lengthSize <= end) {
    const index = cursor.uint(2);
    const size = cursor.skip(6).length();
    if (index === 0) break;
    objects.set(index, { at: cursor.at, size });
    cursor.at += Math.ceil(size / 8) * 8;
  }
  return objects;
}
