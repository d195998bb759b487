import { mnist } from '@striate/data';
import { expect, it, vi } from 'vitest';
import { lenet5 } from '../../lenet5';
import { useCpu } from '../../testing';

useCpu();

it('lenet5 comes with its weights without any network, and reads the digits of @striate/data', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
  try {
    const net = await lenet5({ weights: 'mnist' });
    net.compile({ loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
    const { test } = await mnist();
    const { data, shape } = test.images;
    const x = { data: Float32Array.from(data, (byte) => byte / 255), shape };
    // They are of the images it was trained on, unlike the 10,000 its card speaks of.
    const { accuracy } = await net.evaluate(x, test.labels, { batchSize: 250, verbose: 0 });
    expect(accuracy).toBeGreaterThan(0.993);
  } finally {
    vi.unstubAllGlobals();
  }
});
