import type { Kernels } from '@striate/tensor';
import { type Kind, kindOf } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import { type Gpu, type GpuView, unsupported } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { eachLane, inLoop } from './inLoop';
import { lineTexture, slicesOf } from './lines';

type NumberKind = Exclude<Kind, 'byte'>;

// A test on bits: a compiler that assumes that there is no NaN removes any other.
const beats = {
  float: (sign: string) => `
bool isNaN_(float x) { return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u; }
bool beats(float a, float b) { return isNaN_(a) ? !isNaN_(b) : !isNaN_(b) && a ${sign} b; }`,
  int: (sign: string) => `
bool beats(int a, int b) { return a ${sign} b; }`,
};

/**
 * Where along n of [outer, n, inner] the winner is, the first of equal ones, or that of each of several slices; with `candidates` the
 * winners of slices are looked at instead of everything. NaN wins.
 */
const program = (kind: NumberKind, sign: string, candidates: boolean): ProgramSpec => {
  const scalar = kind;
  return {
    name: sign === '>' ? 'argMax' : 'argMin',
    inputs: candidates ? { x: kind, among: 'int' } : { x: kind },
    output: 'int',
    // n, inner, slices and their length; n of x, outer
    uniforms: { sizes: 'ivec4', whole: 'ivec2' },
    head: `${beats[kind](sign)}
int winner(int element) {
  int line = element / sizes.y;
  int j = element - line * sizes.y;
  int o = line / sizes.z;
  if (o >= whole.y) return 0;
  int first = (line - o * sizes.z) * sizes.w;
  int end = min(first + sizes.w, sizes.x);
  int best = -1;
  ${scalar} most = ${scalar}(0);
  for (int i = first; i < end; i++) {
    int at = ${candidates ? 'amongElement((o * sizes.x + i) * sizes.y + j)' : 'i'};
    ${scalar} v = xElement((o * whole.x + at) * sizes.y + j);
    if (best < 0 || beats(v, most)) {
      best = at;
      most = v;
    }
  }
  return best;
}`,
    value: eachLane('int', 'winner'),
    main: inLoop('int'),
  };
};

const programsOf = (kind: NumberKind, sign: string) => ({
  all: program(kind, sign, false),
  candidates: program(kind, sign, true),
});
const programs = {
  argMax: { float: programsOf('float', '>'), int: programsOf('int', '>') },
  argMin: { float: programsOf('float', '<'), int: programsOf('int', '<') },
};

/** Positions of the largest and smallest values of [outer, n, inner] along n. */
export function argReductions(gpu: Gpu) {
  const positions =
    (name: 'argMax' | 'argMin') =>
    ([x]: readonly [GpuView], out: GpuView): void => {
      const [outer, whole, inner] = x.shape;
      const kind = kindOf[x.dtype];
      if (kind === 'byte') throw unsupported(name, x.dtype);
      const { all, candidates } = programs[name][kind];
      const { texture } = lineTexture(gpu, x, outer * whole, inner);
      let among: Texture | undefined;
      for (let n = whole; ; ) {
        const { slices, length } = slicesOf(outer, n, inner);
        const next = slices === 1 ? gpu.target(out) : gpu.temporary(outer * slices * inner, slicedColumns, 'int32');
        const uniforms = { sizes: [n, inner, slices, length], whole: [whole, outer] };
        if (among) gpu.draw(candidates, next, [texture, among], uniforms);
        else gpu.draw(all, next, [texture], uniforms, x.size);
        if (among) gpu.release(among);
        if (slices === 1) return;
        among = next;
        n = slices;
      }
    };
  return {
    argMax: positions('argMax'),
    argMin: positions('argMin'),
  } satisfies Partial<Kernels<GpuBuffer>>;
}

/** Few in a row, so that many fragments have something to do. */
const slicedColumns = 4;
