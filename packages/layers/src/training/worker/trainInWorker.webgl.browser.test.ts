import { cpu } from '@striate/backend-cpu';
import { expect, it } from 'vitest';
import { type Trained, trainOn, trainOnWebgl } from './testing/trainOnWebgl';

it('trains on WebGL in a worker as in a page, to the same bits, and as the CPU does within rounding', {
  timeout: 300_000,
}, async () => {
  const worker = new Worker(new URL('./testing/trainWebgl.worker.ts', import.meta.url), { type: 'module' });
  try {
    const inWorker = new Promise<Trained>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    const inPage = await trainOnWebgl();
    expect(await inWorker).toEqual(inPage);
    const onCpu = await trainOn(cpu());
    inPage.loss.forEach((loss, epoch) => expect(Math.abs(loss - onCpu.loss[epoch])).toBeLessThan(1e-3));
    inPage.weights.flat().forEach((weight, i) => expect(Math.abs(weight - onCpu.weights.flat()[i])).toBeLessThan(1e-3));
  } finally {
    worker.terminate();
  }
});
