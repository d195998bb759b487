import { scope, tensor, Variable } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import golden from '../../goldens/optimizers.json';
import { values } from '../testing';
import { looseness, useEachBackend } from '../testing/useEachBackend';
import type { Optimizer } from './Optimizer';
import type { OptimizerOptions } from './OptimizerOptions';
import { type OptimizerName, optimizersByName } from './resolveOptimizer';

useEachBackend();

interface Run {
  readonly optimizer: string;
  readonly name: string;
  readonly options: OptimizerOptions;
  readonly path: readonly (readonly number[])[];
}

const make = (name: string, options: OptimizerOptions): Optimizer => optimizersByName[name as OptimizerName](options);

describe('ten steps', () => {
  it.each(golden.runs as Run[])('of $optimizer, $name, are those of PyTorch and Keras', async (run) => {
    const optimizer = make(run.optimizer, run.options);
    const variables = golden.weights.map((weight, i) => scope(() => new Variable(tensor(weight, golden.shapes[i]))));
    for (const [step, gradients] of golden.gradients.entries()) {
      scope(() => {
        optimizer.apply(
          gradients.map((gradient, i) => tensor(gradient, golden.shapes[i])),
          variables,
        );
      });
      const reached = (await Promise.all(variables.map(values))).flat();
      reached.forEach((value, i) => {
        const expected = run.path[step][i];
        // The weights begin between -1 and 1: where one passes through 0 its rounding errors stay.
        const allowed = looseness * 1e-5 * Math.max(Math.abs(expected), 0.05);
        expect(Math.abs(value - expected), `weight ${i} after step ${step}`).toBeLessThan(allowed);
      });
    }
  });

  it('are there for every optimizer, with its defaults too', () => {
    const tested = (golden.runs as Run[]).filter(({ options }) => Object.keys(options).length === 0);
    expect(tested.map(({ optimizer }) => optimizer).sort()).toEqual(Object.keys(optimizersByName).sort());
  });
});
