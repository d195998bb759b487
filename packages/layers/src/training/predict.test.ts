import { ones } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { dense } from '../layers/Dense';
import { sequential } from '../models/Sequential';
import { useCpu } from '../testing';

useCpu();

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('predict', () => {
  it('gives one batch without waiting for the event loop', async () => {
    const net = sequential([dense({ units: 2, inputShape: [3] })]);
    const x = ones([1, 3]);
    for (let i = 0; i < 3; i++) {
      await sleep(50);
      let turned = false;
      setImmediate(() => {
        turned = true;
      });
      (await net.predict(x)).dispose();
      expect(turned).toBe(false);
    }
  });

  it('lets timers run when it is called again and again', async () => {
    const net = sequential([dense({ units: 2, inputShape: [3] })]);
    const x = ones([1, 3]);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    for (const end = performance.now() + 300; performance.now() < end; ) (await net.predict(x)).dispose();
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
  });
});
