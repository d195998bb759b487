import { cpu } from '@striate/backend-cpu';
import { memory, setBackend } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../Dataset';

beforeAll(() => setBackend(cpu()));

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('prefetch', () => {
  it('makes elements while others are in use, in order, and never more than asked for', async () => {
    for (const count of [1, 3]) {
      let [made, most, open] = [0, 0, 0];
      const source = Dataset.fromGenerator(async function* () {
        open++;
        try {
          for (; made < 20; ) {
            await pause(1);
            yield made++;
          }
        } finally {
          open--;
        }
      });
      const seen: number[] = [];
      for await (const x of source.prefetch(count)) {
        seen.push(x);
        if (seen.length < 10) await pause(10);
        most = Math.max(most, made - seen.length);
      }
      expect(seen).toEqual(upTo(20));
      expect(most).toBe(count);
      expect(open).toBe(0);
    }
    expect(() => Dataset.fromArrays([1]).prefetch(0)).toThrow('prefetch: 0 is not a whole number >= 1');
  });

  it('frees what nobody takes, and closes its source, when a pass is left', async () => {
    const before = memory().tensors;
    let closed = false;
    const source = Dataset.fromGenerator(function* () {
      try {
        for (;;) yield [1, 2];
      } finally {
        closed = true;
      }
    });
    for await (const _ of source.batch(2).prefetch(4)) {
      await pause(5);
      expect(memory().tensors - before).toBe(5);
      break;
    }
    expect(closed).toBe(true);
    expect(memory().tensors).toBe(before);
    for await (const _ of source.batch(2).prefetch(2).prefetch(2).shuffle({ bufferSize: 2 }).take(3)) await pause(1);
    expect(memory().tensors).toBe(before);
  });

  it('fails where the failing element would have been, not before', async () => {
    const seen: number[] = [];
    const failing = Dataset.fromArrays(upTo(9))
      .map((x) => {
        if (x === 3) throw new Error('broken');
        return x;
      })
      .prefetch(8);
    const run = async () => {
      for await (const x of failing) {
        await pause(1);
        seen.push(x);
      }
    };
    await expect(run()).rejects.toThrow('element 3: broken');
    expect(seen).toEqual([0, 1, 2]);
  });
});

describe('concurrent map', () => {
  for (const [kind, make] of [
    ['by index', () => Dataset.fromArrays(upTo(20))],
    ['of a stream', () => Dataset.fromGenerator(() => upTo(20))],
  ] as const) {
    it(`${kind} makes as many calls at a time as it was allowed, and keeps the order`, async () => {
      let [running, most] = [0, 0];
      const work = async (x: number) => {
        most = Math.max(most, ++running);
        await pause((x * 7) % 5);
        running--;
        return x * 2;
      };
      const mapped = make().map(work, { concurrency: 4 });
      const doubled = upTo(20).map((x) => x * 2);
      expect(await mapped.toArray()).toEqual(doubled);
      expect([running, most]).toEqual([0, 4]);
      for await (const batch of mapped.batch(10)) expect(batch.shape).toEqual([10]);
      expect(most).toBe(4);
      // Another stage may ask for more at a time than this one allows.
      const both = mapped.map(async (x) => x + 1, { concurrency: 8 });
      expect(await both.toArray()).toEqual(doubled.map((x) => x + 1));
      expect(most).toBe(4);
    });

    it(`${kind} fails in its turn, and leaves no rejection unheard`, async () => {
      const seen: number[] = [];
      const mapped = make().map(
        async (x) => {
          await pause(x === 5 ? 0 : 3);
          if (x >= 5) throw new Error(`at ${x}`);
          return x;
        },
        { concurrency: 8 },
      );
      const run = async () => {
        for await (const x of mapped) seen.push(x);
      };
      await expect(run()).rejects.toThrow('map: the function failed at element 5: at 5');
      expect(seen).toEqual([0, 1, 2, 3, 4]);
      for await (const _ of mapped) break;
      await pause(10);
    });
  }
});
