import { Cursor, type Hdf5Bytes } from './Cursor';

/** Bytes that hold a number up to this. */
export const bytesFor = (value: number) => Math.max(1, Math.ceil(Math.log2(value + 1) / 8));

/** The records of a B-tree of version 2, in order (specification, section III.A.2). */
export function recordsOf(file: Hdf5Bytes, address: number, what: string): Uint8Array[] {
  const cursor = new Cursor(file, address, `the index of ${what}`).signature('BTHD');
  cursor.version(0);
  const [, nodeSize, recordSize, depth] = [cursor.uint(1), cursor.uint(4), cursor.uint(2), cursor.uint(2)];
  const root = cursor.skip(2).address();
  const count = cursor.uint(2);
  if (root === undefined || count === 0) return [];
  if (recordSize === 0 || depth > 32) throw cursor.refusal(`records of ${recordSize} bytes at depth ${depth}`);
  // How many records a node of each level has at most decides how many bytes the numbers of records take.
  const overhead = 10;
  const most = [Math.floor((nodeSize - overhead) / recordSize)];
  const total = [most[0]];
  const pointer = [0];
  for (let level = 1; level <= depth; level++) {
    const size = file.offsetSize + bytesFor(most[level - 1]) + (level > 1 ? bytesFor(total[level - 1]) : 0);
    pointer.push(size);
    most.push(Math.floor((nodeSize - overhead - size) / (recordSize + size)));
    total.push((most[level] + 1) * total[level - 1] + most[level]);
  }
  const records: Uint8Array[] = [];
  const walk = (at: number, size: number, level: number): void => {
    if (size > most[level]) throw cursor.refusal(`${size} records in a node that holds ${most[level]}`);
    const node = new Cursor(file, at, `the index of ${what}`).signature(level > 0 ? 'BTIN' : 'BTLF');
    node.version(0);
    node.skip(1);
    const own = Array.from({ length: size }, () => node.bytes(recordSize));
    for (let i = 0; level > 0 && i <= size; i++) {
      const child = node.place();
      const inside = node.uint(bytesFor(most[level - 1]));
      if (level > 1) node.skip(bytesFor(total[level - 1]));
      walk(child, inside, level - 1);
      if (i < size) records.push(own[i]);
    }
    if (level === 0) records.push(...own);
  };
  walk(root, count, depth);
  return records;
}
