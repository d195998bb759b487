import { proxy, type Remote, wrap } from 'comlink';
import { expect, test } from 'vitest';
import type { News, StepResult } from './news';
import type { TrainingSettings } from './settings';
import type { TrainingSession } from './TrainingSession';

const settings: TrainingSettings = {
  network: 'lenet5',
  optimizer: 'adam',
  learningRate: 1e-3,
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
  const until = (what: (news: News) => unknown) => expect.poll(() => news.some(what), { timeout: 50_000 }).toBe(true);
  const results = (): StepResult[] => news.flatMap((each) => each.results);
  return { worker, session, news, hear, until, results };
}

test('a training taken back to a checkpoint goes on to the same numbers', async () => {
  const { worker, session, news, hear, until, results } = openSession();
  const t = performance.now();
  const opened = await session.open(settings, hear);
  console.log('open', performance.now() - t);
  expect(opened).toEqual({
    parameters: 61_706,
    stepsPerEpoch: 250,
    steps: 250,
    trainDigits: 8000,
    heldOutDigits: 2000,
  });
  await session.run();
  await until(({ finished }) => finished);
  console.log('done', performance.now() - t);
  const first = results();
  expect(first.length).toBe(250);
  const end = news.findLast(({ checkpoint }) => checkpoint)?.checkpoint;
  console.log(end?.accuracy, end?.loss);
  expect(end?.step).toBe(250);

  news.length = 0;
  await session.rewind(100);
  expect(news[news.length - 1].checkpoint?.step).toBe(100);
  await session.run();
  await until(({ finished }) => finished);
  expect(results()).toEqual(first.slice(100));
  expect(news.findLast(({ checkpoint }) => checkpoint)?.checkpoint).toEqual(end);
  worker.terminate();
});
