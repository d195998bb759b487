import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { fromFunction, type NdArray } from '../ndArray';
import { randomArray } from '../randomArray';
import { elementwise, activations as reference, softplus } from '../reference/elementwise';

interface Activation {
  readonly run: (x: Tensor) => Tensor;
  readonly of: (x: number) => number;
  readonly twice?: boolean;
}

export const activations: Record<string, Activation> = {
  relu6: { run: ops.relu6, of: reference.relu6 },
  leakyRelu: { run: (x) => ops.leakyRelu(x, 0.2), of: (x) => reference.leakyRelu(x, 0.2) },
  elu: { run: (x) => ops.elu(x), of: (x) => reference.elu(x), twice: true },
  selu: { run: ops.selu, of: reference.selu },
  gelu: { run: (x) => ops.gelu(x), of: reference.gelu, twice: true },
  geluTanh: { run: (x) => ops.gelu(x, { approximate: true }), of: reference.geluTanh, twice: true },
  silu: { run: ops.silu, of: reference.silu, twice: true },
  mish: { run: ops.mish, of: reference.mish, twice: true },
  softplus: { run: ops.softplus, of: reference.softplus, twice: true },
  softsign: { run: ops.softsign, of: reference.softsign },
  hardSigmoid: { run: ops.hardSigmoid, of: reference.hardSigmoid },
  hardSwish: { run: ops.hardSwish, of: reference.hardSwish },
  hardTanh: { run: ops.hardTanh, of: (x) => Math.min(Math.max(x, -1), 1) },
  logSigmoid: { run: ops.logSigmoid, of: (x) => -softplus(-x), twice: true },
  softShrink: { run: (x) => ops.softShrink(x, 0.5), of: (x) => Math.sign(x) * Math.max(Math.abs(x) - 0.5, 0) },
};

/** From -7 to 7 and never near 0, ±0.5, ±1, ±3 or 6, where some of them have a kink. */
const smooth: NdArray = fromFunction([3, 9], ([i, j]) => Math.fround(-7 + 0.53 * (i * 9 + j) + 0.07));

const each: Case[] = Object.entries(activations).map(([op, { run, of, twice }]) => ({
  op,
  name: 'of shape [3,9]',
  inputs: [smooth],
  run,
  reference: elementwise(of),
  secondOrder: twice,
}));

const learned: Case[] = [
  {
    op: 'prelu',
    name: 'one slope a channel',
    inputs: [smooth, randomArray([9], 481, 0.1, 0.5)],
    run: (x, slope) => ops.prelu(x, slope),
    reference: elementwise((x, slope) => (x > 0 ? x : slope * x)),
  },
];

export const activationCases: Case[] = [...each, ...learned];
