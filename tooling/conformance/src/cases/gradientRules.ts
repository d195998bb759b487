import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { fromNested, fromValues, type Nested } from '../ndArray';

interface Rule {
  readonly op: string;
  readonly name: string;
  readonly inputs: readonly Nested[];
  /** Which input's gradient is looked at. Default: the first. */
  readonly of?: number;
  readonly f: (...x: Tensor[]) => Tensor;
  readonly expected: Nested;
}

const infinity = Number.POSITIVE_INFINITY;

/** Where a function has a kink no finite difference helps: the rules are written down, mostly PyTorch's. */
const rules: readonly Rule[] = [
  {
    op: 'norm',
    name: '0 at 0',
    inputs: [
      [
        [0, 0],
        [3, 4],
      ],
    ],
    f: (x) => ops.norm(x, 2, 1),
    expected: [
      [0, 0],
      [0.6, 0.8],
    ],
  },
  { op: 'std', name: '0 for equal values', inputs: [[2, 2, 2]], f: (x) => ops.std(x), expected: [0, 0, 0] },
  { op: 'erfInv', name: 'at 0', inputs: [[0]], f: ops.erfInv, expected: [Math.sqrt(Math.PI) / 2] },
  { op: 'relu', name: '0 at 0', inputs: [[-1, 0, 2]], f: ops.relu, expected: [0, 0, 1] },
  { op: 'abs', name: '0 at 0', inputs: [[-1, 0, 2]], f: ops.abs, expected: [-1, 0, 1] },
  {
    op: 'clip',
    name: 'passes at the bounds',
    inputs: [[-2, -1, 0, 1, 2]],
    f: (x) => ops.clip(x, -1, 1),
    expected: [0, 1, 1, 1, 0],
  },
  {
    op: 'maximum',
    name: 'halves where they tie',
    inputs: [
      [1, 2, 3],
      [2, 2, 2],
    ],
    f: ops.maximum,
    expected: [0, 0.5, 1],
  },
  {
    op: 'minimum',
    name: 'halves where they tie',
    inputs: [
      [1, 2, 3],
      [2, 2, 2],
    ],
    of: 1,
    f: ops.minimum,
    expected: [0, 0.5, 1],
  },
  {
    op: 'max',
    name: 'shared among equals',
    inputs: [
      [
        [1, 5, 5],
        [7, 2, 1],
      ],
    ],
    f: (x) => ops.max(x, 1),
    expected: [
      [0, 0.5, 0.5],
      [1, 0, 0],
    ],
  },
  {
    op: 'min',
    name: 'shared among equals',
    inputs: [
      [
        [1, 1, 5],
        [7, 2, 1],
      ],
    ],
    f: (x) => ops.min(x, 1),
    expected: [
      [0.5, 0.5, 0],
      [0, 0, 1],
    ],
  },
  { op: 'prod', name: 'with one zero', inputs: [[2, 0, 3]], f: (x) => ops.prod(x), expected: [0, 6, 0] },
  {
    op: 'pow',
    name: 'of the exponent of 0',
    inputs: [
      [0, 2],
      [3, 2],
    ],
    of: 1,
    f: ops.pow,
    expected: [0, 4 * Math.LN2],
  },
  { op: 'pow', name: 'of a negative base', inputs: [[-2, -3]], f: (x) => ops.pow(x, 3), expected: [12, 27] },
  {
    op: 'stopGradient',
    name: 'nothing passes',
    inputs: [[2, 3]],
    f: (x) => ops.mul(x, ops.stopGradient(x)),
    expected: [2, 3],
  },
  {
    op: 'where',
    name: 'only the chosen side',
    inputs: [
      [1, -1],
      [5, 6],
    ],
    f: (x, y) => ops.where(ops.greater(x, 0), x, y),
    expected: [1, 0],
  },
  {
    op: 'softmax',
    name: 'of an impossible class',
    inputs: [[0, -infinity, 0]],
    f: (x) => ops.mul(ops.softmax(x), [1, 2, 3]),
    expected: [-0.5, 0, 0.5],
  },
  { op: 'mul', name: 'a tensor used twice', inputs: [[2, -3]], f: (x) => ops.mul(x, x), expected: [4, -6] },
  {
    op: 'gather',
    name: 'one place taken twice',
    inputs: [[1, 2, 3]],
    f: (x) => ops.gather(x, ops.tensor([2, 0, 2], 'int32')),
    expected: [1, 0, 2],
  },
];

export const gradientRuleCases: Case[] = rules.map(({ op, name, inputs, of = 0, f, expected }) => ({
  op,
  name: `gradient rule: ${name}`,
  inputs: inputs.map(fromNested),
  run: (...x) => ops.grads(f)(x)[of],
  reference: () => fromNested(expected),
  gradient: false,
}));

/** Whole functions in which one op feeds the next, as in a network. */
export const compositionCases: Case[] = [
  {
    op: 'customGradient',
    name: 'a gradient of one’s own',
    inputs: [fromValues([0.5, 2, -1], [3])],
    run: (x) => ops.grad(ops.customGradient((y) => ({ value: ops.square(y), gradient: (dy) => ops.mul(dy, 7) })))(x),
    reference: () => fromValues([7, 7, 7], [3]),
    gradient: false,
  },
  {
    op: 'grad',
    name: 'three times over',
    inputs: [fromValues([0.5, 2, -1], [3])],
    run: (x) => ops.grad(ops.grad(ops.grad((y) => ops.mul(y, ops.mul(y, ops.square(y))))))(x),
    reference: (x) => ({ shape: [3], data: x.data.map((value) => 24 * value) }),
    gradient: false,
  },
];
