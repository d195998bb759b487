import { getBackend, setBackend } from '@striate/tensor';
import { describe, expect, it, vi } from 'vitest';
import { type Losable, losable } from '../testing/losable';
import { stripes } from '../testing/stripes';
import { momentum, network, train } from './testing/trainLosable';

vi.setConfig({ testTimeout: 60_000 });

describe('evaluate and predict', () => {
  const { x, y } = stripes(48);

  it('begin anew when the device was lost, with what they had derived from the weights', async () => {
    const device = losable();
    const { net } = await train(device, momentum);
    // The second time the plan is there.
    const [scores, found] = [await (await net.predict(x)).data(), await net.evaluate(x, y)];
    for (let at = 0; at < 8; at++) {
      const begun = { ...device.counts };
      device.strike = (what) => what === 'op' && device.counts.ops === begun.ops + at;
      expect(await (await net.predict(x, { batchSize: 16 })).data()).toEqual(scores);
      expect(device.counts.losses).toBe(begun.losses + (at > 0 ? 1 : 0));
    }
    for (const at of [1, 9, 14]) {
      const begun = { ...device.counts };
      device.strike = (what) => what === 'op' && device.counts.ops === begun.ops + at;
      expect(await net.evaluate(x, y)).toEqual(found);
      expect(device.counts.losses).toBe(begun.losses + 1);
    }
    const { reads } = device.counts;
    device.strike = (what) => what === 'read' && device.counts.reads === reads + 1;
    expect(await net.evaluate(x, y)).toEqual(found);
  });

  it('fail where the weights are gone, and on a device that is always lost', async () => {
    const device = losable();
    await setBackend(device);
    const net = network(momentum());
    await net.predict(x);
    device.lose();
    await expect(net.predict(x)).rejects.toThrow('computed on a device that was lost');
    const { net: learned } = await train(losable(), momentum);
    const other = getBackend() as unknown as Losable;
    other.strike = () => true;
    const { losses } = other.counts;
    await expect(learned.evaluate(x, y)).rejects.toThrow('the device was lost');
    expect(other.counts.losses).toBe(losses + 3);
    other.strike = () => false;
    other.dead = true;
    await expect(learned.predict(x)).rejects.toThrow('did not come back');
  });
});
