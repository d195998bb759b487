import { cpu } from '@striate/backend-cpu';
import { memory, seed, setBackend } from '@striate/tensor';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from './Dataset';
import { tensorsIn } from './example';

beforeAll(() => setBackend(cpu()));

type Step = (dataset: Dataset<number>) => Dataset<number>;
type Numbers = Dataset<number>;

const arrays = (n: number) => Dataset.fromArrays(Int32Array.from({ length: n }, (_, i) => i));
const stream = (n: number, length?: number) =>
  Dataset.fromGenerator(
    async function* () {
      for (let i = 0; i < n; i++) yield i;
    },
    { length },
  );
const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 0, value));

/** A pipeline by a description, so that it can be built anew, as by a program that starts again. */
const count = fc.integer({ min: 0, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>((d) => d.map((x, i, { epoch }) => x * 3 + i + epoch)),
  fc.constant<Step>((d) => d.map(async (x) => x / 2)),
  fc.integer({ min: 1, max: 4 }).map<Step>((concurrency) => (d) => {
    return d.map((x, i) => (i % 3 === 0 ? later(x + i) : Promise.resolve(x)), { concurrency });
  }),
  fc.constant<Step>((d) => d.filter((x) => Math.floor(x) % 3 !== 0)),
  fc.constant<Step>((d) => d.filter(async (_, i) => i % 4 !== 1)),
  count.map<Step>((n) => (d) => d.take(n)),
  count.map<Step>((n) => (d) => d.skip(n)),
  fc.integer({ min: 0, max: 3 }).map<Step>((n) => (d) => d.repeat(n)),
  fc
    .record({ seed: fc.nat(99), bufferSize: fc.integer({ min: 1, max: 9 }), reshuffleEachIteration: fc.boolean() })
    .map<Step>((options) => (d) => d.shuffle(options)),
  fc.nat(99).map<Step>((s) => (d) => (d.length === undefined ? d : d.shuffle({ seed: s }))),
  fc.constant<Step>((d) => d.cache()),
  fc.integer({ min: 1, max: 4 }).map<Step>((n) => (d) => d.prefetch(n)),
  fc.constant<Step>((d) => Dataset.zip([d, arrays(9)]).map(([a, b]) => a * 16 + b)),
  fc.constant<Step>((d) =>
    Dataset.zip({ a: stream(11).shuffle({ bufferSize: 3, seed: 4 }), d }).map(({ a, d }) => a + d),
  ),
  fc.constant<Step>((d) =>
    d.concat(
      arrays(3),
      d.map((x) => -x),
    ),
  ),
  fc.constant<Step>((d) => stream(2).concat(d)),
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()).map<Step>(([size, dropRemainder]) => (d) => {
    return d
      .batch(size, { dropRemainder })
      .unbatch()
      .map((row) => row.data[0]);
  }),
);
const source: fc.Arbitrary<() => Numbers> = fc
  .tuple(fc.integer({ min: 0, max: 14 }), fc.constantFrom('arrays', 'stream', 'long stream'))
  .map(
    ([n, kind]) =>
      () =>
        kind === 'arrays' ? arrays(n) : stream(n, kind === 'stream' ? undefined : n),
  );

async function values(dataset: Dataset<unknown>): Promise<unknown[]> {
  const out: unknown[] = [];
  for await (const element of dataset) {
    const tensors = [...tensorsIn(element)];
    out.push(tensors.length > 0 ? tensors.map((t) => [t.dtype, t.shape, [...t.dataSync()]]) : element);
  }
  return out;
}

describe('position', () => {
  it('resumes any pipeline exactly: what follows is the tail of the full pass', async () => {
    const before = memory().tensors;
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(
        source,
        fc.array(step, { maxLength: 5 }),
        fc.constantFrom(undefined, 1, 3),
        fc.nat(2),
        fc.nat(),
        fc.boolean(),
        async (make, steps, batch, epoch, at, warm) => {
          const build = (): Dataset<unknown> => {
            const dataset = steps.reduce((d, apply) => apply(d), make());
            return batch ? dataset.batch(batch).map((x) => ({ x, twice: x.add(x) })) : dataset;
          };
          const dataset = build();
          let full: unknown[] = [];
          for (let pass = 0; pass <= epoch; pass++) full = await values(dataset);
          longest = Math.max(longest, full.length);
          const index = at % (full.length + 2);
          // In the same program, caches filled or half filled, or in a new one.
          const resumed = warm ? dataset : build();
          resumed.position = { epoch, index };
          expect(await values(resumed)).toEqual(full.slice(index));
          expect(resumed.position).toMatchObject({ epoch: epoch + 1, index: 0 });
        },
      ),
      { numRuns: 400, seed: 7 },
    );
    expect(longest).toBeGreaterThan(50);
    // What earlier tests left may be collected meanwhile: less is no leak.
    expect(memory().tensors).toBeLessThanOrEqual(before);
  }, 60_000);

  it('is behind the last element handed out, and where the next pass begins', async () => {
    const dataset = arrays(10).shuffle({ seed: 1 }).batch(2);
    const full = await values(dataset);
    dataset.epoch = 0;
    expect(dataset.position).toEqual({ epoch: 0, index: 0, seeds: [1] });
    let saved = '';
    for await (const _ of dataset) {
      saved = JSON.stringify(dataset.position);
      if (dataset.position.index === 2) break;
    }
    expect(saved).toBe('{"epoch":0,"index":2,"seeds":[1]}');
    // A pass that was left is over, and one that nobody begins changes nothing.
    expect(dataset.position).toEqual({ epoch: 1, index: 0, seeds: [1] });
    dataset[Symbol.asyncIterator]();
    expect(dataset.position).toEqual({ epoch: 2, index: 0, seeds: [1] });
    dataset.position = JSON.parse(saved);
    expect(dataset.epoch).toBe(0);
    expect(await values(dataset)).toEqual(full.slice(2));
    expect(dataset.position).toEqual({ epoch: 1, index: 0, seeds: [1] });
    dataset.position = { epoch: 0, index: 5 };
    expect(await values(dataset)).toEqual([]);
  });

  it('takes along the seeds that nobody gave', async () => {
    const make = () => arrays(20).shuffle().cache().shuffle();
    const first = make();
    const position = first.position;
    const order = await first.toArray();
    const second = make();
    expect(await second.toArray()).not.toEqual(order);
    second.position = position;
    expect(await second.toArray()).toEqual(order);
    expect(() => {
      second.position = { epoch: 0, index: 0, seeds: [1] };
    }).toThrow('seeds of 1 shuffles, the pipeline has 2');
    const given = arrays(20).shuffle({ seed: 3 });
    expect(() => {
      given.position = { epoch: 0, index: 0, seeds: [4] };
    }).toThrow('shuffle 0 was run with seed 4, the pipeline’s has seed 3'.replace('’', "'"));
  });

  it('refuses what is no position', () => {
    const dataset = arrays(3);
    for (const bad of [-1, 1.5, Number.NaN]) {
      expect(() => {
        dataset.position = { epoch: bad, index: 0 };
      }).toThrow(`epoch: ${bad} is not`);
      expect(() => {
        dataset.position = { epoch: 0, index: bad };
      }).toThrow(`index: ${bad} is not`);
    }
  });

  it('skips what is had by index without making it, whatever lies between', async () => {
    const made: number[] = [];
    seed(1);
    const dataset = Dataset.zip({ x: arrays(1000), y: arrays(1000) })
      .map(({ x }) => x)
      .shuffle()
      .shuffle({ bufferSize: 10 })
      .map((x) => {
        made.push(x);
        return [x];
      })
      .skip(100)
      .take(500)
      .repeat(3)
      .prefetch(1)
      .take(1400);
    dataset.position = { epoch: 0, index: 1390 };
    expect((await dataset.toArray()).length).toBe(10);
    expect(made.length).toBeLessThan(13);
  });

  it('gives a batch the dtype it had in the full pass', async () => {
    const dataset = Dataset.fromGenerator(() => [1, 0.5, 2, 3, 4, 5]).batch(2);
    dataset.position = { epoch: 0, index: 2 };
    for await (const t of dataset) expect(t.dtype).toBe('float32');
  });
});
