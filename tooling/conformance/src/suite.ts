import { beforeAll, describe, test } from 'vitest';
import type { BackendEntry } from './backends';
import { hasGradient } from './case';
import { families } from './cases';
import { checkForward, checkGradient, checkSecondOrder } from './checks';
import { checkMistake, mistakes } from './errors';
import { checkGolden, goldens } from './goldens';
import { checkPhilox } from './philox';
import { properties } from './properties';
import { checkProperty } from './properties/property';
import { checkTraining, trainingRuns } from './training';

/** A property is many cases in one test, and a machine may be slow. */
const timeout = 30_000;

type Declare = (name: string, body: () => Promise<void>) => void;

/** Declares a test, or a skipped one that carries the reason. */
function declarer({ skip = [] }: BackendEntry): Declare {
  return (name, body) => {
    const skipped = skip.find(({ tests }) => (typeof tests === 'string' ? name.includes(tests) : tests.test(name)));
    if (skipped) test.skip(`${name} (${skipped.reason})`, () => {});
    else test(name, { timeout }, body);
  };
}

/** Everything the suite knows, against one backend. */
export function runConformance(backend: BackendEntry): void {
  const declare = declarer(backend);
  const { looseness, smallOnly = false } = backend;
  describe(backend.name, () => {
    beforeAll(backend.install);
    for (const [family, cases] of Object.entries(families)) {
      describe(family, () => {
        for (const each of cases) {
          if (each.large && smallOnly) continue;
          const title = `${each.op} ${each.name}`;
          declare(title, () => checkForward(each, looseness));
          if (hasGradient(each)) declare(`${title}: gradient`, () => checkGradient(each, looseness));
          if (each.secondOrder) declare(`${title}: gradient of the gradient`, () => checkSecondOrder(each, looseness));
        }
      });
    }
    describe('by chance', () => {
      for (const property of properties) {
        const runs = smallOnly ? Math.ceil(property.runs / 5) : property.runs;
        declare(property.name, () => checkProperty({ ...property, runs }, looseness));
      }
    });
    describe('PyTorch', () => {
      for (const golden of goldens) declare(`${golden.op} ${golden.name}`, () => checkGolden(golden, looseness));
      for (const run of trainingRuns) declare(`training with ${run.optimizer}`, () => checkTraining(run, looseness));
    });
    describe('known answers', () => {
      declare('philox4x32-10', checkPhilox);
    });
    describe('mistakes', () => {
      for (const mistake of mistakes) declare(mistake.name, () => checkMistake(mistake));
    });
  });
}
