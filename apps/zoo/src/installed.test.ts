import { type NetworkName, network, pretrainedWeights } from 'striate';
import { describe, expect, it } from 'vitest';
import { besideCheckout } from './besideCheckout';
import type { Recipe } from './Recipe';
import { recipes } from './recipes';

const cardOf = ({ about }: Recipe) =>
  pretrainedWeights(about.network).find(({ weights }) => weights === about.weights)?.training;

describe.each(recipes)('the weights of $name', (recipe) => {
  const { about, name } = recipe;

  it('are those of the recipe, and good enough', () => {
    const {
      title: _title,
      inputs: _inputs,
      training: _training,
      use: _use,
      limits: _limits,
      measuredOn,
      ...said
    } = about;
    const { epochs, seed } = recipe;
    expect(cardOf(recipe)).toMatchObject({
      ...said,
      command: `pnpm train:zoo ${name}`,
      epochs,
      seed,
      accuracy: { measuredOn },
    });
    expect(cardOf(recipe)?.accuracy.top1).toBeGreaterThanOrEqual(recipe.least);
  });

  const folder = besideCheckout(about.weights);
  const absent = folder ? '' : ` (skipped: ${about.weights} is not in ../shared/data)`;
  it.skipIf(!folder)(`get as many right as their card says${absent}`, { timeout: 300_000 }, async () => {
    const { test } = await recipe.prepare(folder, recipe.seed);
    const net = await network(about.network as NetworkName, { weights: about.weights });
    net.compile({ loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
    const { accuracy } = await net.evaluate(test.x, test.y, { batchSize: 250 });
    expect(100 * accuracy).toBeCloseTo(cardOf(recipe)?.accuracy.top1 ?? 0, 2);
  });
});
