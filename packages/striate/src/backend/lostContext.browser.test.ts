import { expect, it, vi } from 'vitest';
import {
  adam,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  flatten,
  maxPooling2d,
  seed,
  sequential,
  setBackend,
  webgl,
} from '../index';

vi.setConfig({ testTimeout: 120_000 }); // software draws slowly where a machine is busy

/** Trains a small network while the context of the GPU is lost in these steps, and once more behind the last. */
async function train(...losses: number[]) {
  const canvas = new OffscreenCanvas(1, 1);
  await setBackend(webgl({ canvas }));
  const loser = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  const lose = () => {
    loser?.loseContext();
    setTimeout(() => loser?.restoreContext(), 20);
  };
  seed(7);
  const net = sequential([
    conv2d({ filters: 4, kernelSize: 3, inputShape: [8, 8, 1], activation: 'relu' }),
    batchNormalization(),
    maxPooling2d(),
    flatten(),
    dropout({ rate: 0.2 }),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const labels = Int32Array.from({ length: 48 }, (_, i) => i % 4);
  const data = Float32Array.from({ length: 48 * 64 }, (_, i) => (i % 8 === labels[i >> 6] ? 1 : ((i * 37) % 11) / 20));
  let step = 0;
  const { history } = await net.fit({ data, shape: [48, 8, 8, 1] }, labels, {
    epochs: 3,
    batchSize: 16,
    validationSplit: 1 / 3,
    verbose: 0,
    callbacks: [{ onBatchBegin: () => void (losses.includes(++step) && lose()) }],
  });
  if (losses.length > 0) lose();
  const scores = await (await net.predict({ data, shape: [48, 8, 8, 1] })).data();
  const weights = await Promise.all([...net.namedWeights()].map(async ([name, w]) => [name, [...(await w.data())]]));
  return { history, scores, weights };
}

it('a training whose context is lost twice ends with the same numbers', async () => {
  const undisturbed = await train();
  expect(undisturbed.history.loss[2]).toBeLessThan(undisturbed.history.loss[0]);
  expect(await train(2, 7)).toEqual(undisturbed);
});
