import { type OpCall, type Shape, sizeOf, type Tensor } from '@striate/tensor';

// Which places of the model's input a value can depend on, followed from op to op.

/** Along one axis of the input: the place `i` of a value sees `size` places from `start + i * step` on. */
export interface Field {
  readonly size: number;
  readonly step: number;
  readonly start: number;
  /** Where `i` lies in a tensor: `length` places, `stride` values apart. A reshape changes neither. Undefined: all see the same. */
  readonly at: { readonly stride: number; readonly length: number } | undefined;
}

/** A field for each axis of the input. */
export type Fields = readonly Field[];

interface Params {
  readonly strides?: readonly [number, number];
  readonly dilations?: readonly [number, number];
  readonly window?: readonly [number, number];
  readonly padding?: { readonly top: number; readonly left: number };
  readonly begin?: readonly number[];
  readonly paddings?: readonly (readonly [number, number])[];
  readonly perm?: readonly number[];
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

const windowed = new Set('conv2d fusedConv2d affineConv2d maxPool2d avgPool2d conv2dInputGrad'.split(' '));
const reducing = new Set('sum prod max min any all argMax argMin'.split(' '));
const mixing = new Set('cumsum flip topKIndices scatterAdd softmaxCrossEntropy'.split(' '));

/** The fields of what an op gives, from those of its inputs (undefined for constants and weights); `whole` sees everything. */
export function fieldsOf(call: OpCall, given: readonly (Fields | undefined)[], whole: Fields): Fields {
  const all = given.flatMap((fields, i) => (fields ? [throughOp(call, i, fields, whole)] : []));
  return all.reduce((a, b) => a.map((field, axis) => union(field, b[axis], whole[axis])));
}

function throughOp(
  { op: { name }, inputs, output, params }: OpCall,
  which: number,
  fields: Fields,
  whole: Fields,
): Fields {
  const [from, to] = [inputs[which].shape, output.shape];
  const given = (params ?? {}) as Params;
  return fields.map((field, i) => {
    if (!field.at || name === 'reshape') return field;
    if (mixing.has(name)) return whole[i];
    if (windowed.has(name)) return throughWindow(name, inputs, given, field, from, to) ?? whole[i];
    if (reducing.has(name)) return outside(field, from[1] * from[2], from[2], from[2]) ?? whole[i];
    if (name === 'concat') return outside(field, from[1] * from[2], from[2], to[1] * to[2]) ?? whole[i];
    if (name === 'gather') return (which === 1 ? moved(field, field.at.stride * to[2]) : undefined) ?? whole[i];
    if (name === 'matmul' || name === 'fusedMatmul') return throughProduct(given, which, field, from, to) ?? whole[i];
    if (name === 'softmax' || name === 'logSoftmax') return outside(field, from[1], 0, from[1]) ?? whole[i];
    return throughAxes(given, field, from, to) ?? whole[i];
  });
}

function moved(field: Field, stride: number, length = field.at?.length ?? 1): Field {
  return { ...field, at: { stride, length } };
}

/** A field that lies outside of an axis that is mixed: before a block of `block` values that becomes `next`, or within `inner`. */
function outside(field: Field, block: number, inner: number, next: number): Field | undefined {
  const { stride, length } = field.at ?? { stride: 0, length: 0 };
  if (stride >= block && stride % block === 0) return moved(field, (stride / block) * next);
  return stride * length <= inner ? field : undefined;
}

/** The axis of a shape that a field lies on, and the field there; after a repetition of places each has a smaller step. */
function onAxis(field: Field, shape: Shape, wanted?: number): { axis: number; field: Field } | undefined {
  const { stride, length } = field.at ?? { stride: 0, length: 0 };
  for (const [axis, size] of shape.entries()) {
    const apart = sizeOf(shape.slice(axis + 1));
    const times = stride / apart;
    if (!Number.isInteger(times) || size !== length * times || (wanted !== undefined && axis !== wanted)) continue;
    return { axis, field: times === 1 ? field : { ...moved(field, apart, size), step: field.step / times } };
  }
  return undefined;
}

function throughWindow(
  name: string,
  inputs: readonly Tensor[],
  { strides = [1, 1], dilations = [1, 1], padding = { top: 0, left: 0 }, window }: Params,
  field: Field,
  from: Shape,
  to: Shape,
): Field | undefined {
  // Pooling over channels has places among the batch.
  const batch = outside(field, sizeOf(from.slice(1)), 0, sizeOf(to.slice(1)));
  const found = [1, 2].map((axis) => onAxis(field, from, axis)).find(Boolean);
  if (!found) return batch;
  const side = (found.axis - 1) as 0 | 1;
  const taps = window ?? [inputs[1].shape[0], inputs[1].shape[1]];
  const extent = (taps[side] - 1) * dilations[side] + 1;
  const before = side === 0 ? padding.top : padding.left;
  const { size, step, start } = found.field;
  const at = { stride: sizeOf(to.slice(found.axis + 1)), length: to[found.axis] };
  if (name === 'conv2dInputGrad') {
    // Place o is painted by places i with o + before - extent < i * stride <= o + before.
    const reach = Math.ceil(extent / strides[side]);
    const first = Math.ceil((before - extent + 1) / strides[side]);
    return { size: size + (reach - 1) * step, step: step / strides[side], start: start + first * step, at };
  }
  return { size: size + (extent - 1) * step, step: step * strides[side], start: start - before * step, at };
}

function throughProduct({ transposeA, transposeB }: Params, which: number, field: Field, from: Shape, to: Shape) {
  if (transposeA || transposeB) return outside(field, sizeOf(from.slice(-2)), 0, sizeOf(to.slice(-2)));
  const [rows, columns] = from.slice(-2);
  if (which === 0) return outside(field, columns, 0, to[to.length - 1]);
  return outside(field, rows * columns, columns, to[to.length - 2] * columns);
}

/** Ops that keep axes: those on single values, broadcasting, and those that cut, pad or reorder. */
function throughAxes(
  { begin, paddings, perm, strides }: Params,
  field: Field,
  from: Shape,
  to: Shape,
): Field | undefined {
  if (sizeOf(from) === sizeOf(to) && !perm) return field;
  const found = onAxis(field, from);
  if (!found) return undefined;
  const axis = perm ? perm.indexOf(found.axis) : found.axis + to.length - from.length;
  const { step, start } = found.field;
  const at = { stride: sizeOf(to.slice(axis + 1)), length: to[axis] };
  const shift = (begin?.[found.axis] ?? 0) - (paddings?.[found.axis][0] ?? 0);
  const kept = begin || paddings || to[axis] === from[found.axis];
  const times = begin ? ((strides as readonly number[] | undefined)?.[found.axis] ?? 1) : 1;
  return kept ? { ...found.field, step: step * times, start: start + shift * step, at } : undefined;
}

/** What sees all that two fields see. */
function union(a: Field, b: Field, whole: Field): Field {
  if (!a.at || !b.at || a.step !== b.step) return whole;
  const start = Math.min(a.start, b.start);
  return { ...a, start, size: Math.max(a.start + a.size, b.start + b.size) - start };
}
