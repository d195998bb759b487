import { cpu } from '@striate/backend-cpu';
import { batchNormalization, conv2d, dense, flatten, sequential } from '@striate/layers';
import { Generator, randomUniform, setBackend } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeModel } from './encodeModel';
import { loadKerasWeights } from './loadKerasWeights';
import { loadModel } from './loadModel';

beforeAll(() => setBackend(cpu()));

describe.each(['keras', 'h5'] as const)('a page keeps a model as .%s', (format) => {
  it('and predicts the same with it, of bytes, a Blob and a URL', async () => {
    const net = sequential([
      conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [8, 8, 1] }),
      batchNormalization(),
      flatten(),
      dense({ units: 3, activation: 'softmax' }),
    ]);
    net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
    const x = randomUniform([2, 8, 8, 1], { generator: new Generator(1) });
    await net.trainOnBatch(x, await net.predict(x));
    const expected = await (await net.predict(x)).data();
    const bytes = await encodeModel(net, format);
    const blob = new Blob([bytes]);
    const url = URL.createObjectURL(blob);
    for (const source of [bytes, blob, url]) {
      const back = await loadModel(source);
      expect(await (await back.predict(x)).data()).toEqual(expected);
      expect(back.optimizer.iterations).toBe(1);
    }
    URL.revokeObjectURL(url);
    const report = await loadKerasWeights(net, blob);
    expect(report).toMatchObject({ missing: [], unexpected: [], mismatched: [] });
  });
});
