import { adam, scalar, sgd, Variable } from 'striate';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { descend } from './descend';
import { OptimizerRace } from './OptimizerRace';
import { racerNames } from './racers';

afterEach(() => document.body.replaceChildren());

test('the paths are those of the library’s optimizers', async () => {
  // f = x²/20 + y²: df/dx = x/10, df/dy = 2y.
  for (const [name, optimizer] of [
    ['sgd', sgd({ learningRate: 0.1 })] as const,
    ['adam', adam({ learningRate: 0.1 })] as const,
  ]) {
    const path = await descend('bowl', name, 0.1, 'constant', 20);
    const [x, y] = [new Variable(scalar(-3.5)), new Variable(scalar(2.5))];
    for (let step = 0; step < 20; step++) {
      const [[atX], [atY]] = [await x.data(), await y.data()];
      expect(path.x[step]).toBeCloseTo(atX, 5);
      expect(path.height[step]).toBeCloseTo(atX ** 2 / 20 + atY ** 2, 4);
      optimizer.apply([scalar(atX / 10), scalar(2 * atY)], [x, y]);
    }
  }
});

test('everybody goes down the bowl, and links cannot name others', async () => {
  const part = new OptimizerRace();
  document.body.append(part);
  await page.getByRole('button', { name: 'Race' }).click();
  await expect.poll(() => part.step, { timeout: 50_000 }).toBe(200);
  expect([...part.paths.keys()]).toEqual(racerNames);
  for (const { height } of part.paths.values()) expect(height[height.length - 1]).toBeLessThan(height[0] / 2);
  await expect.element(page.getByText('Lowest now')).toBeVisible();
});

test('networks on digits: each learns, in a worker', async () => {
  const part = Object.assign(new OptimizerRace(), { track: 'digits', racers: ['sgd', 'adam'] });
  document.body.append(part);
  await part.start();
  await expect.poll(() => part.losses.size === 2 && part.learning === undefined, { timeout: 50_000 }).toBe(true);
  for (const losses of part.losses.values()) {
    expect(losses.length).toBe(200);
    expect(losses[199]).toBeLessThan(losses[0]);
  }
});
