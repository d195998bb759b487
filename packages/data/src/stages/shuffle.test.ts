import { seed } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { Dataset } from '../Dataset';

const numbers = (n: number) => Dataset.fromArrays(Int32Array.from({ length: n }, (_, i) => i));
const stream = (n: number) =>
  Dataset.fromGenerator(async function* () {
    for (let i = 0; i < n; i++) yield i;
  });
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('shuffle', () => {
  it('gives every element once, in another order each pass', async () => {
    const dataset = numbers(100).shuffle({ seed: 1 });
    const [first, second] = [await dataset.toArray(), await dataset.toArray()];
    expect(sorted(first)).toEqual(upTo(100));
    expect(sorted(second)).toEqual(upTo(100));
    expect(first).not.toEqual(upTo(100));
    expect(second).not.toEqual(first);
  });

  for (const options of [{}, { bufferSize: 10 }]) {
    it(`follows from seed and epoch alone, ${JSON.stringify(options)}`, async () => {
      const make = (seed: number) => numbers(50).shuffle({ seed, ...options });
      const once = make(5);
      const orders = [await once.toArray(), await once.toArray(), await once.toArray()];
      const resumed = make(5);
      resumed.epoch = 2;
      expect(await resumed.toArray()).toEqual(orders[2]);
      expect(resumed.epoch).toBe(3);
      resumed.epoch = 0;
      expect(await resumed.toArray()).toEqual(orders[0]);
      expect(await make(6).toArray()).not.toEqual(orders[0]);
    });
  }

  it('keeps one order when asked to', async () => {
    const dataset = numbers(50).shuffle({ seed: 1, reshuffleEachIteration: false });
    expect(await dataset.toArray()).toEqual(await dataset.toArray());
  });

  it('is fixed by seed() when it has no seed of its own', async () => {
    const order = () => {
      seed(42);
      return numbers(50).shuffle().toArray();
    };
    expect(await order()).toEqual(await order());
    expect(await numbers(50).shuffle().toArray()).not.toEqual(await numbers(50).shuffle().toArray());
  });

  it('commutes with map, and gives each round of a repeat its own order', async () => {
    const double = (x: number) => x * 2;
    const before = await numbers(30).map(double).shuffle({ seed: 1 }).toArray();
    expect(await numbers(30).shuffle({ seed: 1 }).map(double).toArray()).toEqual(before);
    const one = numbers(30).shuffle({ seed: 1 });
    const rounds = await numbers(30).shuffle({ seed: 1 }).repeat(2).toArray();
    expect(rounds).toEqual([...(await one.toArray()), ...(await one.toArray())]);
  });

  it('moves an element at most as far ahead as its window reaches', async () => {
    expect(await numbers(20).shuffle({ bufferSize: 1, seed: 1 }).toArray()).toEqual(upTo(20));
    const order = await numbers(200).shuffle({ bufferSize: 5, seed: 1 }).toArray();
    for (const [place, value] of order.entries()) expect(value).toBeLessThan(place + 5);
    expect(order).not.toEqual(upTo(200));
  });

  it('puts every element in every place equally often', async () => {
    const seen = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    const dataset = numbers(4).shuffle({ seed: 3 });
    for (let pass = 0; pass < 2000; pass++) {
      for (const [place, value] of (await dataset.toArray()).entries()) seen[place][value]++;
    }
    for (const count of seen.flat()) expect(Math.abs(count - 500)).toBeLessThan(100); // 5 standard deviations
  });

  it('needs a window for a stream of unknown length', async () => {
    expect(() => stream(5).shuffle()).toThrow(/length is not known; give a bufferSize/);
    expect(() => numbers(5).repeat().shuffle()).toThrow(/length is Infinity/);
    expect(
      sorted(
        await Dataset.fromGenerator(() => upTo(9), { length: 9 })
          .shuffle()
          .toArray(),
      ),
    ).toEqual(upTo(9));
  });
});
