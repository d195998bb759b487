import { cpu } from '@striate/backend-cpu';
import { memory, setBackend } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../Dataset';

beforeAll(() => setBackend(cpu()));

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

for (const [kind, make] of [
  ['by index', () => Dataset.fromArrays(upTo(10))],
  ['in order', () => Dataset.fromGenerator(() => upTo(10), { length: 10 })],
] as const) {
  describe(`cache ${kind}`, () => {
    const counted = () => {
      const made: number[] = [];
      const mapped = make().map(async (x) => {
        made.push(x);
        return x * 2;
      });
      return { made, mapped };
    };

    it('makes each element once, and later stages still work', async () => {
      const { made, mapped } = counted();
      const dataset = mapped
        .cache()
        .shuffle({ seed: 1 })
        .map((x, _, { epoch }) => x + epoch * 100)
        .batch(5);
      const passes: number[][] = [];
      for (let pass = 0; pass < 3; pass++) {
        const values: number[] = [];
        for await (const batch of dataset) values.push(...(await batch.data()));
        passes.push(values);
      }
      expect(made.sort((a, b) => a - b)).toEqual(upTo(10));
      for (const [epoch, values] of passes.entries())
        expect([...values].sort((a, b) => a - b)).toEqual(upTo(10).map((x) => x * 2 + epoch * 100));
      expect(passes[1].map((x) => x - 100)).not.toEqual(passes[0]);
    });

    it('goes on where a pass was left, and lets passes run side by side', async () => {
      const { made, mapped } = counted();
      const cached = mapped.cache();
      for await (const x of cached) if (x === 6) break;
      expect(made).toEqual([0, 1, 2, 3]);
      expect(await Dataset.zip([cached, cached]).toArray()).toEqual(upTo(10).map((x) => [x * 2, x * 2]));
      const made1 = made.length;
      expect(await cached.toArray()).toEqual(upTo(10).map((x) => x * 2));
      expect(made.length).toBe(made1);
    });

    it('keeps the order of epoch 0, whichever epoch comes first', async () => {
      const first = make().shuffle({ seed: 5, bufferSize: 4 });
      const order = await first.toArray();
      const cached = make().shuffle({ seed: 5, bufferSize: 4 }).cache();
      cached.epoch = 3;
      expect(await cached.toArray()).toEqual(order);
      expect(await cached.toArray()).toEqual(order);
    });

    it('does not keep failures', async () => {
      let broken = true;
      const cached = make()
        .map((x) => {
          if (x === 4 && broken) throw new Error('once');
          return x;
        })
        .cache();
      await expect(cached.toArray()).rejects.toThrow('element 4: once');
      broken = false;
      expect(await cached.toArray()).toEqual(upTo(10));
    });
  });
}

describe('cache of batches', () => {
  it('lends its tensors: a pass frees what it was lent, and the values stay', async () => {
    const before = memory();
    const cached = Dataset.fromArrays({ x: new Float32Array(upTo(8)) })
      .batch(4)
      .cache();
    for (let pass = 0; pass < 3; pass++) {
      const sums: number[] = [];
      for await (const { x } of cached) sums.push([...(await x.data())].reduce((a, b) => a + b, 0));
      expect(sums).toEqual([6, 22]);
      expect(memory().tensors - before.tensors).toBe(2);
      expect(memory().bytes - before.bytes).toBe(32);
    }
  });
});
