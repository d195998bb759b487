import { describe, expect, it } from 'vitest';
import golden from '../../goldens/schedules.json';
import { isDescribed } from '../config/described';
import { cosineDecay, cosineDecayRestarts } from './cosineDecay';
import { exponentialDecay, stepDecay } from './exponentialDecay';
import { oneCycle } from './oneCycle';
import { piecewiseConstantDecay } from './piecewiseConstantDecay';
import { polynomialDecay } from './polynomialDecay';
import type { Schedule } from './Schedule';
import { schedulesByName } from './schedulesByName';
import { warmup } from './warmup';

const factories: Readonly<Record<string, (options: never) => Schedule>> = { ...schedulesByName, stepDecay };

describe('schedules', () => {
  it.each(golden.map((run) => [run.schedule, JSON.stringify(run.options), run] as const))(
    '%s %s is that of PyTorch and Keras',
    (name, _options, { options, at, values }) => {
      const rate = factories[name](options as never);
      at.forEach((step, i) => {
        expect(Math.abs(rate(step) / values[i] - 1), `step ${step}`).toBeLessThan(1e-7);
      });
    },
  );

  it('stay at the end, and at the beginning of a period', () => {
    expect(cosineDecay({ initialLearningRate: 1, decaySteps: 10, alpha: 0.1 })(1000)).toBeCloseTo(0.1, 9);
    expect(polynomialDecay({ initialLearningRate: 1, decaySteps: 10 })(1000)).toBe(1e-4);
    expect(oneCycle({ maxLearningRate: 1, totalSteps: 10 })(1000)).toBeCloseTo(1 / 25 / 1e4, 12);
    // A cycle too short to rise begins at the top.
    expect(oneCycle({ maxLearningRate: 1, totalSteps: 2, pctStart: 0.5 })(0)).toBe(1);
    // The first steps of the periods of every length are at full height, however the logarithm was rounded.
    for (const tMul of [1.5, 2, 3]) {
      const rate = cosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 8, tMul });
      for (let start = 0, length = 8; Number.isInteger(start) && start < 1e6; start += length, length *= tMul) {
        expect(rate(start)).toBeCloseTo(1, 9);
        if (start > 0) expect(rate(start - 1)).toBeLessThan(0.1);
      }
    }
  });

  it('rise before any other', () => {
    const rate = warmup({ learningRate: stepDecay({ initialLearningRate: 1, dropSteps: 5 }), warmupSteps: 4 });
    expect([0, 2, 4, 8, 9].map(rate)).toEqual([0, 0.5, 1, 1, 0.1]);
    expect(warmup({ learningRate: 0.5, warmupSteps: 1 })(7)).toBe(0.5);
  });

  it('say how they were made', () => {
    const made = (schedule: Schedule) => (isDescribed(schedule) ? [schedule.className, schedule.config] : undefined);
    expect(made(stepDecay({ initialLearningRate: 1, dropSteps: 5 }))).toEqual([
      'ExponentialDecay',
      { initialLearningRate: 1, decaySteps: 5, decayRate: 0.1, staircase: true },
    ]);
    for (const { schedule, options } of golden) expect(isDescribed(factories[schedule](options as never))).toBe(true);
    const cosine = cosineDecay({ initialLearningRate: 1, decaySteps: 5 });
    expect(made(warmup({ learningRate: cosine, warmupSteps: 2 }))).toEqual([
      'Warmup',
      { learningRate: cosine, warmupSteps: 2, initialLearningRate: 0 },
    ]);
    expect(made(warmup({ learningRate: () => 1, warmupSteps: 2 }))).toBeUndefined();
  });

  it('refuse what makes none', () => {
    expect(() => exponentialDecay({ initialLearningRate: 1, decaySteps: 0, decayRate: 1 })).toThrow(
      'exponentialDecay: decaySteps must be above 0, got 0',
    );
    expect(() => piecewiseConstantDecay({ boundaries: [1, 2], values: [1, 2] })).toThrow(
      'piecewiseConstantDecay: 2 boundaries take 3 values, got 2',
    );
    expect(() => piecewiseConstantDecay({ boundaries: [2, 1], values: [1, 2, 3] })).toThrow('must rise, got 2, 1');
    expect(() => oneCycle({ maxLearningRate: 1, totalSteps: 9, pctStart: 30 })).toThrow('from 0 to 1, got 30');
    expect(() => cosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 9, tMul: 0.5 })).toThrow('got 0.5');
    // @ts-expect-error: a typo.
    expect(() => stepDecay({ initialLearningRate: 1, dropStep: 5 })).toThrow(
      'dropSteps must be above 0, got undefined',
    );
  });
});
