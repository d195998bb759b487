import { metaTensor, type OpCall, StriateError, scope, sizeOf, type Tensor, traceOps } from '@striate/tensor';
import type { Layer } from '../../Layer';
import { concreteShape, type GraphNode, type SymbolicTensor } from '../../SymbolicTensor';
import type { Model } from '../Model';
import { type SummaryRow, summaryRows } from '../summary';
import { type Fields, fieldsOf } from './fields';
import { flopsOf } from './flops';

/** What of the input one place of a feature map can depend on, by axis: height and width, say. */
export interface ReceptiveField {
  /** Places seen, padding included. */
  readonly size: readonly number[];
  /** How far apart in the input two neighbouring places look; 0 where all see everything. */
  readonly stride: readonly number[];
  /** Where the first place begins to look: negative where that is padding. */
  readonly offset: readonly number[];
}

/** One layer of a model, and what it costs. */
export interface LayerCosts extends SummaryRow {
  /** Additions and multiplications for one sample, of all calls of the layer; a multiply-add counts as two. */
  readonly flops: number;
  /** Of its output, or the first of them, in its last call. Undefined for an input without spatial axes. */
  readonly receptiveField: ReceptiveField | undefined;
}

export interface LayerCostsOptions {
  /** Size of the axes that the model leaves open. Default 224. */
  size?: number;
}

/**
 * The rows of the summary with the arithmetic and the receptive field of each layer, for one sample. Nothing is computed: the
 * layers run on tensors that have a shape only, so layers of your own count as well. Receptive fields look at the first input.
 *
 * @throws {StriateError} if the model's calls are not known: a model of a class of its own, or one that is not built.
 *
 * @example
 * for (const { name, params, flops, receptiveField } of layerCosts(net)) console.log(name, params, flops, receptiveField?.size);
 */
export function layerCosts(model: Model, { size = 224 }: LayerCostsOptions = {}): LayerCosts[] {
  const form = model.inferenceForm?.();
  if (form?.kind !== 'graph')
    throw new StriateError(`layerCosts: '${model.name}' is not built, or computes in a way that is not known`);
  const found = scope(() => measure(form.inputs, form.nodes, size));
  return summaryRows(model).map((row, i) => {
    const { flops = 0, fields } = found.get(model.layers[i]) ?? {};
    return { ...row, flops, receptiveField: fields && fields.length > 0 ? receptiveField(fields) : undefined };
  });
}

interface Measured {
  readonly flops: number;
  readonly fields: Fields;
}

function measure(inputs: readonly SymbolicTensor[], nodes: readonly GraphNode[], size: number): Map<Layer, Measured> {
  const values = new Map<SymbolicTensor, Tensor>();
  for (const input of inputs) values.set(input, metaTensor(concreteShape(input.shape, size), input.dtype));
  const found = new Map<Layer, Measured>();
  const first = values.get(inputs[0])!;
  const { start, whole } = inputFields(first);
  const fields = new Map<Tensor, Fields>([...values.values()].map((value) => [value, value === first ? start : whole]));
  for (const { node } of inputs) if (node) found.set(node.layer, { flops: 0, fields: fields.get(first)! });
  traceOps([...values.values()], (ops) => {
    for (const { layer, inputs: from, outputs, many } of nodes) {
      const args = from.map((symbol) => values.get(symbol)!);
      const before = ops.length;
      const result = layer.run(many ? args : args[0], { training: false });
      const made: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
      outputs.forEach((symbol, i) => values.set(symbol, made[i]));
      const calls = ops.slice(before);
      for (const call of calls) follow(call, fields, whole);
      const flops = calls.reduce((total, call) => total + flopsOf(call), found.get(layer)?.flops ?? 0);
      found.set(layer, { flops, fields: fields.get(made[0]) ?? whole });
    }
  });
  return found;
}

function follow(call: OpCall, fields: Map<Tensor, Fields>, whole: Fields): void {
  const given = call.inputs.map((input) => fields.get(input));
  if (given.some(Boolean)) fields.set(call.output, fieldsOf(call, given, whole));
}

/** Fields of the input itself: on the axes between batch and channels, and on the one axis of indices. */
function inputFields({ shape, dtype }: Tensor): { start: Fields; whole: Fields } {
  const spatial = dtype === 'int32' && shape.length === 2 ? shape.slice(1) : shape.slice(1, -1);
  const axes = spatial.map((length, i) => ({ length, stride: sizeOf(shape.slice(i + 2)) }));
  return {
    start: axes.map((at) => ({ size: 1, step: 1, start: 0, at })),
    whole: axes.map(({ length }) => ({ size: length, step: 0, start: 0, at: undefined })),
  };
}

function receptiveField(fields: Fields): ReceptiveField {
  return {
    size: fields.map(({ size }) => size),
    stride: fields.map(({ step }) => step),
    offset: fields.map(({ start }) => start),
  };
}
