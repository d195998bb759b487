import { Cursor, type Hdf5Bytes } from './Cursor';

/** Each row of blocks is twice the one before. */
const mostRows = 64;

/** Finds what the IDs of a fractal heap stand for (specification, section III.G): links and attributes of objects with many. */
export function fractalHeap(file: Hdf5Bytes, address: number, of: string): (id: Uint8Array) => Cursor {
  const what = `the heap of ${of}`;
  const cursor = new Cursor(file, address, what).signature('FRHP');
  cursor.version(0);
  const [, filters] = [cursor.uint(2), cursor.uint(2)];
  if (filters > 0) throw cursor.refusal('it is compressed, which is not read');
  const longest = cursor.skip(1).uint(4);
  cursor.skip(10 * file.lengthSize + 2 * file.offsetSize);
  const width = cursor.uint(2);
  const [start, largest] = [cursor.length(), cursor.length()];
  const offsetBytes = Math.ceil(cursor.uint(2) / 8);
  cursor.skip(2);
  const root = cursor.place();
  const rows = cursor.uint(2);
  const lengthBytes = Math.ceil(Math.log2(Math.min(largest, longest) + 1) / 8);
  if (!(rows <= mostRows && width > 0 && start > 0 && largest >= start && offsetBytes > 0 && offsetBytes <= 8))
    throw cursor.refusal(`${width} blocks of ${start} to ${largest} bytes a row`);
  const directRows = Math.log2(largest) - Math.log2(start) + 2;
  const rowSize = (row: number) => (row === 0 ? start : start * 2 ** (row - 1));
  const prefix = 5 + file.offsetSize + offsetBytes;

  const find = (offset: number, length: number): Cursor => {
    let [at, block, base, rowsHere] = [root, start, 0, rows];
    // Down through indirect blocks to the direct one that holds the offset.
    for (let depth = 0; rowsHere > 0; depth++) {
      if (depth > 32) throw file.refusal(`${what}: blocks within each other without end`);
      const indirect = new Cursor(file, at, what).signature('FHIB');
      indirect.skip(1 + file.offsetSize + offsetBytes);
      let [row, begin] = [0, base];
      while (row < rowsHere && offset >= begin + width * rowSize(row)) begin += width * rowSize(row++);
      if (row === rowsHere) throw file.refusal(`${what}: offset ${offset} lies behind its last block`);
      const column = Math.floor((offset - begin) / rowSize(row));
      indirect.skip((row * width + column) * file.offsetSize);
      at = indirect.place();
      base = begin + column * rowSize(row);
      block = rowSize(row);
      rowsHere = row < directRows ? 0 : Math.log2(block) - Math.log2(start * width) + 1;
    }
    new Cursor(file, at, what).signature('FHDB');
    const inside = offset - base;
    if (inside < prefix || inside + length > block)
      throw file.refusal(`${what}: ${length} bytes at ${inside} are no part of a block`);
    return new Cursor(file, at + inside, what, at + inside + length);
  };

  return (id) => {
    const number = (from: number, size: number) => {
      let value = 0;
      for (let i = size - 1; i >= 0; i--) value = value * 256 + (id[from + i] ?? 0);
      return value;
    };
    const type = (id[0] >> 4) & 3;
    if (type !== 0) throw file.refusal(`${what}: ${type === 1 ? 'a huge' : 'a tiny'} object, which is not read`);
    return find(number(1, offsetBytes), number(1 + offsetBytes, lengthBytes));
  };
}
