import type { DType, Kernels, View } from '@striate/tensor';
import { constant, type Expression } from '../elementwise/Expression';
import { type ElementOp, elementOps } from '../elementwise/elementOps';
import { call, elementwise, typeOf } from '../elementwise/elementwise';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';

/** Ops on each element by itself. None of them draws: see `elementwise`. */
export function elements(gpu: Gpu) {
  const simple = (op: ElementOp) => (inputs: readonly GpuView[], out: GpuView) =>
    elementwise(gpu, inputs, out, (...each) => call(op, ...each));
  const ops = elementOps;
  return {
    neg: simple(ops.neg),
    abs: simple(ops.abs),
    sign: simple(ops.sign),
    floor: simple(ops.floor),
    ceil: simple(ops.ceil),
    round: simple(ops.round),
    exp: simple(ops.exp),
    expm1: simple(ops.expm1),
    log: simple(ops.log),
    log1p: simple(ops.log1p),
    sqrt: simple(ops.sqrt),
    rsqrt: simple(ops.rsqrt),
    square: simple(ops.square),
    reciprocal: simple(ops.reciprocal),
    sin: simple(ops.sin),
    cos: simple(ops.cos),
    tan: simple(ops.tan),
    tanh: simple(ops.tanh),
    sigmoid: simple(ops.sigmoid),
    relu: simple(ops.relu),
    erf: simple(ops.erf),
    isNaN: simple(ops.isNaN),
    isFinite: simple(ops.isFinite),
    logicalNot: simple(ops.logicalNot),
    logicalAnd: simple(ops.logicalAnd),
    logicalOr: simple(ops.logicalOr),
    add: simple(ops.add),
    sub: simple(ops.sub),
    mul: simple(ops.mul),
    div: simple(ops.div),
    mod: simple(ops.mod),
    pow: simple(ops.pow),
    maximum: simple(ops.maximum),
    minimum: simple(ops.minimum),
    equal: simple(ops.equal),
    notEqual: simple(ops.notEqual),
    less: simple(ops.less),
    lessEqual: simple(ops.lessEqual),
    greater: simple(ops.greater),
    greaterEqual: simple(ops.greaterEqual),
    select: simple(ops.select),
    reluGrad: simple(ops.reluGrad),
    clip: ([x], out, { min, max }) =>
      elementwise(gpu, [x], out, (v) => call(ops.minimum, call(ops.maximum, v, constant(min)), constant(max))),
    cast: ([x], out, { dtype }) => elementwise(gpu, [x], out, (v) => castTo(v, x.dtype, dtype)),
    fill: (_, out, { value }) => elementwise(gpu, [], out, () => constant(Number(value), typeOf(out))),
  } satisfies Partial<Kernels<GpuBuffer>>;
}

function castTo(x: Expression, from: DType, to: DType): Expression {
  const ops = elementOps;
  const floats = x.type === 'float';
  if (to === 'float32') return floats ? x : call(ops.toFloat, x);
  if (to === 'bool') return from === 'bool' ? x : call(floats ? ops.toBool : ops.intToBool, x);
  if (to === 'uint8') return floats ? call(ops.toByte, x) : from === 'int32' ? call(ops.intToByte, x) : x;
  return floats ? call(ops.toInt, x) : x;
}

/** A view of a buffer in another shape. */
export const reshaped = (view: GpuView, shape: View<GpuBuffer>['shape']): GpuView => ({
  buffer: view.buffer,
  dtype: view.dtype,
  size: view.size,
  shape,
});
