import { it } from 'vitest';
import { useCpu } from '../../testing';
import { checkTrainingInWorker } from './testing/checkTrainingInWorker';

useCpu();

it('trains in a Web Worker to the same bits', async () => {
  const worker = new Worker(new URL('./testing/train.worker.ts', import.meta.url), { type: 'module' });
  try {
    await checkTrainingInWorker(worker);
  } finally {
    worker.terminate();
  }
});
