import { webgl } from '@striate/backend-webgl';
import { setBackend } from '@striate/tensor';
import { expect, it } from 'vitest';
import { stripeNetwork } from '../testing/stripeNetwork';
import { stripes } from '../testing/stripes';

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Trains for six epochs of eight steps, and loses the context after these steps. */
async function train(...losses: readonly number[]) {
  const canvas = new OffscreenCanvas(1, 1);
  await setBackend(webgl({ canvas }));
  const loser = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  if (!loser) throw new Error('no WEBGL_lose_context');
  const net = stripeNetwork();
  const { x, y } = stripes(128);
  let steps = 0;
  let lost = 0;
  const onBatchEnd = async () => {
    if (!losses.includes(++steps)) return;
    lost++;
    loser.loseContext();
    await turn();
    loser.restoreContext();
  };
  const { history } = await net.fit(x, y, { epochs: 6, batchSize: 16, callbacks: [{ onBatchEnd }], verbose: 0 });
  const weights = await Promise.all(net.weights.map(async (weight) => [...(await weight.data())]));
  const predicted = await net.predict(x);
  return { lost, steps, result: { history, weights, predicted: [...(await predicted.data())] } };
}

it('a training that loses its context twice ends with the loss, and the weights, of one that does not', {
  timeout: 300_000,
}, async () => {
  const undisturbed = await train();
  expect([undisturbed.lost, undisturbed.steps]).toEqual([0, 48]);
  const { lost, steps, result } = await train(11, 29);
  expect(lost).toBe(2);
  expect(steps).toBeGreaterThan(48);
  expect(result).toEqual(undisturbed.result);
});
