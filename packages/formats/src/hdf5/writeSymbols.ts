import { type Field, filled, nowhere, type Output, pack, textBytes } from './Output';
import type { Written } from './writeHdf5';

// Names of a group, sorted, in nodes of up to eight; above them a B-tree whose nodes have up to 32 children. The superblock
// says so (4 and 16), and readers take as many bytes for a node as that asks for, however many are in it.
const symbolsPerNode = 8;
const childrenPerNode = 32;

/** A node and the last name below it, as an offset in the heap. */
interface Child {
  readonly at: number;
  readonly last: number;
}

/** Writes the names of a group and where they lead. */
export function writeSymbols(
  out: Output,
  members: readonly (readonly [string, Written])[],
): { tree: number; heap: number } {
  const sorted = members
    .map(([name, written]) => ({ name: textBytes(name), written }))
    .sort((a, b) => order(a.name, b.name));
  // The heap begins with the empty name, which stands before all others.
  const names: Uint8Array[] = [new Uint8Array(8)];
  let end = 8;
  const symbols = sorted.map(({ name, written }) => {
    const text = filled(pack(name, [0, 1]));
    names.push(text);
    end += text.length;
    return { name: end - text.length, ...written };
  });
  const data = out.put(pack(...names));
  // 1 stands for a list of free places that has none.
  const heap = out.put(pack(textBytes('HEAP'), [0, 4], [end, 8], [1, 8], [data, 8]));
  const leaves = groupsOf(symbols, symbolsPerNode).map((node): Child => {
    const entries = node.flatMap(({ name, header, tree, heap: below }): Field[] => {
      const cached: Field[] =
        tree === undefined
          ? [
              [0, 8],
              [0, 8],
              [0, 8],
            ]
          : [
              [1, 8],
              [tree, 8],
              [below ?? 0, 8],
            ];
      return [[name, 8], [header, 8], ...cached];
    });
    const bytes = pack(textBytes('SNOD'), [1, 1], [0, 1], [node.length, 2], ...entries);
    return { at: out.put(filled(bytes, 8 + 40 * symbolsPerNode)), last: node[node.length - 1].name };
  });
  let level = 0;
  let nodes = writeLevel(out, leaves, level);
  while (nodes.length > 1) nodes = writeLevel(out, nodes, ++level);
  return { tree: nodes[0].at, heap };
}

/** Writes one level of the tree; an empty group has one node with nothing in it. */
function writeLevel(out: Output, children: readonly Child[], level: number): Child[] {
  const size = 24 + 8 * childrenPerNode + 8 * (childrenPerNode + 1);
  const groups = children.length === 0 ? [[]] : groupsOf(children, childrenPerNode);
  const start = out.at;
  let before = 0;
  return groups.map((group, i) => {
    const left: Field = i === 0 ? nowhere : [start + (i - 1) * size, 8];
    const right: Field = i === groups.length - 1 ? nowhere : [start + (i + 1) * size, 8];
    const entries = group.flatMap(({ at, last }): Field[] => [
      [at, 8],
      [last, 8],
    ]);
    const bytes = pack(textBytes('TREE'), [0, 1], [level, 1], [group.length, 2], left, right, [before, 8], ...entries);
    before = group.at(-1)?.last ?? 0;
    return { at: out.put(filled(bytes, size)), last: before };
  });
}

function groupsOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** As `strcmp` compares them. */
function order(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
