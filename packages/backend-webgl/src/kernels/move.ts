import type { Kernels, Shape } from '@striate/tensor';
import { glsl, type Kind } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import { type Gpu, type GpuView, unsupported } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';

/** Axes a program walks. */
const mostAxes = 6;

/**
 * Element (c0, c1, …) of the output is the one at `base + Σ ci * stride_i` of the input; a bounded one is `outside` where a coordinate
 * leaves `low_i … high_i`. Where runs of whole texels move, they move as such.
 */
const program = (kind: Kind, bounded: boolean): ProgramSpec => {
  const { scalar, vector } = glsl[kind];
  const axisText = ({ more, c }: { more: boolean; c: string }) => {
    const [sizes, strides, low, high] = more
      ? ['moreSizes', 'moreStrides', 'moreLow', 'moreHigh']
      : ['sizes', 'strides', 'low', 'high'];
    const check = bounded ? ` inside = inside && place >= ${low}.${c} && place < ${high}.${c};` : '';
    return `  { int rest = i / ${sizes}.${c}; int place = i - rest * ${sizes}.${c}; at += place * ${strides}.${c};${check} i = rest; }\n`;
  };
  const inner = [...'zyx'].map((c) => ({ more: true, c }));
  const outer = [...'zyx'].map((c) => ({ more: false, c }));
  return {
    name: bounded ? 'pad' : 'move',
    inputs: { x: kind },
    output: kind,
    uniforms: {
      sizes: 'ivec3',
      moreSizes: 'ivec3',
      strides: 'ivec3',
      moreStrides: 'ivec3',
      base: 'int',
      whole: 'int',
      total: 'int',
      ...(bounded && { low: 'ivec3', moreLow: 'ivec3', high: 'ivec3', moreHigh: 'ivec3', outside: 'float' }),
    },
    head: `
int from(int i) {
  int at = base;
  bool inside = i < total;
${inner.map(axisText).join('')}${bounded ? outer.map(axisText).join('') : `  if (i > 0) {\n${outer.map(axisText).join('')}  }\n`}  return inside ? at : -1;
}
${scalar} get(int i) {
  int at = from(i);
  return at < 0 ? ${scalar}(${bounded ? 'outside' : '0'}) : xElement(at);
}`,
    value: `
  int i = row * outLayout.x + texel * 4;
  if (whole == 1) {
    int at = from(i);
    if (at < 0) return ${vector}(${bounded ? 'outside' : '0'});
    int source = at / xLayout.x;
    return xAt(source, (at - source * xLayout.x) >> 2);
  }
  return ${vector}(get(i), get(i + 1), get(i + 2), get(i + 3));`,
  };
};

const both = (kind: Kind) => ({ move: program(kind, false), pad: program(kind, true) });
const programs = { float: both('float'), int: both('int'), byte: both('byte') };

/** An axis of an output: its size, what a step of it is in the input, and the coordinates that have an element there. */
interface Axis {
  readonly size: number;
  readonly stride: number;
  readonly low?: number;
  readonly high?: number;
}

interface Move {
  readonly axes: readonly Axis[];
  readonly base: number;
  /** Where coordinates are outside. Without it none is. */
  readonly outside?: number;
}

/** Axes that follow each other in memory, as one; those of size 1 are none. */
function merged(axes: readonly Axis[]): Axis[] {
  const out: Axis[] = [];
  for (const axis of axes) {
    const before = out.at(-1);
    const free = (a: Axis) => a.low === undefined || (a.low <= 0 && (a.high ?? a.size) >= a.size);
    if (axis.size === 1 && free(axis)) continue;
    if (before && free(before) && free(axis) && before.stride === axis.stride * axis.size)
      out[out.length - 1] = { size: before.size * axis.size, stride: axis.stride };
    else out.push(axis);
  }
  return out;
}

/** Fills a texture from places of another. */
function move(gpu: Gpu, name: string, out: Texture, x: Texture, size: number, { axes, base, outside }: Move): void {
  const list = merged(axes);
  if (list.length > mostAxes) throw unsupported(`${name} of ${list.length} axes`, 'float32');
  const bounded = outside !== undefined;
  const missing = Array.from({ length: mostAxes - list.length }, (): Axis => ({ size: 1, stride: 0 }));
  const filled = [...missing, ...list];
  const last = filled[mostAxes - 1];
  const multiples = (...values: (number | undefined)[]) => values.every((value) => (value ?? 0) % 4 === 0);
  const whole =
    last.stride === 1 &&
    multiples(base, last.size, last.low, last.high, x.layout.columns, out.layout.columns) &&
    multiples(...filled.slice(0, -1).map((axis) => axis.stride));
  const three = (pick: (axis: Axis) => number) => [filled.slice(0, 3).map(pick), filled.slice(3).map(pick)];
  const [sizes, moreSizes] = three((axis) => axis.size);
  const [strides, moreStrides] = three((axis) => axis.stride);
  const [low, moreLow] = three((axis) => axis.low ?? 0);
  const [high, moreHigh] = three((axis) => axis.high ?? axis.size);
  gpu.draw(programs[x.kind][bounded ? 'pad' : 'move'], out, [x], {
    ...{ sizes, moreSizes, strides, moreStrides, base, whole: Number(whole), total: size },
    ...(bounded && { low, moreLow, high, moreHigh, outside }),
  });
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
  move(gpu, 'broadcastTo', out, x, size, { axes: broadcastAxes(view.shape, shape), base: 0 });
  return out;
}

function broadcastAxes(from: Shape, to: Shape): Axis[] {
  const extra = to.length - from.length;
  const strides = rowMajor(from);
  return to.map((size, i) => ({ size, stride: i < extra || from[i - extra] === 1 ? 0 : strides[i - extra] }));
}

/** Ops that give each element of the output one of the input, or a fixed value. */
export function movements(gpu: Gpu) {
  const fill = (name: string, x: GpuView, out: GpuView, how: Move) =>
    move(gpu, name, gpu.target(out), gpu.texture(x), out.size, how);
  return {
    broadcastTo: ([x], out, { shape }) => fill('broadcastTo', x, out, { axes: broadcastAxes(x.shape, shape), base: 0 }),
    transpose: ([x], out, { perm }) => {
      const strides = rowMajor(x.shape);
      fill('transpose', x, out, {
        axes: perm.map((axis) => ({ size: x.shape[axis], stride: strides[axis] })),
        base: 0,
      });
    },
    slice: ([x], out, { begin, strides: steps }) => {
      const strides = rowMajor(x.shape);
      const axes = out.shape.map((size, i) => ({ size, stride: strides[i] * steps[i] }));
      fill('slice', x, out, { axes, base: begin.reduce((sum, at, i) => sum + at * strides[i], 0) });
    },
    flip: ([x], out, { axes: flipped }) => {
      const strides = rowMajor(x.shape);
      const axes = out.shape.map((size, i) => ({ size, stride: flipped.includes(i) ? -strides[i] : strides[i] }));
      fill('flip', x, out, { axes, base: flipped.reduce((sum, i) => sum + (x.shape[i] - 1) * strides[i], 0) });
    },
    pad: ([x], out, { paddings, value }) => {
      const strides = rowMajor(x.shape);
      const axes = out.shape.map((size, i) => {
        const [before] = paddings[i];
        return { size, stride: strides[i], low: before, high: before + x.shape[i] };
      });
      const base = -paddings.reduce((sum, [before], i) => sum + before * strides[i], 0);
      fill('pad', x, out, { axes, base, outside: value });
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
