import { DeviceLostError } from '@striate/tensor';
import type { Texture } from '../device/TexturePool';
import type { Gpu, GpuView } from '../Gpu';
import { broadcast } from '../kernels/move';
import { layoutOf, naturalColumns } from '../layout';
import { retain } from './compute';
import {
  type Access,
  type Call,
  constant,
  countCalls,
  type ElementType,
  type Expression,
  eachLeaf,
} from './Expression';
import type { ElementOp } from './elementOps';

/** How long a chain may become: 16 textures are what every device has, and a text has to be compiled. */
const mostLeaves = 8;
const mostCalls = 48;

export const typeOf = (view: GpuView): ElementType => (view.dtype === 'float32' ? 'float' : 'int');

/** An op applied to expressions. */
export function call(op: ElementOp, ...inputs: Expression[]): Call {
  const type = op.type === 'as input' ? (inputs.at(-1)?.type ?? 'float') : op.type;
  return { kind: 'call', type, op, inputs };
}

export function leaf(texture: Texture, access: Access = 'same', row = 0): Expression {
  return { kind: 'leaf', type: texture.kind === 'float' ? 'float' : 'int', texture, access, row };
}

/**
 * Lets `out` hold what `build` makes of its inputs, one expression each. What they hold as expressions themselves is taken in, so that a
 * chain of ops is one draw, when its result is asked for. A leaf stands in an expression once: who needs one twice makes two.
 */
export function elementwise(
  gpu: Gpu,
  inputs: readonly GpuView[],
  out: GpuView,
  build: (...inputs: Expression[]) => Expression,
  columns = commonColumns(gpu, inputs, out),
): void {
  // A shape no texture can hold is refused here, not where the values are asked for.
  layoutOf(out.size, columns, gpu.device);
  const fits = fit(inputs);
  gpu.defer(out.buffer, build(...inputs.map((view) => operand(gpu, view, out, columns, fits))), columns);
}

/** Whether what the inputs are waiting to compute fits into one text. */
function fit(inputs: readonly GpuView[]): boolean {
  let [leaves, calls] = [0, 0];
  for (const { buffer } of inputs) {
    if (!buffer.pending) leaves++;
    else {
      calls += countCalls(buffer.pending.expression);
      eachLeaf(buffer.pending.expression, () => leaves++);
    }
  }
  return leaves <= mostLeaves && calls < mostCalls;
}

/** The layout most inputs need not be moved for: that of one of the output's size, rows of the last axis before others. */
function commonColumns(gpu: Gpu, inputs: readonly GpuView[], out: GpuView): number {
  const last = out.shape.at(-1);
  const found = inputs
    .filter(
      (view) => view.size === out.size && !isConstant(view) && (view.buffer.pending || view.buffer.textures.length > 0),
    )
    .map((view) => gpu.columnsOf(view));
  return found.find((columns) => columns === last) ?? found[0] ?? naturalColumns(out.shape, out.size, gpu.device);
}

const isConstant = ({ buffer }: GpuView): boolean => buffer.pending?.expression.kind === 'constant';

/** What an input is in the expression of an output: its leaves are the expression's own. */
export function operand(gpu: Gpu, view: GpuView, out: GpuView, columns: number, takeIn: boolean): Expression {
  const { buffer, size } = view;
  const type = typeOf(view);
  if (size === 1 && buffer.host) return constant(buffer.host[0], type);
  const { pending } = buffer;
  if (pending?.expression.kind === 'constant') return pending.expression;
  if (size === out.size) {
    if (pending && takeIn && !pending.taken && pending.columns === columns) {
      checkGeneration(gpu, pending.expression);
      pending.taken = true;
      retain(pending.expression);
      return pending.expression;
    }
    return held(gpu.texture(view, columns));
  }
  if (size === 1) return held(gpu.texture(view), 'scalar');
  const rows = out.shape.at(-1) === columns;
  if (rows && size === columns && view.shape.at(-1) === columns) return held(gpu.texture(view, columns), 'vector');
  if (rows && size * columns === out.size && view.shape.at(-1) === 1) return held(gpu.texture(view), 'column');
  return leaf(broadcast(gpu, view, out.shape, columns));
}

function held(texture: Texture, access: Access = 'same', row = 0): Expression {
  texture.users++;
  return leaf(texture, access, row);
}

/** A row of a [rows, columns] as one value for each column. */
export function vectorOf(gpu: Gpu, view: GpuView, columns: number, row = 0): Expression {
  return held(gpu.texture(view, columns), 'vector', row);
}

function checkGeneration(gpu: Gpu, expression: Expression): void {
  eachLeaf(expression, ({ texture }) => {
    if (texture.generation !== gpu.device.pool.generation)
      throw new DeviceLostError('webgl: values were lost with the context of the GPU: make them again');
  });
}
