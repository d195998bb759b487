import { proxy, type Remote, wrap } from 'comlink';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { News, StepResult } from './news';
import type { TrainingSettings } from './settings';
import { Training } from './Training';
import type { TrainingSession } from './TrainingSession';

const settings: TrainingSettings = {
  network: 'lenet5',
  optimizer: 'adam',
  learningRate: 2e-3,
  batchSize: 32,
  epochs: 1,
  seed: 7,
};

/** A session in a worker, and everything it said. */
function openSession() {
  const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
  const session: Remote<TrainingSession> = wrap(worker);
  const news: News[] = [];
  const hear = proxy((heard: News) => void news.push(heard));
  const until = (what: (news: News) => unknown) =>
    expect.poll(() => news.some((each) => what(each)), { timeout: 50_000 }).toBe(true);
  const results = (): StepResult[] => news.flatMap((each) => each.results);
  return { worker, session, news, hear, until, results };
}

test('a training taken back to a checkpoint goes on to the same numbers', async () => {
  const { worker, session, news, hear, until, results } = openSession();
  const opened = await session.open(settings, hear);
  expect(opened).toEqual({
    parameters: 61_706,
    stepsPerEpoch: 250,
    steps: 250,
    trainDigits: 8000,
    heldOutDigits: 2000,
  });
  await session.run();
  await until(({ finished }) => finished);
  const first = results();
  const end = news.findLast(({ checkpoint }) => checkpoint)?.checkpoint;
  expect(first.length).toBe(250);
  expect(end?.step).toBe(250);
  expect(end?.accuracy).toBeGreaterThan(0.85);
  expect(end?.confusion.flat().reduce((sum, count) => sum + count)).toBe(2000);

  news.length = 0;
  await session.rewind(100);
  expect(news[news.length - 1].checkpoint?.step).toBe(100);
  await session.run();
  await until(({ finished }) => finished);
  expect(results()).toEqual(first.slice(100));
  expect(news.findLast(({ checkpoint }) => checkpoint)?.checkpoint).toEqual(end);
  worker.terminate();
});

test('a learning rate that is far too large is said, and one can begin again', async () => {
  const { worker, session, hear, until } = openSession();
  await session.open({ ...settings, optimizer: 'momentum', learningRate: 1e6 }, hear);
  await session.run();
  await until(({ problem }) => problem?.includes('learning rate'));
  expect((await session.open(settings, hear)).steps).toBe(250);
  worker.terminate();
});

test('the part pauses, makes one step, goes back, and ends', async () => {
  const part = Object.assign(new Training(), { epochs: 1, network: 'dense' });
  document.body.append(part);
  await page.getByRole('button', { name: 'Train' }).click();
  const run = () => part.runs[0];
  await expect.poll(() => run()?.step ?? 0, { timeout: 50_000 }).toBeGreaterThan(50);
  if (run().state === 'running') part.toggle(); // it may be done before a button is pressed
  await page.getByRole('button', { name: 'Go back to step 50' }).click();
  await expect.poll(() => [run().state, run().step]).toEqual(['paused', 50]);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect.poll(() => run().step).toBe(51);
  expect(run().results[50]).toEqual(run().earlier[50]);
  await page.getByRole('button', { name: 'End' }).click();
  await expect.element(page.getByRole('button', { name: 'Train' })).toBeVisible();
  part.remove();
});
