import type { Kernels } from '@striate/tensor';
import type { ProgramSpec } from '../device/Program';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { eachLane, inLoop } from './inLoop';
import { eachOfLine, keyOf, lineTexture } from './lines';

// rows, n, k
const uniforms = { outer: 'int', n: 'int', count: 'int' } as const;

/** Finds the first, then the best of those that rank behind it, and so on; of equal ones the first ranks first. */
const few = (areRows: boolean): ProgramSpec => ({
  name: 'topKIndices',
  inputs: { x: 'float' },
  output: 'int',
  uniforms,
  head: `${keyOf.float}
int ranked(int element) {
  int o = element / count;
  if (o >= outer) return 0;
  int last = -1;
  int limit = 0x7fffffff;
  int first = 0;
  int end = n;
  for (int rank = element - o * count; rank >= 0; rank--) {
    int best = -1;
    int most = 0;
    ${eachOfLine(
      'float',
      areRows,
      `int key = keyOf(v);
      bool isBehind = key < limit || (key == limit && i > last);
      if (isBehind && (best < 0 || key > most)) {
        best = i;
        most = key;
      }`,
    )}
    last = best;
    limit = most;
  }
  return last;
}`,
  value: eachLane('int', 'ranked'),
  main: inLoop('int'),
});

/** The rank of every element among its row. */
const ranks = (areRows: boolean): ProgramSpec => ({
  name: 'topKIndices',
  inputs: { x: 'float' },
  output: 'int',
  uniforms,
  head: `${keyOf.float}
int rankOf(int element) {
  int o = element / n;
  if (o >= outer) return 0;
  int own = element - o * n;
  int ownKey = keyOf(xElement(element));
  int rank = 0;
  int first = 0;
  int end = n;
  ${eachOfLine(
    'float',
    areRows,
    `int key = keyOf(v);
    if (key > ownKey || (key == ownKey && i < own)) rank++;`,
  )}
  return rank;
}`,
  value: eachLane('int', 'rankOf'),
  main: inLoop('int'),
});

/** The element of each rank. */
const byRank: ProgramSpec = {
  name: 'topKIndices',
  inputs: { x: 'int' },
  output: 'int',
  uniforms,
  head: `
int ranked(int element) {
  int o = element / count;
  int rank = element - o * count;
  for (int i = 0; i < n; i++) {
    if (xElement(o * n + i) == rank) return i;
  }
  return 0;
}`,
  value: eachLane('int', 'ranked'),
  main: inLoop('int'),
};

/** Few in a row, so that many fragments have something to do. */
const columns = 4;

const both = (program: (areRows: boolean) => ProgramSpec) => ({ rows: program(true), other: program(false) });
const programs = { few: both(few), ranks: both(ranks) };

export function topK(gpu: Gpu) {
  return {
    topKIndices: ([x], out, { k }) => {
      const [outer, n] = x.shape;
      const { texture } = lineTexture(gpu, x, outer, n);
      const form = texture.layout.columns === n ? 'rows' : 'other';
      const sizes = { outer, n, count: k };
      // To find the k one after the other takes k² / 2 looks at each element, to rank them all takes n.
      if (k * k < 2 * n) {
        gpu.draw(programs.few[form], gpu.target(out, columns), [texture], sizes, (x.size * k * k) / 2);
        return;
      }
      const found = gpu.temporary(x.size, columns, 'int32');
      gpu.draw(programs.ranks[form], found, [texture], sizes, x.size * n);
      gpu.draw(byRank, gpu.target(out, columns), [found], sizes, x.size * k);
      gpu.release(found);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
