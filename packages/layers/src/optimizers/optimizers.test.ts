import { createHash } from 'node:crypto';
import { cpu } from '@striate/backend-cpu';
import { Generator, randomNormal, scope, setBackend, sub, type Tensor, tensor, Variable } from '@striate/tensor';
import { afterAll, describe, expect, it } from 'vitest';
import { l2 } from '../regularizers/regularizers';
import { oneCycle, oneCycleMomentum } from '../schedules/oneCycle';
import { useCpu, values } from '../testing';
import { adam } from './Adam';
import { adamW } from './AdamW';
import { Optimizer } from './Optimizer';
import { rmsprop } from './RMSprop';
import { optimizersByName, resolveOptimizer } from './resolveOptimizer';
import { sgd } from './SGD';

useCpu();

/** Where a weight of 1 stands after steps with these gradients. */
async function walk(optimizer: Optimizer, gradients: number[], w = new Variable(tensor([1]))): Promise<number[]> {
  const path: number[] = [];
  for (const g of gradients) {
    optimizer.apply([tensor([g])], [w]);
    path.push((await values(w))[0]);
  }
  return path;
}

const close = (numbers: number[]) => numbers.map((n) => expect.closeTo(n, 5));

describe('optimizers', () => {
  it('cut gradients down', async () => {
    expect(await walk(sgd({ learningRate: 1, clipNorm: 0.5 }), [3, -0.25])).toEqual(close([0.5, 0.75]));
    expect(await walk(sgd({ learningRate: 1, clipValue: 0.1 }), [-3])).toEqual(close([1.1]));
    const [a, b] = [new Variable(tensor([0])), new Variable(tensor([0]))];
    sgd({ learningRate: 1, globalClipNorm: 1 }).apply([tensor([3]), tensor([4])], [a, b]);
    expect([...(await values(a)), ...(await values(b))]).toEqual(close([-0.6, -0.8]));
  });

  it('follow a schedule, and one of the momentum', async () => {
    const optimizer = sgd({ learningRate: (step) => 1 / (step + 1) });
    expect(await walk(optimizer, [1, 1])).toEqual(close([0, -0.5]));
    expect(optimizer.learningRate).toBeCloseTo(1 / 3, 6);
    optimizer.learningRate = 0.25;
    expect(optimizer.learningRate).toBe(0.25);
    const cycle = { totalSteps: 4, pctStart: 0.5 };
    const [rate, momentum] = [oneCycle({ maxLearningRate: 1, ...cycle }), oneCycleMomentum(cycle)];
    const second = -momentum(1) * rate(0) - rate(1);
    expect(await walk(sgd({ learningRate: rate, momentum }), [1, 1])).toEqual(
      close([1 - rate(0), 1 - rate(0) + second]),
    );
  });

  it('decay weights, but not those that are excluded', async () => {
    const named = (name: string) => new Variable(tensor([1]), { name });
    const excluded = { learningRate: 0.1, weightDecay: 0.5, excludeFromWeightDecay: ['bias', 'gamma'] };
    expect(await walk(sgd(excluded), [1], named('kernel'))).toEqual(close([0.95 - 0.1]));
    expect(await walk(sgd(excluded), [1], named('bias'))).toEqual(close([0.9]));
    const kernel = named('kernel');
    const byRule = { ...excluded, excludeFromWeightDecay: (variable: Variable) => variable === kernel };
    expect(await walk(sgd(byRule), [1], kernel)).toEqual(close([0.9]));
  });

  it('learn at the rate of each weight', async () => {
    const [slow, fast, still, plain] = [1, 2, 3, 4].map(() => new Variable(tensor([1])));
    const optimizer = sgd({
      learningRate: 0.01,
      weightDecay: 1,
      learningRateMultipliers: [
        [{ weights: [slow, fast, still] }, 0.1],
        [fast, 10],
        [still, 0],
      ],
    });
    optimizer.apply(
      [1, 1, 1, 1].map((g) => tensor([g])),
      [slow, fast, still, plain],
    );
    const reached = (await Promise.all([slow, fast, still, plain].map(values))).flat();
    expect(reached).toEqual(close([0.999 - 0.001, 0.9 - 0.1, 1, 0.99 - 0.01]));
  });

  it('gather batches: their mean gradient makes one step', async () => {
    const gathering = { learningRate: 0.1, gradientAccumulationSteps: 3, clipValue: 2, useEma: true };
    const optimizer = adam(gathering);
    const w = new Variable(tensor([1]));
    expect(await walk(optimizer, [1, 4], w)).toEqual([1, 1]);
    expect(optimizer.iterations).toBe(0);
    await walk(optimizer, [-2, 9, 9, 0], w);
    expect(optimizer.iterations).toBe(2);
    // The limit is that of the mean.
    const plain = await walk(adam({ ...gathering, gradientAccumulationSteps: 1 }), [1, 2]);
    expect(await values(w)).toEqual(close([plain[1]]));
    // A schedule counts batches.
    const seen: number[] = [];
    const learningRate = (batch: number) => seen.push(batch);
    await walk(sgd({ learningRate, gradientAccumulationSteps: 2 }), [1, 1, 1, 1]);
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('average the weights', async () => {
    const w = new Variable(tensor([1]));
    const optimizer = sgd({ learningRate: 1, useEma: true, emaMomentum: 0.75 });
    expect(await walk(optimizer, [1, -4, -4], w)).toEqual([0, 4, 8]);
    // 0, then 0.25 * 4, then 0.75 + 0.25 * 8.
    const averaged = async () => (await values(w))[0];
    expect(await optimizer.withAverages([w], averaged)).toBeCloseTo(2.75, 6);
    expect(await averaged()).toBe(8);
    const failing = optimizer.withAverages([w], () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await averaged()).toBe(8);
    expect(await walk(optimizer, [0], w)).toEqual([8]);
    optimizer.finalizeVariableValues([w]);
    expect(await averaged()).toBeCloseTo(0.75 * 2.75 + 2, 6);
    const overwriting = sgd({ learningRate: 1, useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 2 });
    expect(await walk(overwriting, [1, -4, -4, -4])).toEqual([0, 2, 6, 7]);
  });

  it('keep weights within their constraints', async () => {
    const w = new Variable(tensor([1]), { constraint: (x) => sub(x, 10) });
    expect(await walk(sgd({ learningRate: 1 }), [1, 1], w)).toEqual([-10, -21]);
  });

  it('may be of your own', async () => {
    class Sign extends Optimizer {
      protected override update(variable: Variable, _: readonly Variable[], gradient: Tensor): void {
        variable.assign(sub(variable, gradient));
      }
    }
    const own = new Sign({ learningRate: 1 });
    expect([own.name, own.className]).toEqual(['sign', 'Sign']);
    expect(await walk(own, [0.5])).toEqual([0.5]);
  });
});

describe('the options of optimizers', () => {
  it('are refused when they are none', () => {
    expect(() => adam({ learningRate: -1 })).toThrow('adam: learningRate must be a number >= 0, got -1');
    expect(() => sgd({ momentum: 2 })).toThrow('sgd: momentum must be from 0 to 1, got 2');
    expect(() => adamW({ weightDecay: Number.NaN })).toThrow('adamW: weightDecay must be a number >= 0, got NaN');
    expect(() => adam({ clipNorm: 1, clipValue: 2 })).toThrow(
      'adam: takes one of clipNorm, clipValue, globalClipNorm, got clipNorm and clipValue',
    );
    expect(() => sgd({ gradientAccumulationSteps: 0 })).toThrow(
      'gradientAccumulationSteps must be a whole number >= 1',
    );
    expect(() => sgd({ learningRateMultipliers: new Map([[new Variable(tensor([1])), -1]]) })).toThrow('got -1');
    expect(() => sgd().apply([tensor([1])], [])).toThrow('sgd: got 1 gradients for 0 variables');
    const broken = sgd({ learningRate: () => Number.NaN });
    expect(() => broken.apply([], [])).toThrow('sgd: the learning rate of step 0 is NaN');
  });

  it('and names with typos get the nearest that there are', () => {
    // @ts-expect-error: types tell it too.
    expect(() => rmsprop({ learningrate: 1 })).toThrow(
      "option 'learningrate' is not known; did you mean 'learningRate'?",
    );
    // @ts-expect-error: an option of another optimizer.
    expect(() => sgd({ rho: 0.9 })).toThrow("sgd: option 'rho' is not known");
    // @ts-expect-error: a typo.
    expect(() => resolveOptimizer('adma')).toThrow("optimizer 'adma' is not known; did you mean 'adam'?");
    expect(resolveOptimizer('adamW').config).toMatchObject({ weightDecay: 0.004 });
  });

  it('are noted, with the defaults, but for what is said of single weights', () => {
    const rate = oneCycle({ maxLearningRate: 1, totalSteps: 9 });
    const made = rmsprop({ learningRate: rate, excludeFromWeightDecay: ['bias'], learningRateMultipliers: new Map() });
    expect(made.className).toBe('RMSprop');
    expect(made.config).toEqual({
      name: 'rmsprop',
      learningRate: rate,
      rho: 0.9,
      momentum: 0,
      epsilon: 1e-7,
      centered: false,
      weightDecay: 0,
      excludeFromWeightDecay: ['bias'],
      clipNorm: undefined,
      clipValue: undefined,
      globalClipNorm: undefined,
      useEma: false,
      emaMomentum: 0.99,
      emaOverwriteFrequency: undefined,
      gradientAccumulationSteps: undefined,
    });
    expect(sgd({ excludeFromWeightDecay: () => true }).config.excludeFromWeightDecay).toBeUndefined();
  });
});

describe('threads', () => {
  afterAll(() => setBackend(cpu()));

  it('change no bit', async () => {
    const run = async (threads: number) => {
      await setBackend(cpu({ threads }));
      const ends: string[] = [];
      for (const make of Object.values(optimizersByName)) {
        const generator = new Generator(7);
        const optimizer = make({ globalClipNorm: 1, useEma: true, gradientAccumulationSteps: 2, weightDecay: 0.1 });
        const w = scope(() => new Variable(randomNormal([300, 700], { generator })));
        for (let i = 0; i < 4; i++)
          scope(() => optimizer.apply([l2(1)(w).mul(randomNormal([300, 700], { generator }))], [w]));
        ends.push(
          createHash('sha256')
            .update(await w.data())
            .digest('hex'),
        );
      }
      return ends;
    };
    expect(await run(2)).toEqual(await run(1));
  });
});
