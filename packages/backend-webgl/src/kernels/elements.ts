import type { DType, Kernels } from '@striate/tensor';
import { constant, type Expression } from '../elementwise/Expression';
import { conversions, type ElementOp, elementOps } from '../elementwise/elementOps';
import { call, elementwise, typeOf } from '../elementwise/elementwise';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';

type Simple = (inputs: readonly GpuView[], out: GpuView) => void;

/** Ops on each element by itself. None of them draws: see `elementwise`. */
export function elements(gpu: Gpu) {
  const simple =
    (op: ElementOp): Simple =>
    (inputs, out) =>
      elementwise(gpu, inputs, out, (...each) => call(op, ...each));
  const entries = Object.entries<ElementOp>(elementOps).map(([name, op]) => [name, simple(op)]);
  return {
    ...(Object.fromEntries(entries) as Readonly<Record<keyof typeof elementOps, Simple>>),
    clip: ([x], out, { min, max }) =>
      elementwise(gpu, [x], out, (v) =>
        call(elementOps.minimum, call(elementOps.maximum, v, constant(min)), constant(max)),
      ),
    cast: ([x], out, { dtype }) => elementwise(gpu, [x], out, (v) => castTo(v, x.dtype, dtype)),
    fill: (_, out, { value }) => elementwise(gpu, [], out, () => constant(Number(value), typeOf(out))),
  } satisfies Partial<Kernels<GpuBuffer>>;
}

function castTo(x: Expression, from: DType, to: DType): Expression {
  const ops = conversions;
  const floats = x.type === 'float';
  if (to === 'float32') return floats ? x : call(ops.toFloat, x);
  if (to === 'bool') return from === 'bool' ? x : call(floats ? ops.toBool : ops.intToBool, x);
  if (to === 'uint8') return floats ? call(ops.toByte, x) : from === 'int32' ? call(ops.intToByte, x) : x;
  return floats ? call(ops.toInt, x) : x;
}
