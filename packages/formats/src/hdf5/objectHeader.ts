import { Cursor, type Hdf5Bytes } from './Cursor';

/** One statement about an object: what it is made of. */
export interface Message {
  readonly type: number;
  readonly at: number;
  readonly end: number;
}

/** Kinds of messages that mean something here (HDF5 File Format Specification, version 3, section IV.A.2). */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

/** The messages of the object header at an address, those of its continuations too. */
export function readObjectHeader(file: Hdf5Bytes, address: number, path: string): Message[] {
  const what = `the header of '${path}'`;
  const isNew = file.part(address, 4, what)[0] === 0x4f; // 'OHDR'; the old header begins with its version
  const messages: Message[] = [];
  const blocks = isNew ? [newStart(file, address, what)] : [oldStart(file, address, what)];
  for (let block = blocks.shift(); block; block = blocks.shift()) {
    const { begin, end, order } = block;
    const cursor = new Cursor(file, begin, what, end);
    const prefix = isNew ? 4 + order : 8;
    while (cursor.at + prefix <= end) {
      const type = cursor.uint(isNew ? 1 : 2);
      const size = cursor.uint(2);
      const flags = cursor.uint(1);
      cursor.skip(isNew ? order : 3);
      const at = cursor.at;
      cursor.skip(size);
      if (type === messageTypes.continuation) {
        const next = new Cursor(file, at, what, at + size);
        const [start, length] = [next.place(), next.length()];
        if (isNew) new Cursor(file, start, what).signature('OCHK');
        blocks.push(
          isNew ? { begin: start + 4, end: start + length - 4, order } : { begin: start, end: start + length, order },
        );
      } else {
        if (flags & 2 && isNamed(type))
          throw cursor.refusal('a message that is shared with other objects; these are not read');
        messages.push({ type, at, end: at + size });
      }
    }
  }
  return messages;
}

function isNamed(type: number): boolean {
  return (Object.values(messageTypes) as number[]).includes(type);
}

interface Block {
  readonly begin: number;
  readonly end: number;
  /** Bytes in which a message of the new form says when it was made. */
  readonly order: number;
}

function oldStart(file: Hdf5Bytes, address: number, what: string): Block {
  const cursor = new Cursor(file, address, what);
  cursor.version(1);
  const size = cursor.skip(7).uint(4);
  const begin = cursor.skip(4).at;
  return { begin, end: begin + size, order: 0 };
}

function newStart(file: Hdf5Bytes, address: number, what: string): Block {
  const cursor = new Cursor(file, address, what).signature('OHDR');
  cursor.version(2);
  const flags = cursor.uint(1);
  cursor.skip((flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0));
  const size = cursor.uint(1 << (flags & 3));
  return { begin: cursor.at, end: cursor.at + size, order: flags & 4 ? 2 : 0 };
}
