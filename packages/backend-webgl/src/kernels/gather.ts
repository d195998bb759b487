import { type Kernels, ValueError } from '@striate/tensor';
import { glsl, type Kind } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import { type Gpu, type GpuView, unsupported } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { flatColumns, naturalColumns } from '../layout';
import { movesWhole } from './whole';

const kinds = <T>(make: (kind: Kind) => T): Readonly<Record<Kind, T>> => ({
  float: make('float'),
  int: make('int'),
  byte: make('byte'),
});

/** `size` is (slices in the source, slices in the output, values of a slice); an index outside gives NaN, or 0 where there is none. */
const gathers = kinds((kind): ProgramSpec => {
  const { scalar, vector } = glsl[kind];
  const outside = kind === 'float' ? 'uintBitsToFloat(0x7fc00000u)' : `${scalar}(0)`;
  return {
    name: 'gather',
    inputs: { x: kind, indices: 'int' },
    output: kind,
    uniforms: { size: 'ivec3', whole: 'int' },
    head: `
int from(int i) {
  int slice = i / size.z;
  int outer = slice / size.y;
  int index = indicesElement(slice - outer * size.y);
  if (index < 0 || index >= size.x) return -1;
  return (outer * size.x + index) * size.z + i - slice * size.z;
}
${scalar} get(int i) {
  int at = from(i);
  return at < 0 ? ${outside} : xElement(at);
}`,
    value: `
  int i = row * outLayout.x + texel * 4;
  if (whole == 1) {
    int at = from(i);
    if (at < 0) return ${vector}(${outside});
    int source = at / xLayout.x;
    return xAt(source, (at - source * xLayout.x) >> 2);
  }
  return ${vector}(get(i), get(i + 1), get(i + 2), get(i + 3));`,
  };
});

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
const scatter = (kind: 'float' | 'int'): ProgramSpec => {
  const { scalar, vector } = glsl[kind];
  return {
    name: 'scatterAdd',
    inputs: { x: kind, firsts: 'int', nexts: 'int' },
    output: kind,
    uniforms: { size: 'ivec3', whole: 'int', total: 'int' },
    head: `
${scalar} sum(int i) {
  ${scalar} y = ${scalar}(0);
  if (i >= total) return y;
  int slice = i / size.z;
  int outer = slice / size.y;
  int at = outer * size.x * size.z + i - slice * size.z;
  for (int t = firstsElement(slice - outer * size.y); t >= 0; t = nextsElement(t)) y += xElement(at + t * size.z);
  return y;
}`,
    value: `
  int i = row * outLayout.x + texel * 4;
  if (whole == 0) return ${vector}(sum(i), sum(i + 1), sum(i + 2), sum(i + 3));
  ${vector} y = ${vector}(0);
  if (i >= total) return y;
  int slice = i / size.z;
  int outer = slice / size.y;
  int at = outer * size.x * size.z + i - slice * size.z;
  for (int t = firstsElement(slice - outer * size.y); t >= 0; t = nextsElement(t)) {
    int from = at + t * size.z;
    int source = from / xLayout.x;
    y += xAt(source, (from - source * xLayout.x) >> 2);
  }
  return y;`,
  };
};
const scatters = { float: scatter('float'), int: scatter('int') };

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

export function gather(gpu: Gpu) {
  return {
    gather: ([x, indices], out) => {
      const [, n, inner] = x.shape;
      check('gather', indices, n);
      const source = gpu.texture(x);
      const places = gpu.texture(indices);
      const target = gpu.target(out, columnsFor(gpu, x, out));
      const whole = Number(movesWhole(source.layout, target.layout, [inner]));
      gpu.draw(gathers[target.kind], target, [source, places], { size: [n, indices.size, inner], whole });
    },
    scatterAdd: ([updates, indices], out, { n }) => {
      const [, k, inner] = updates.shape;
      check('scatterAdd', indices, n);
      const source = gpu.texture(updates);
      const { kind } = source;
      if (kind === 'byte') throw unsupported('scatterAdd', updates.dtype);
      const places = gpu.texture(indices, flatColumns(k));
      const list = (spec: ProgramSpec, length: number): Texture => {
        const texture = gpu.temporary(length, flatColumns(length), 'int32');
        gpu.draw(spec, texture, [places], { count: k }, length * k);
        return texture;
      };
      const [first, next] = [list(firsts, n), list(nexts, k)];
      const target = gpu.target(out, columnsFor(gpu, updates, out));
      const whole = Number(movesWhole(source.layout, target.layout, [inner]));
      gpu.draw(scatters[kind], target, [source, first, next], { size: [k, n, inner], whole, total: out.size });
      gpu.release(first);
      gpu.release(next);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
