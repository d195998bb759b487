import { setBackend } from '@striate/tensor';
import { beforeAll, describe, test } from 'vitest';
import type { BackendEntry } from './backends';
import { type Case, dtypeOf } from './case';
import { families } from './cases';
import { checkForward, checkGradient, checkSecondOrder } from './checks';

/** Declares a test, or a skipped one that carries the reason. */
export type Declare = (name: string, body: () => Promise<void>) => void;

function declarer({ skip = [] }: BackendEntry): Declare {
  return (name, body) => {
    const skipped = skip.find(({ tests }) => (typeof tests === 'string' ? name.includes(tests) : tests.test(name)));
    if (skipped) test.skip(`${name} (${skipped.reason})`, () => {});
    else test(name, body);
  };
}

function hasGradient({ inputs, dtype = 'float32', gradient }: Case): boolean {
  return gradient ?? (dtype === 'float32' && inputs.some((input) => dtypeOf(input) === 'float32'));
}

/** Every case of the library against one backend. */
export function runConformance(backend: BackendEntry): void {
  const declare = declarer(backend);
  const { looseness } = backend;
  describe(backend.name, () => {
    beforeAll(async () => setBackend(await backend.create()));
    for (const [family, cases] of Object.entries(families)) {
      describe(family, () => {
        for (const each of cases) {
          const title = `${each.op} ${each.name}`;
          declare(title, () => checkForward(each, looseness));
          if (hasGradient(each)) declare(`${title}: gradient`, () => checkGradient(each, looseness));
          if (each.secondOrder) declare(`${title}: gradient of the gradient`, () => checkSecondOrder(each, looseness));
        }
      });
    }
  });
}
