import { BackendError, type Kernels, type Shape } from '@striate/tensor';
import { glsl, type Kind, kindOf } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { type Layout, layoutOf, naturalColumns } from '../layout';
import { inLoop } from './inLoop';
import { allKinds, bothForms, movesWhole, texelOf } from './whole';

/** Axes a program walks. */
const mostAxes = 6;

/**
 * Element (c0, c1, …) of the output is the one at `base + Σ ci * stride_i` of the input; a bounded one is `outside` where a coordinate
 * leaves `low_i … high_i`. `axes` are (size, stride, low, high), of which the last one is walked value by value, or texel by texel.
 */
const program = (kind: Kind, bounded: boolean, whole: boolean): ProgramSpec => {
  const { scalar, vector } = glsl[kind];
  const outside = bounded ? 'outside' : '0';
  const isWithin = 'place >= axis.z && place < axis.w';
  const read = (x: string) => (bounded ? `isInside && ${isWithin} ? ${x} : from` : x);
  return {
    name: bounded ? 'pad' : 'move',
    inputs: { x: kind },
    output: kind,
    main: whole ? undefined : inLoop(kind),
    uniforms: {
      axes: 'ivec4[6]',
      last: 'int',
      base: 'int',
      ...(bounded && { outside: kind === 'float' ? 'float' : 'int' }),
    },
    head: `${texelOf('x', kind)}
bool isInside = true;
// Where a run of the last axis begins.
int begin(int i) {
  int at = base;
  isInside = true;
  for (int a = last - 1; a >= 0; a--) {
    ivec4 axis = axes[a];
    int rest = i / axis.x;
    int place = i - rest * axis.x;
    at += place * axis.y;
    ${bounded ? `isInside = isInside && ${isWithin};` : ''}
    i = rest;
  }
  return at;
}`,
    value: `
  ivec4 axis = axes[last];
  int i = row * outLayout.x + texel * 4;
  int run = i / axis.x;
  int place = i - run * axis.x;
  int at = begin(run);
  ${whole ? vector : scalar} from = ${whole ? vector : scalar}(${outside});
  ${
    whole
      ? `return ${read('xTexel(at + place)')};`
      : `${vector} y;
  for (int k = 0; k < 4; k++) {
    y[k] = ${read('xElement(at + place * axis.y)')};
    if (++place == axis.x) { place = 0; at = begin(++run); }
  }
  return y;`
  }`,
  };
};

/** Four rows of the input, in texels, become columns of a texel: for whole blocks, which reads nothing twice. */
const transposed = (kind: Kind): ProgramSpec => ({
  name: 'transpose',
  inputs: { x: kind },
  output: kind,
  main: (rows) => `
  locate();
  int row = outTexel * 4;
  int texel = outRow >> 2;
  ${glsl[kind].vector} a0, a1, a2, a3;
${Array.from({ length: rows / 4 }, (_, i) => {
  const read = [0, 1, 2, 3].map((r) => `a${r} = xAt(row + ${r}, texel + ${i});`);
  const write = [...'xyzw'].map((c, r) => `y${i * 4 + r} = ${glsl[kind].vector}(a0.${c}, a1.${c}, a2.${c}, a3.${c});`);
  return `  ${read.join(' ')}\n  ${write.join(' ')}`;
}).join('\n')}`,
});

const programs = allKinds((kind) => ({
  move: bothForms((whole) => program(kind, false, whole)),
  pad: bothForms((whole) => program(kind, true, whole)),
  transpose: transposed(kind),
}));

/** An axis of an output: its size, what a step of it is in the input, and the coordinates that have an element there. */
interface Axis {
  readonly size: number;
  readonly stride: number;
  readonly low?: number;
  readonly high?: number;
}

const isFree = ({ size, low = 0, high = size }: Axis): boolean => low <= 0 && high >= size;

/** Axes that follow each other in memory, as one; those of size 1 are none. */
function merged(axes: readonly Axis[]): Axis[] {
  const out: Axis[] = [];
  for (const axis of axes) {
    const { size, stride } = axis;
    const before = out.at(-1);
    if (size === 1 && isFree(axis)) continue;
    if (before && isFree(axis) && before.stride === stride * size) {
      const { low = 0, high = before.size } = before;
      out[out.length - 1] = { size: before.size * size, stride, low: low * size, high: high * size };
    } else out.push(axis);
  }
  return out;
}

/** The last axis of a merged list, or one of a single element. */
const lastOf = (axes: readonly Axis[]): Axis => axes.at(-1) ?? { size: 1, stride: 1 };

/** Whether whole texels move from one layout to another. */
function isWhole(from: Layout, to: Layout, axes: readonly Axis[], base: number): boolean {
  const { size, stride, low = 0, high = size } = lastOf(axes);
  return stride === 1 && movesWhole(from, to, [base, size, low, high, ...axes.slice(0, -1).map((axis) => axis.stride)]);
}

/** Fills a texture from places of another, along merged axes. */
function draw(gpu: Gpu, out: Texture, x: Texture, list: readonly Axis[], base: number, outside?: number): void {
  const form = isWhole(x.layout, out.layout, list, base) ? 'whole' : 'single';
  const axes = [...list.slice(0, -1), lastOf(list)].flatMap(({ size, stride, low = 0, high = size }) => [
    ...[size, stride, low, high],
  ]);
  gpu.draw(programs[x.kind][outside === undefined ? 'move' : 'pad'][form], out, [x], {
    ...{ axes, last: axes.length / 4 - 1, base },
    ...(outside !== undefined && { outside }),
  });
}

/** The columns of an output: what is natural, unless those of the input are what lets whole texels move. */
function columnsFor(gpu: Gpu, x: Texture, out: GpuView, axes: readonly Axis[], base: number): number {
  const natural = naturalColumns(out.shape, out.size, gpu.device);
  const fits = (columns: number) => isWhole(x.layout, layoutOf(out.size, columns, gpu.device), axes, base);
  return [natural, x.layout.columns].find(fits) ?? natural;
}

function rowMajor(shape: Shape): number[] {
  let stride = 1;
  return [...shape]
    .reverse()
    .map((size) => {
      const own = stride;
      stride *= size;
      return own;
    })
    .reverse();
}

/** The values of `view` repeated to `shape`, in a texture of their own. */
export function broadcast(gpu: Gpu, view: GpuView, shape: Shape, columns: number): Texture {
  const size = shape.reduce((n, d) => n * d, 1);
  const x = gpu.texture(view);
  const out = gpu.device.take(view.dtype, size, columns);
  draw(gpu, out, x, checked('broadcastTo', broadcastAxes(view.shape, shape)), 0);
  return out;
}

/** Images with lines and columns of zeros after their own, [height, width] in all, in a texture of their own. */
export function framed(gpu: Gpu, images: GpuView, [height, width]: readonly [number, number]): Texture {
  const [batch, h, w, c] = images.shape;
  const x = gpu.texture(images, c);
  const out = gpu.device.take(images.dtype, batch * height * width * c, c);
  const axes = [
    { size: batch, stride: h * w * c },
    { size: height, stride: w * c, low: 0, high: h },
    { size: width, stride: c, low: 0, high: w },
    { size: c, stride: 1 },
  ];
  draw(gpu, out, x, checked('pad', axes), 0, 0);
  return out;
}

function broadcastAxes(from: Shape, to: Shape): Axis[] {
  const extra = to.length - from.length;
  const strides = rowMajor(from);
  return to.map((size, i) => ({ size, stride: i < extra || from[i - extra] === 1 ? 0 : strides[i - extra] }));
}

function checked(name: string, axes: readonly Axis[]): readonly Axis[] {
  const list = merged(axes);
  if (list.length > mostAxes)
    throw new BackendError(
      `webgl: ${name} over ${list.length} axes that cannot be taken together, at most ${mostAxes}`,
    );
  return list;
}

/** Ops that give each element of the output one of the input, or a fixed value. */
export function movements(gpu: Gpu) {
  const move = (name: string, x: GpuView, out: GpuView, axes: readonly Axis[], base = 0, outside?: number) => {
    const list = checked(name, axes);
    if (outside === undefined && isTransposed(gpu, list)) {
      const [{ size: columns }, { size: rows }] = list;
      gpu.draw(programs[kindOf[x.dtype]].transpose, gpu.target(out, rows), [gpu.texture(x, columns)]);
      return;
    }
    const from = gpu.texture(x);
    draw(gpu, gpu.target(out, columnsFor(gpu, from, out, list, base)), from, list, base, outside);
  };
  return {
    broadcastTo: ([x], out, { shape }) => move('broadcastTo', x, out, broadcastAxes(x.shape, shape)),
    transpose: ([x], out, { perm }) => {
      const strides = rowMajor(x.shape);
      const axes = perm.map((axis) => ({ size: x.shape[axis], stride: strides[axis] }));
      move('transpose', x, out, axes);
    },
    slice: ([x], out, { begin, strides: steps }) => {
      const strides = rowMajor(x.shape);
      const axes = out.shape.map((size, i) => ({ size, stride: strides[i] * steps[i] }));
      const base = begin.reduce((sum, at, i) => sum + at * strides[i], 0);
      move('slice', x, out, axes, base);
    },
    flip: ([x], out, { axes: flipped }) => {
      const strides = rowMajor(x.shape);
      const axes = out.shape.map((size, i) => ({ size, stride: flipped.includes(i) ? -strides[i] : strides[i] }));
      const base = flipped.reduce((sum, i) => sum + (x.shape[i] - 1) * strides[i], 0);
      move('flip', x, out, axes, base);
    },
    pad: ([x], out, { paddings, value }) => {
      const strides = rowMajor(x.shape);
      const axes = out.shape.map((size, i) => {
        const [before] = paddings[i];
        return { size, stride: strides[i], low: before, high: before + x.shape[i] };
      });
      const base = -paddings.reduce((sum, [before], i) => sum + before * strides[i], 0);
      move('pad', x, out, axes, base, value);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}

/** Whether axes are those of a matrix turned over, which lies in its rows before and after. */
function isTransposed({ device }: Gpu, axes: readonly Axis[]): boolean {
  if (axes.length !== 2) return false;
  const [{ size: columns, stride: one }, { size: rows, stride }] = axes;
  const lies = (m: number, n: number) => naturalColumns([m, n], m * n, device) === n;
  return one === 1 && stride === columns && lies(rows, columns) && lies(columns, rows);
}
