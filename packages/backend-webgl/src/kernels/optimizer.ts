import type { Kernels } from '@striate/tensor';
import { compute, release } from '../elementwise/compute';
import { constant, type Expression } from '../elementwise/Expression';
import { elementOps as ops } from '../elementwise/elementOps';
import { call, leaf, vectorOf } from '../elementwise/elementwise';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';

const plus = (a: Expression, b: Expression): Expression => call(ops.add, a, b);
const minus = (a: Expression, b: Expression): Expression => call(ops.sub, a, b);
const times = (a: Expression, b: Expression | number): Expression =>
  call(ops.mul, a, typeof b === 'number' ? constant(b) : b);

/** Updates of variables: new textures take the place of the old ones, so that what still looks at those is not disturbed. */
export function optimizer(gpu: Gpu) {
  /** Gives a variable the values of an expression. */
  const update = (view: GpuView, columns: number, expression: Expression): void => {
    const texture = gpu.device.take(view.dtype, view.size, columns);
    compute(gpu, texture, expression);
    gpu.replace(view.buffer, texture);
  };
  /** Textures that are looked at within one call; they are their buffers'. */
  const values = (view: GpuView, columns: number): Expression => leaf(gpu.texture(view, columns));

  return {
    sgdStep: ([parameter, velocity, gradient], { learningRate, momentum, nesterov, decay }) => {
      const columns = gpu.columnsOf(parameter);
      const move = times(values(gradient, columns), learningRate);
      update(velocity, columns, minus(times(values(velocity, columns), momentum), move));
      const next = values(velocity, columns);
      const step = nesterov ? minus(times(next, momentum), move) : next;
      update(parameter, columns, plus(times(values(parameter, columns), decay), step));
    },
    adamStep: ([parameter, m, v, gradient], { learningRate, beta1, beta2, epsilon, decay }) => {
      const columns = gpu.columnsOf(parameter);
      const g = values(gradient, columns);
      const [oldM, oldV] = [values(m, columns), values(v, columns)];
      update(m, columns, plus(oldM, times(minus(g, oldM), 1 - beta1)));
      update(v, columns, plus(oldV, times(minus(times(g, g), oldV), 1 - beta2)));
      const root = plus(call(ops.sqrt, values(v, columns)), constant(epsilon));
      const step = call(ops.div, times(values(m, columns), learningRate), root);
      update(parameter, columns, minus(times(values(parameter, columns), decay), step));
    },
    followStatistics: ([mean, variance, statistics], { momentum }) => {
      const columns = mean.size;
      for (const [row, moving] of [mean, variance].entries()) {
        const statistic = vectorOf(gpu, statistics, columns, row);
        const next = plus(times(values(moving, columns), momentum), times(statistic, 1 - momentum));
        update(moving, columns, next);
        release(gpu, statistic);
      }
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
