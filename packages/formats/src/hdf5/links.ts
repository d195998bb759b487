import { Cursor, type Hdf5Bytes } from './Cursor';
import { fractalHeap } from './fractalHeap';
import { type Message, messageTypes } from './objectHeader';
import { recordsOf } from './recordTree';

/** Where a name in a group leads: the address of an object header, or what is refused: a link out of, or through, the file. */
export interface Link {
  readonly name: string;
  readonly to: number | 'soft link' | 'external link';
}

/** The links of a group: as of HDF5 1.8 its messages or a heap of them, before that a table of symbols. */
export function readLinks(file: Hdf5Bytes, messages: readonly Message[], path: string): Link[] {
  const what = `group '${path}'`;
  const links: Link[] = [];
  for (const { type, at, end } of messages) {
    const cursor = new Cursor(file, at, what, end);
    if (type === messageTypes.symbolTable) {
      const [tree, heap] = [cursor.place(), cursor.place()];
      readSymbols(file, tree, localHeap(file, heap, what), what, links);
    } else if (type === messageTypes.link) links.push(readLink(cursor));
    else if (type === messageTypes.linkInfo) {
      cursor.version(0);
      if (cursor.uint(1) & 1) cursor.skip(8);
      const [heap, names] = [cursor.address(), cursor.address()];
      if (heap === undefined || names === undefined) continue;
      const find = fractalHeap(file, heap, what);
      // A hash of the name stands before the place of its link.
      for (const record of recordsOf(file, names, what)) links.push(readLink(find(record.subarray(4))));
    }
  }
  const seen = new Set<string>();
  for (const { name } of links) {
    if (seen.has(name)) throw file.refusal(`${what} has two members named '${name}'`);
    seen.add(name);
  }
  return links;
}

/** Reads a link message (specification, section IV.A.2.g). */
function readLink(cursor: Cursor): Link {
  cursor.version(1);
  const flags = cursor.uint(1);
  const type = flags & 8 ? cursor.uint(1) : 0;
  cursor.skip((flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0));
  const name = cursor.text(cursor.uint(1 << (flags & 3)));
  if (type === 0) return { name, to: cursor.place() };
  return { name, to: type === 1 ? 'soft link' : 'external link' };
}

/** Texts by where they begin in the heap of a group. */
function localHeap(file: Hdf5Bytes, address: number, what: string): (offset: number) => string {
  const cursor = new Cursor(file, address, `the heap of ${what}`).signature('HEAP');
  cursor.version(0);
  const size = cursor.skip(3).length();
  cursor.length();
  const start = cursor.place();
  const names = file.part(start, size, `the heap of ${what}`);
  return (offset) => {
    const end = names.indexOf(0, offset);
    if (offset >= size || end < 0) throw file.refusal(`a name in ${what} lies at ${offset} of a heap of ${size} bytes`);
    return new TextDecoder().decode(file.structure(start + offset, end - offset, `a name in ${what}`));
  };
}

/** Walks a B-tree of version 1 down to its symbol table nodes. */
function readSymbols(
  file: Hdf5Bytes,
  address: number,
  nameAt: (offset: number) => string,
  what: string,
  links: Link[],
  above = 256,
): void {
  const cursor = new Cursor(file, address, `the index of ${what}`).signature('TREE');
  const [type, level, entries] = [cursor.uint(1), cursor.uint(1), cursor.uint(2)];
  if (type !== 0 || level >= above) throw cursor.refusal(`type ${type} and level ${level} below level ${above}`);
  cursor.skip(2 * file.offsetSize);
  for (let i = 0; i < entries; i++) {
    cursor.length();
    const child = cursor.place();
    if (level > 0) readSymbols(file, child, nameAt, what, links, level);
    else readSymbolNode(new Cursor(file, child, `the index of ${what}`), nameAt, links);
  }
}

function readSymbolNode(cursor: Cursor, nameAt: (offset: number) => string, links: Link[]): void {
  cursor.signature('SNOD').version(1);
  const symbols = cursor.skip(1).uint(2);
  for (let i = 0; i < symbols; i++) {
    const name = nameAt(cursor.uint(cursor.file.offsetSize));
    const to = cursor.address();
    const cached = cursor.uint(4);
    cursor.skip(20);
    if (cached === 2) links.push({ name, to: 'soft link' });
    else if (to === undefined) throw cursor.refusal(`'${name}' leads nowhere`);
    else links.push({ name, to });
  }
}
