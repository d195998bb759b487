import type { Texture } from '../device/TexturePool';
import type { ElementOp } from './elementOps';

/** Values in expressions are floats or whole numbers; bools and bytes count as the latter. */
export type ElementType = 'float' | 'int';

/** How a texture is read where the fragment computes a row and texel of the output. */
export type Access =
  /** It has the layout of the output. */
  | 'same'
  /** Its row of the same number as `row` holds a value for each column. */
  | 'vector'
  /** It holds a value for each row. */
  | 'column'
  /** It holds one value. */
  | 'scalar';

/** A number, known when the draw is issued. */
export interface Constant {
  readonly kind: 'constant';
  readonly type: ElementType;
  readonly value: number;
}

export interface Leaf {
  readonly kind: 'leaf';
  readonly type: ElementType;
  readonly texture: Texture;
  readonly access: Access;
  /** Of a `vector`: the row of the texture that is meant. */
  readonly row: number;
}

export interface Call {
  readonly kind: 'call';
  readonly type: ElementType;
  readonly op: ElementOp;
  readonly inputs: readonly Expression[];
}

/** What is computed for each element of an output, from values at the same place of others: one draw, however long the chain of ops. */
export type Expression = Constant | Leaf | Call;

export const constant = (value: number, type: ElementType = 'float'): Constant => ({ kind: 'constant', type, value });

/** Calls `visit` for each leaf of an expression. */
export function eachLeaf(expression: Expression, visit: (leaf: Leaf) => void): void {
  if (expression.kind === 'leaf') visit(expression);
  else if (expression.kind === 'call') for (const input of expression.inputs) eachLeaf(input, visit);
}

/** Ops in an expression. */
export function countCalls(expression: Expression): number {
  return expression.kind === 'call' ? expression.inputs.reduce((n, each) => n + countCalls(each), 1) : 0;
}

/** The number of a leaf, the same for the same values. */
export function placeOf(leaf: Leaf, leaves: Leaf[]): number {
  const found = leaves.findIndex(
    ({ texture, access, row }) => texture === leaf.texture && access === leaf.access && row === leaf.row,
  );
  return found >= 0 ? found : leaves.push(leaf) - 1;
}
