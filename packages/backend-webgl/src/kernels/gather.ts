import { type Kernels, ValueError } from '@striate/tensor';
import { glsl } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import { upload } from '../device/transfer';
import { type Gpu, type GpuView, unsupported } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { flatColumns, naturalColumns } from '../layout';
import { eachLane, inLoop } from './inLoop';
import { allKinds, bothForms, movesWhole, texelOf } from './whole';

/** `size` is (slices in the source, slices in the output, values of a slice); an index outside gives NaN, or 0 where there is none. */
const gathers = allKinds((kind) =>
  bothForms((whole): ProgramSpec => {
    const { scalar, vector } = glsl[kind];
    const type = whole ? vector : scalar;
    const outside = kind === 'float' ? 'uintBitsToFloat(0x7fc00000u)' : `${scalar}(0)`;
    return {
      name: 'gather',
      inputs: { x: kind, indices: 'int' },
      output: kind,
      main: whole ? undefined : inLoop(kind),
      uniforms: { size: 'ivec3' },
      head: `${texelOf('x', kind)}
${type} get(int i) {
  int slice = i / size.z;
  int outer = slice / size.y;
  int index = indicesElement(slice - outer * size.y);
  ${type} y = ${whole ? 'xTexel' : 'xElement'}((outer * size.x + clamp(index, 0, size.x - 1)) * size.z + i - slice * size.z);
  return index < 0 || index >= size.x ? ${type}(${outside}) : y;
}`,
      value: whole ? 'return get(row * outLayout.x + texel * 4);' : eachLane(kind, 'get'),
    };
  }),
);

// Indices by where they point, so that sums read what they add and nothing else: a list for each place, of the first index that
// points there, and for each index the next one with the same. Indices past the end are read as -1, which nothing equals.
const listHead = `
ivec4 four(int i) {
  int row = i / indicesLayout.x;
  ivec4 isThere = ivec4(lessThan(ivec4(0, 1, 2, 3) + i, ivec4(count)));
  return indicesAt(row, (i - row * indicesLayout.x) >> 2) * isThere + isThere - 1;
}`;

/** Looks for each of the values `wanted` of a fragment through all indices, from the last to the first, those after `after`. */
const lists = (name: string, uniforms: ProgramSpec['uniforms'], wanted: string, after: string): ProgramSpec => ({
  name,
  inputs: { indices: 'int' },
  output: 'int',
  uniforms: { count: 'int', ...uniforms },
  head: `${listHead}
void look(inout ivec4 found, ivec4 wanted, ivec4 index, int t, ivec4 after) {
  for (int c = 3; c >= 0; c--) {
    ivec4 hit = ivec4(equal(wanted, ivec4(index[c]))) * ivec4(lessThan(after, ivec4(t + c)));
    found += hit * (t + c - found);
  }
}`,
  main: (rows) => {
    const each = (text: (row: number) => string) => Array.from({ length: rows }, (_, row) => text(row)).join('\n');
    return `locate();
  int first = outRow * outLayout.x + outTexel * 4;
  ivec4 lanes = ivec4(0, 1, 2, 3);
${each((row) => `  ivec4 place${row} = lanes + (first + ${row} * outLayout.x); ivec4 wanted${row} = ${wanted.replaceAll('$', String(row))}; y${row} = ivec4(-1);`)}
  for (int t = (count - 1) & ~3; t >= 0; t -= 4) {
    ivec4 index = four(t);
${each((row) => `    look(y${row}, wanted${row}, index, t, ${after.replaceAll('$', String(row))});`)}
  }`;
  },
});

const firsts = lists('scatterAdd firsts', {}, 'place$', 'ivec4(-1)');
const nexts = lists('scatterAdd nexts', {}, 'four(place$.x)', 'place$');

/** `size` is (slices in the updates, slices in the output, values of a slice). */
const scatter = (kind: 'float' | 'int', whole: boolean): ProgramSpec => {
  const { scalar, vector } = glsl[kind];
  const type = whole ? vector : scalar;
  return {
    name: 'scatterAdd',
    inputs: { x: kind, firsts: 'int', nexts: 'int' },
    output: kind,
    main: inLoop(kind),
    uniforms: { size: 'ivec3', total: 'int' },
    head: `${texelOf('x', kind)}
${type} sum(int i) {
  ${type} y = ${type}(0);
  int slice = i / size.z;
  int outer = slice / size.y;
  int at = outer * size.x * size.z + i - slice * size.z;
  int first = i < total ? firstsElement(slice - outer * size.y) : -1;
  for (int t = first; t >= 0; t = nextsElement(t)) y += ${whole ? 'xTexel' : 'xElement'}(at + t * size.z);
  return y;
}`,
    value: whole ? 'return sum(row * outLayout.x + texel * 4);' : eachLane(kind, 'sum'),
  };
};
const scatters = {
  float: bothForms((whole) => scatter('float', whole)),
  int: bothForms((whole) => scatter('int', whole)),
};

/** Indices that the host knows are checked; those the device computed would have to be waited for. */
function check(name: string, { buffer }: GpuView, n: number): void {
  const { host } = buffer;
  const bad = host?.findIndex((index) => index < 0 || index >= n) ?? -1;
  if (host && bad >= 0)
    throw new ValueError(`${name}: index ${host[bad]} at position ${bad} is outside an axis of size ${n}`);
}

/** Rows as the values lie in, if slices are made of such; else what is natural for the output. */
function columnsFor(gpu: Gpu, x: GpuView, out: GpuView): number {
  const columns = gpu.columnsOf(x);
  return out.shape[2] % columns === 0 ? columns : naturalColumns(out.shape, out.size, gpu.device);
}

/** The lists of `indices`, of n places: by the host where it knows the indices, by the device where it computed them. */
function listsOf(gpu: Gpu, indices: GpuView, n: number): readonly [Texture, Texture] {
  const k = indices.size;
  const make = (length: number) => gpu.temporary(length, flatColumns(length), 'int32');
  const [first, next] = [make(n), make(k)];
  const { host } = indices.buffer;
  if (host) {
    const heads = new Int32Array(n).fill(-1);
    const links = new Int32Array(k);
    for (let t = k - 1; t >= 0; t--) {
      links[t] = heads[host[t]];
      heads[host[t]] = t;
    }
    upload(gpu.device, first, heads);
    upload(gpu.device, next, links);
  } else {
    const places = gpu.texture(indices, flatColumns(k));
    gpu.draw(firsts, first, [places], { count: k }, n * k);
    gpu.draw(nexts, next, [places], { count: k }, k * k);
  }
  return [first, next];
}

export function gather(gpu: Gpu) {
  return {
    gather: ([x, indices], out) => {
      const [, n, inner] = x.shape;
      check('gather', indices, n);
      const source = gpu.texture(x);
      const places = gpu.texture(indices);
      const target = gpu.target(out, columnsFor(gpu, x, out));
      const form = movesWhole(source.layout, target.layout, [inner]) ? 'whole' : 'single';
      gpu.draw(gathers[target.kind][form], target, [source, places], { size: [n, indices.size, inner] });
    },
    scatterAdd: ([updates, indices], out, { n }) => {
      const [, k, inner] = updates.shape;
      check('scatterAdd', indices, n);
      const source = gpu.texture(updates);
      const { kind } = source;
      if (kind === 'byte') throw unsupported('scatterAdd', updates.dtype);
      const lists = listsOf(gpu, indices, n);
      const target = gpu.target(out, columnsFor(gpu, updates, out));
      const form = movesWhole(source.layout, target.layout, [inner]) ? 'whole' : 'single';
      gpu.draw(scatters[kind][form], target, [source, ...lists], { size: [k, n, inner], total: out.size });
      for (const list of lists) gpu.release(list);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
