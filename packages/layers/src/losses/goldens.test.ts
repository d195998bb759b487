import { grad, scope, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import goldens from '../../goldens/losses.json';
import { looseness, useEachBackend } from '../testing/useEachBackend';
import type { Loss } from './Loss';
import { type LossName, lossesByName } from './resolveLoss';

useEachBackend();

interface Packed {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What PyTorch computed: see goldens/makeLosses.py. */
interface Golden {
  readonly loss: string;
  readonly name: string;
  readonly options: object;
  readonly yTrue: Packed;
  readonly yPred: Packed;
  readonly sampleWeight?: Packed;
  readonly values: Packed;
  readonly total: number;
  readonly gradient: Packed;
}

const all: readonly Golden[] = goldens;
/** Of the golden cases those whose outputs are no probabilities or masks at the edge, and lie on no kink. */
const smooth = all.filter(({ name }) => !/huge|0 and 1|large|label 0|ignored|empty/.test(name));

const unpack = ({ shape, values }: Packed): Tensor => tensor(Float32Array.from(values), shape);
const make = ({ loss, options }: Golden): Loss => lossesByName[loss as LossName](options as never);

async function expectClose(found: Tensor, wanted: Packed): Promise<void> {
  expect(found.shape).toEqual(wanted.shape);
  const largest = Math.max(...wanted.values.map(Math.abs));
  const values = await found.data();
  wanted.values.forEach((value, i) => {
    const allowed = looseness * (1e-5 * Math.abs(value) + 2e-7 * largest + 1e-7);
    if (!(Math.abs(values[i] - value) <= allowed)) expect.fail(`element ${i} is ${values[i]}, PyTorch has ${value}`);
  });
}

describe('losses have the values and gradients of PyTorch', () => {
  it.each(all.map((golden): [string, Golden] => [`${golden.loss}: ${golden.name}`, golden]))(
    '%s',
    async (_, golden) => {
      const loss = make(golden);
      const [yTrue, yPred] = [unpack(golden.yTrue), unpack(golden.yPred)];
      const weights = golden.sampleWeight && unpack(golden.sampleWeight);
      await expectClose(loss.values(yTrue, yPred), golden.values);
      await expectClose(loss(yTrue, yPred, weights), { shape: [], values: [golden.total] });
      await expectClose(grad((x) => loss(yTrue, x, weights))(yPred), golden.gradient);
    },
  );

  it('and there are entries for each', () => {
    for (const entries of [all, smooth]) {
      expect(new Set(entries.map(({ loss }) => loss))).toEqual(new Set(Object.keys(lossesByName)));
    }
  });
});

describe('gradients are the slopes that finite differences find', () => {
  it.each(smooth.map((golden): [string, Golden] => [`${golden.loss}: ${golden.name}`, golden]))(
    '%s',
    async (_, golden) => {
      const loss = make(golden);
      const yTrue = unpack(golden.yTrue);
      const weights = golden.sampleWeight && unpack(golden.sampleWeight);
      const slopes = await grad((x) => loss(yTrue, x, weights))(unpack(golden.yPred)).data();
      const h = 2 ** -9;
      const at = (i: number, step: number) =>
        scope(() => {
          const moved = golden.yPred.values.map((value, k) => (k === i ? value + step : value));
          return loss(yTrue, unpack({ ...golden.yPred, values: moved }), weights);
        }).item();
      for (const i of slopes.keys()) {
        const difference = (await at(i, h)) - (await at(i, -h));
        // What float32 rounds off the loss is divided by 2h too.
        const rounding = looseness * 4e-7 * Math.max(1, Math.abs(golden.total));
        const allowed = 2e-3 * Math.abs(slopes[i]) + rounding / (2 * h) + 1e-4;
        expect(Math.abs(difference / (2 * h) - slopes[i])).toBeLessThan(allowed);
      }
    },
  );
});
