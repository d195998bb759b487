import type { Kernels } from '@striate/tensor';
import type { ProgramSpec } from '../device/Program';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { eachLane, inLoop } from './inLoop';

/** Whether value a at i ranks before b at j: NaN first, then the larger one, of equal ones the first. */
const before = `
bool isNaN_(float x) { return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u; }
bool before(float a, int i, float b, int j) {
  bool aIsNaN = isNaN_(a), bIsNaN = isNaN_(b);
  if (a == b || (aIsNaN && bIsNaN)) return i < j;
  return aIsNaN || (!bIsNaN && a > b);
}`;

/** Finds the first, then the best of those that rank behind it, and so on. */
const few: ProgramSpec = {
  name: 'topKIndices',
  inputs: { x: 'float' },
  output: 'int',
  uniforms: { sizes: 'ivec3' },
  head: `${before}
int ranked(int element) {
  int o = element / sizes.z;
  if (o >= sizes.x) return 0;
  int last = -1;
  float limit = 0.0;
  for (int rank = element - o * sizes.z; rank >= 0; rank--) {
    int best = -1;
    float most = 0.0;
    for (int i = 0; i < sizes.y; i++) {
      float v = xElement(o * sizes.y + i);
      if ((last < 0 || before(limit, last, v, i)) && (best < 0 || before(v, i, most, best))) {
        best = i;
        most = v;
      }
    }
    last = best;
    limit = most;
  }
  return last;
}`,
  value: eachLane('int', 'ranked'),
  main: inLoop('int'),
};

/** The rank of every element among its row. */
const ranks: ProgramSpec = {
  name: 'topKIndices',
  inputs: { x: 'float' },
  output: 'int',
  uniforms: { sizes: 'ivec3' },
  head: `${before}
int rankOf(int element) {
  int o = element / sizes.y;
  if (o >= sizes.x) return 0;
  int own = element - o * sizes.y;
  float v = xElement(element);
  int rank = 0;
  for (int i = 0; i < sizes.y; i++) {
    if (before(xElement(o * sizes.y + i), i, v, own)) rank++;
  }
  return rank;
}`,
  value: eachLane('int', 'rankOf'),
  main: inLoop('int'),
};

/** The element of each rank. */
const byRank: ProgramSpec = {
  name: 'topKIndices',
  inputs: { x: 'int' },
  output: 'int',
  uniforms: { sizes: 'ivec3' },
  head: `
int ranked(int element) {
  int o = element / sizes.z;
  int rank = element - o * sizes.z;
  for (int i = 0; i < sizes.y; i++) {
    if (xElement(o * sizes.y + i) == rank) return i;
  }
  return 0;
}`,
  value: eachLane('int', 'ranked'),
  main: inLoop('int'),
};

/** Few in a row, so that many fragments have something to do. */
const columns = 4;

export function topK(gpu: Gpu) {
  return {
    topKIndices: ([x], out, { k }) => {
      const [outer, n] = x.shape;
      const texture = gpu.texture(x);
      const sizes = [outer, n, k];
      // To find the k one after the other takes k² / 2 looks at each element, to rank them all takes n.
      if (k * k < 2 * n) return gpu.draw(few, gpu.target(out, columns), [texture], { sizes }, (x.size * k * k) / 2);
      const found = gpu.temporary(x.size, columns, 'int32');
      gpu.draw(ranks, found, [texture], { sizes }, x.size * n);
      gpu.draw(byRank, gpu.target(out, columns), [found], { sizes }, x.size * k);
      gpu.release(found);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
