import type { DType, Kernels } from '@striate/tensor';
import type { Kind } from '../device/formats';
import type { Texture } from '../device/TexturePool';
import { constant } from '../elementwise/Expression';
import { elementwise, typeOf } from '../elementwise/elementwise';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { isAligned, lineColumns, lineTexture, slicesOf } from './lines';
import { type Reduction, reduceProgram } from './reduceProgram';

/** `outer` times `n` lines of `width` values that are to become one each. */
interface Lines {
  readonly texture: Texture;
  /** Whether they begin at texels of their own. */
  readonly whole: boolean;
  readonly outer: number;
  readonly n: number;
  readonly width: number;
  /** Values of all n: the last line may be shorter. */
  readonly stride: number;
}

/** What partial results are stored as. */
const dtypes: Readonly<Record<Kind, DType>> = { float: 'float32', int: 'int32', byte: 'bool' };

/** Lines of four that are worth no draw of their own, … */
const fewLines = 8;
/** … and where single sums are many. */
const [someLines, manySums] = [64, 8192];

/** Reductions of [outer, n, inner] over n. */
export function reductions(gpu: Gpu) {
  const draw = (op: Reduction, form: 'lines' | 'sums', out: Texture, x: Lines, slices = 1, length = x.n): void => {
    const { texture, outer, n, width, stride } = x;
    const texels = Math.ceil(width / 4);
    const whole = x.whole && (form === 'sums' || isAligned(out.layout.columns, width));
    const uniforms = {
      sizes: [n, texels, slices, length],
      lines: [outer, width, stride],
      strides: [Math.floor(texels / texture.layout.texels), texels % texture.layout.texels],
      tail: width - (n * width - stride),
    };
    gpu.draw(reduceProgram(op, texture.kind, form, whole), out, [texture], uniforms, outer * n * width);
  };

  /** Joins slices of the lines until few enough are left: in an order that depends on the shape alone. */
  const shorten = (op: Reduction, x: Lines, isEnough: (x: Lines) => boolean, last: (x: Lines) => void): void => {
    if (isEnough(x)) {
      last(x);
      return;
    }
    const { outer, width, texture } = x;
    const { slices, length } = slicesOf(outer, x.n, width);
    const columns = lineColumns(gpu, outer * slices, width);
    const parts = gpu.temporary(outer * slices * width, columns, dtypes[texture.kind]);
    try {
      draw(op, 'lines', parts, x, slices, length);
      const shorter = { texture: parts, whole: isAligned(columns, width), outer, n: slices, width };
      shorten(op, { ...shorter, stride: slices * width }, isEnough, last);
    } finally {
      gpu.release(parts);
    }
  };

  const reduction =
    (op: Reduction, empty = 0) =>
    ([x]: readonly [GpuView], out: GpuView): void => {
      const [outer, n, inner] = x.shape;
      if (n === 0) {
        elementwise(gpu, [], out, () => constant(empty, typeOf(out)));
      } else if (inner > 1) {
        const lines = { ...lineTexture(gpu, x, outer * n, inner), outer, n, width: inner, stride: n * inner };
        const isEnough = (l: Lines) => slicesOf(outer, l.n, inner).slices === 1;
        const columns = lineColumns(gpu, outer, inner);
        shorten(op, lines, isEnough, (l) => draw(op, 'lines', gpu.target(out, columns), l));
      } else {
        // A row is lines of four values, joined lane by lane and then across.
        const lines = { ...lineTexture(gpu, x, outer, n), outer, n: Math.ceil(n / 4), width: 4, stride: n };
        const isEnough = (l: Lines) => l.n <= fewLines || (l.n <= someLines && outer >= manySums);
        shorten(op, lines, isEnough, (l) => draw(op, 'sums', gpu.target(out), l));
      }
    };

  return {
    sum: reduction('sum'),
    prod: reduction('prod', 1),
    max: reduction('max'),
    min: reduction('min'),
    any: reduction('max'),
    all: reduction('min', 1),
  } satisfies Partial<Kernels<GpuBuffer>>;
}
