import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { dense } from '../../layers/Dense';
import { sequential } from '../../models/Sequential';
import { useCpu } from '../../testing';
import { checkTrainingInWorker } from './testing/checkTrainingInWorker';
import { trainInWorker } from './trainInWorker';

useCpu();

it('trains in a worker thread to the same bits', async () => {
  // A worker thread does not inherit what lets Node.js read TypeScript.
  const url = new URL('./testing/train.worker.ts', import.meta.url).href;
  const program = `import('tsx/esm/api').then(({ register }) => (register(), import('${url}')))`;
  const worker = new Worker(program, { eval: true });
  try {
    await checkTrainingInWorker(worker);
  } finally {
    await worker.terminate();
  }
});

it('says what it cannot send, and that a worker broke', async () => {
  const worker = new Worker("require('node:worker_threads').parentPort.once('message', () => process.exit(3))", {
    eval: true,
  });
  const net = sequential([dense({ units: 2, inputShape: [2] })]);
  net.compile({ loss: (yTrue, yPred) => yTrue.sub(yPred) });
  await expect(trainInWorker(net, [[1, 2]], [[1, 2]], { worker })).rejects.toThrow('which no configuration can hold');
  net.compile({ loss: 'meanSquaredError' });
  await expect(trainInWorker(net, [[1, 2]], [[1, 2]], { worker })).rejects.toThrow('the worker ended with code 3');
});
