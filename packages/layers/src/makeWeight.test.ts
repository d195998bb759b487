import { expect, it } from 'vitest';
import { batchNormalization } from './layers/BatchNormalization';
import { dense } from './layers/Dense';
import { withoutValues } from './makeWeight';
import { sequential } from './models/Sequential';
import { useCpu } from './testing';

useCpu();

const build = () => sequential([dense({ units: 2, inputShape: [3] }), batchNormalization()]);

it('makes zeros of all weights within withoutValues, and only there', async () => {
  const empty = withoutValues(build);
  for (const weight of empty.weights) for (const value of await weight.data()) expect(value).toBe(0);
  expect((await build().weights[0].data()).every((value) => value !== 0)).toBe(true);
});

it('keeps the initializers in the configuration', () => {
  const config = JSON.stringify(withoutValues(build).layers[0].getConfig());
  expect(config).toContain('GlorotUniform');
});

it('ends where building fails', async () => {
  expect(() =>
    withoutValues(() => {
      throw new Error('broken');
    }),
  ).toThrow('broken');
  expect((await build().weights[0].data()).every((value) => value !== 0)).toBe(true);
});
