import type { Kernels } from '@striate/tensor';
import { type Kind, kindOf } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import { type Gpu, type GpuView, unsupported } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { eachLane, inLoop } from './inLoop';
import { eachOfLine, keyOf, lineTexture, slicesOf } from './lines';

type NumberKind = Exclude<Kind, 'byte'>;
type Op = 'argMax' | 'argMin';

/** What is in the opposite order. */
const opposite = { float: '-v', int: '~v' };

/** What is looked at: the rows of x, values of [outer, n, inner] wherever they lie, or the winners of slices of those. */
type Form = 'rows' | 'values' | 'winners';

/**
 * Where along n of [outer, n, inner] the winner is, the first of equal ones, or that of each of several slices. NaN wins.
 */
const program = (kind: NumberKind, op: Op, form: Form): ProgramSpec => {
  const among = form === 'winners' ? 'amongElement((o * n + i) * inner + j)' : 'i';
  return {
    name: op,
    inputs: form === 'winners' ? { x: kind, among: 'int' } : { x: kind },
    output: 'int',
    uniforms: { outer: 'int', whole: 'int', n: 'int', inner: 'int', slices: 'int', slice: 'int' },
    head: `${keyOf[kind]}
int winner(int element) {
  int line = element / inner;
  int j = element - line * inner;
  int o = line / slices;
  if (o >= outer) return 0;
  int first = (line - o * slices) * slice;
  int end = min(first + slice, n);
  int best = -1;
  int most = 0;
  ${eachOfLine(
    kind,
    form === 'rows',
    `int key = keyOf(${op === 'argMax' ? 'v' : opposite[kind]});
    if (best < 0 || key > most) {
      best = ${among};
      most = key;
    }`,
    `(o * whole + ${among}) * inner + j`,
  )}
  return best;
}`,
    value: eachLane('int', 'winner'),
    main: inLoop('int'),
  };
};

const programsOf = (kind: NumberKind, op: Op) => ({
  rows: program(kind, op, 'rows'),
  values: program(kind, op, 'values'),
  winners: program(kind, op, 'winners'),
});
const programs = {
  argMax: { float: programsOf('float', 'argMax'), int: programsOf('int', 'argMax') },
  argMin: { float: programsOf('float', 'argMin'), int: programsOf('int', 'argMin') },
};

/** Positions of the largest and smallest values of [outer, n, inner] along n. */
export function argReductions(gpu: Gpu) {
  const positions =
    (name: Op) =>
    ([x]: readonly [GpuView], out: GpuView): void => {
      const [outer, whole, inner] = x.shape;
      const kind = kindOf[x.dtype];
      if (kind === 'byte') throw unsupported(name, x.dtype);
      const { rows, values, winners } = programs[name][kind];
      const { texture } = inner === 1 ? lineTexture(gpu, x, outer, whole) : lineTexture(gpu, x, outer * whole, inner);
      const areRows = inner === 1 && texture.layout.columns === whole;
      let among: Texture | undefined;
      for (let n = whole; ; ) {
        const { slices, length: slice } = slicesOf(outer, n, inner, 4);
        const next = slices === 1 ? gpu.target(out) : gpu.temporary(outer * slices * inner, slicedColumns, 'int32');
        const sizes = { outer, whole, n, inner, slices, slice };
        if (among) gpu.draw(winners, next, [texture, among], sizes);
        else gpu.draw(areRows ? rows : values, next, [texture], sizes, x.size);
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
