import type { Kernels } from '@striate/tensor';
import type { Texture } from '../device/TexturePool';
import { constant, type Expression } from '../elementwise/Expression';
import { elementOps as ops } from '../elementwise/elementOps';
import { call, elementwise, vectorOf } from '../elementwise/elementwise';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { slicesOf } from './lines';
import { joinMoments, joinSums, momentsOfSlices, sumsOfSlices } from './pairSums';

const plus = (a: Expression, b: Expression): Expression => call(ops.add, a, b);
const minus = (a: Expression, b: Expression): Expression => call(ops.sub, a, b);
const times = (a: Expression, b: Expression): Expression => call(ops.mul, a, b);
const inverseDeviation = (variance: Expression, epsilon: number): Expression =>
  call(ops.rsqrt, plus(variance, constant(epsilon)));

/** Batch normalisation of [rows, channels]. What is done to each value is an expression, in which what follows takes part. */
export function norm(gpu: Gpu) {
  /**
   * Two numbers for each channel from all rows, by slices of them and slices of those: `draw` fills [slices, 2, channels] from n lines,
   * each of which stands for `size` rows.
   */
  const inSlices = (
    out: GpuView,
    rows: number,
    draw: (out: Texture, parts: Texture | undefined, sizes: { n: number; slice: number; size: number }) => void,
  ): void => {
    const channels = out.shape[1];
    let parts: Texture | undefined;
    for (let n = rows, size = 1; ; ) {
      const { slices, length: slice } = slicesOf(1, n, channels);
      const next = slices === 1 ? gpu.target(out, channels) : gpu.temporary(2 * slices * channels, channels);
      draw(next, parts, { n, slice, size });
      if (parts) gpu.release(parts);
      if (slices === 1) return;
      parts = next;
      n = slices;
      size *= slice;
    }
  };

  const normalize = (
    [x, mean, variance, scale, offset]: readonly Expression[],
    { epsilon }: { readonly epsilon: number },
  ): Expression => plus(times(minus(x, mean), times(inverseDeviation(variance, epsilon), scale)), offset);

  return {
    moments: ([x], out) => {
      const [rows, channels] = x.shape;
      const texture = gpu.texture(x, channels);
      inSlices(out, rows, (target, parts, { n, slice, size }) => {
        if (parts) gpu.draw(joinMoments, target, [parts], { n, slice, size, total: rows });
        else gpu.draw(momentsOfSlices, target, [texture], { n, slice }, x.size);
      });
    },
    batchNormSums: ([dy, x, statistics], out, { epsilon }) => {
      const [rows, channels] = x.shape;
      const textures = [dy, x, statistics].map((view) => gpu.texture(view, channels));
      inSlices(out, rows, (target, parts, { n, slice }) => {
        if (parts) gpu.draw(joinSums, target, [parts], { n, slice });
        else gpu.draw(sumsOfSlices, target, textures, { n, slice, epsilon }, x.size);
      });
    },
    batchNorm: (inputs, out, params) =>
      elementwise(gpu, inputs, out, (...each) => normalize(each, params), out.shape[1]),
    batchNormTraining: ([x, statistics, scale, offset], out, params) => {
      const channels = out.shape[1];
      const build = (v: Expression, factor: Expression, shift: Expression): Expression => {
        const [mean, variance] = [0, 1].map((row) => vectorOf(gpu, statistics, channels, row));
        return normalize([v, mean, variance, factor, shift], params);
      };
      elementwise(gpu, [x, scale, offset], out, build, channels);
    },
    batchNormInputGrad: ([dy, x, statistics, scale, sums], out, { epsilon }) => {
      const [rows, channels] = x.shape;
      const build = (dv: Expression, v: Expression, factor: Expression): Expression => {
        const mean = vectorOf(gpu, statistics, channels, 0);
        const inverse = () => inverseDeviation(vectorOf(gpu, statistics, channels, 1), epsilon);
        const [direct, along] = [0, 1].map((row) => times(vectorOf(gpu, sums, channels, row), constant(1 / rows)));
        const explained = plus(direct, times(minus(v, mean), times(along, inverse())));
        return times(minus(dv, explained), times(inverse(), factor));
      };
      elementwise(gpu, [dy, x, scale], out, build, channels);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
