import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { cpu } from '@striate/backend-cpu';
import { memory, StriateError, setBackend, tensor, ValueError } from '@striate/tensor';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Dataset } from '../Dataset';

// Workers start slowly on a machine that has much else to do.
vi.setConfig({ testTimeout: 40_000 });
beforeAll(() => setBackend(cpu()));

const numbers = (n: number) => Dataset.fromArrays(Int32Array.from({ length: n }, (_, i) => i));
const stream = (n: number) =>
  Dataset.fromGenerator(function* () {
    for (let i = 0; i < n; i++) yield i;
  });
const failureOf = (dataset: Dataset<unknown>) =>
  dataset.toArray().then(
    () => expect.unreachable('it did not fail'),
    (error: Error) => error,
  );
const testing = new URL('./testing.mjs', import.meta.url);

/** Every worker a test starts, and how many of them still run. */
function watchWorkers() {
  const terminate = vi.spyOn(Worker.prototype, 'terminate');
  return () => terminate.mock.calls.length;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('parallel map', () => {
  it('gives what the same map gives on this thread, in order, for every source and number of workers', async () => {
    const busy = async (x: number, i: number, { epoch, factor }: { epoch: number; factor: number }) => {
      const until = performance.now() + ((x * 7) % 3);
      while (performance.now() < until);
      if (x % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
      return { x: new Float32Array([x * factor, i, epoch]), label: x % 10, name: `n${x}` };
    };
    const context = { factor: 0.5 };
    for (const source of [numbers(20), stream(20), numbers(20).shuffle({ seed: 2 })]) {
      source.epoch = 0;
      const expected = await source.map(busy, { context }).toArray();
      for (const parallel of [1, 2]) {
        const dataset = source.map(busy, { parallel, context });
        expect(await dataset.toArray()).toEqual(expected);
      }
    }
    const shuffled = numbers(20).map(busy, { parallel: 2, context }).shuffle({ seed: 3 });
    const here = numbers(20).map(busy, { context }).shuffle({ seed: 3 });
    expect(await shuffled.toArray()).toEqual(await here.toArray());
    shuffled.position = { epoch: 0, index: 15 };
    here.position = { epoch: 0, index: 15 };
    expect(await shuffled.toArray()).toEqual(await here.toArray());
  });

  it('copies arrays: a view takes only its part along, and nobody loses memory', async () => {
    const data = new Uint8Array(300).map((_, i) => i);
    const images = Dataset.fromArrays({ x: { data, shape: [100, 3] }, y: new Int32Array(100).fill(7) });
    const mapped = images.map(
      ({ x, y }, _, { table }) => ({ x, y, table, bytes: x.data.buffer.byteLength, big: 10n, when: new Date(5) }),
      { parallel: 2, context: { table: new Int32Array([1, 2]) } },
    );
    const all = await mapped.toArray();
    expect(data.length).toBe(300);
    expect(all[99]).toEqual({
      x: { data: new Uint8Array([41, 42, 43]), shape: [3], dtype: undefined },
      y: 7,
      table: new Int32Array([1, 2]),
      bytes: 3,
      big: 10n,
      when: new Date(5),
    });
    const [batch] = await mapped
      .map(({ x, y }) => ({ x, y }))
      .batch(100)
      .toArray();
    expect([batch.x.shape, batch.x.dtype, batch.y.dtype]).toEqual([[100, 3], 'uint8', 'int32']);
    batch.x.dispose();
    batch.y.dispose();
  });

  it('calls a function of a module, by its name or the default', async () => {
    type Found = { data: Float32Array; shape: number[] };
    const found = await numbers(5).map<Found>({ module: testing, name: 'lookUp' }, { parallel: 2 }).toArray();
    expect(found.map(({ data }) => [...data])).toEqual(Array(5).fill([10, 20, 30]));
    for (const options of [{ parallel: 2 }, { concurrency: 2 }, {}]) {
      expect(await stream(2).map({ module: testing.href }, options).toArray()).toEqual([
        [0, 0, 0],
        [1, 1, 0],
      ]);
    }
    for (const options of [{ parallel: 2 }, {}]) {
      const missing = await failureOf(numbers(2).map({ module: new URL('./gone.mjs', testing) }, options));
      expect(missing.message).toMatch(/element 0: default of file:.*gone.mjs could not be loaded.*Cannot find/);
      const notOne = await failureOf(numbers(2).map({ module: testing, name: 'notOne' }, options));
      expect(notOne.message).toMatch(/has no function 'notOne'; its exports are .*lookUp/);
    }
    expect(() => numbers(2).map({ module: './gone.mjs' })).toThrow("write new URL('./gone.mjs', import.meta.url)");
  });

  it('takes functions however they are written', async () => {
    const methods = {
      double(x: number) {
        return x * 2;
      },
      async later(x: number) {
        return x * 2;
      },
    };
    const fns = [
      methods.double,
      methods.later,
      function named(x: number) {
        const inner = (v: number) => v * 2;
        return inner(x);
      },
      async (x: number) => x * 2,
      async (x: number) => x * 2,
      (x: number) => x * 2,
    ];
    for (const fn of fns) expect(await numbers(3).map(fn, { parallel: 1 }).toArray()).toEqual([0, 2, 4]);
    expect(() => numbers(3).map(methods.double.bind(null), { parallel: 1 })).toThrow(/double has no text/);
  });

  it('names the element, its file and the cause of a failure', async () => {
    const files = Dataset.fromArrays({ file: ['a.png', 'b.png', 'c.png', 'd.png'], y: [0, 1, 2, 3] });
    const error = await failureOf(
      files.map(
        ({ y }) => {
          if (y === 2) throw new RangeError('half a picture');
          return y;
        },
        { parallel: 2 },
      ),
    );
    expect(error).toBeInstanceOf(StriateError);
    expect(error.message).toBe('map: the function failed at element 2 (c.png): half a picture');
    expect((error.cause as Error).name).toBe('RangeError');
    const thrown = await failureOf(numbers(2).map(() => Promise.reject('no'), { parallel: 2 }));
    expect(thrown.message).toBe('map: the function failed at element 0: no');
  });

  it('says what a function that closes over something should do', async () => {
    const factor = numbers(1).length ?? 1;
    const error = await failureOf(numbers(2).map((x) => x * factor, { parallel: 1 }));
    expect(error.message).toMatch(
      /element 0: factor is not defined\. In a worker thread .* `context`.*\{ module, name \}/,
    );
  });

  it('refuses what cannot travel', async () => {
    expect(() => numbers(2).map((x) => x, { parallel: 1, context: { log: () => {} } })).toThrow(ValueError);
    expect(() => numbers(2).map((x) => x, { parallel: 1, concurrency: 2 })).toThrow(/not both/);
    expect(() => numbers(2).map((x) => x, { parallel: 0 })).toThrow('map: parallel 0 is not a whole number >= 1');
    const functions = Dataset.fromGenerator(() => [() => 1]);
    expect((await failureOf(functions.map((f) => f, { parallel: 1 }))).message).toMatch(
      /element 0: it cannot be sent to a worker thread \(.*could not be cloned/,
    );
    expect((await failureOf(numbers(2).map(() => () => 1, { parallel: 1 }))).message).toMatch(/could not be cloned/);
    const before = memory().tensors;
    const tensors = Dataset.fromGenerator(() => [tensor([1]), tensor([2])]);
    expect((await failureOf(tensors.map((x) => x, { parallel: 1 }))).message).toMatch(/worker threads take no tensors/);
    expect(memory().tensors).toBe(before);
  });

  it('fails, and does not hang, when its worker ends', async () => {
    const error = await failureOf(
      stream(4).map(
        (x) => {
          if (x === 2) setTimeout(() => process.exit(3));
          return x === 2 ? new Promise(() => {}) : x;
        },
        { parallel: 1 },
      ),
    );
    expect(error.message).toBe('map: the function failed at element 2: its worker thread ended: it exited with code 3');
  });

  it('takes no more elements than its workers can be busy with', async () => {
    for (const hurried of [false, true]) {
      let [taken, given, most] = [0, 0, 0];
      const source = Dataset.fromGenerator(async function* () {
        for (; taken < 60; ) yield taken++;
      });
      for await (const _ of source.map((x) => x, { parallel: 2 })) {
        given++;
        most = Math.max(most, taken - given);
        if (!hurried) await new Promise((resolve) => setTimeout(resolve, 3));
      }
      expect(given).toBe(60);
      // Two for each worker, and one of these four is in our hands.
      expect(most).toBe(3);
    }
  });

  it('ends its workers when a pass ends, is left or fails, and starts no more than it can use', async () => {
    const ended = watchWorkers();
    await numbers(50)
      .map((x) => x, { parallel: 3 })
      .toArray();
    expect(ended()).toBe(3);
    await numbers(1)
      .map((x) => x, { parallel: 3 })
      .toArray();
    expect(ended()).toBe(4);
    for (const source of [numbers(50), stream(50)]) {
      const before = ended();
      for await (const _ of source.map((x) => x, { parallel: 2 }).batch(4)) break;
      expect(ended()).toBe(before + 2);
      const [pass, other] = [source.map((x) => x, { parallel: 1 }), source];
      for await (const _ of Dataset.zip([other, pass])) break;
      expect(ended()).toBe(before + 3);
    }
    const before = ended();
    await failureOf(numbers(50).map((x) => JSON.parse(`{${x}`), { parallel: 2 }));
    expect(ended()).toBe(before + 2);
  });

  it('goes on here, with one warning, where no worker can start', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    const factor = 3;
    const dataset = numbers(6).map((x, _, { offset }) => x * factor + offset, { parallel: 2, context: { offset: 1 } });
    expect(await dataset.toArray()).toEqual([1, 4, 7, 10, 13, 16]);
    expect(await dataset.toArray()).toEqual([1, 4, 7, 10, 13, 16]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0][0]).toMatch(/^striate: a worker thread could not start \(.*\); map goes on without$/);
  });

  it('keeps no process alive, and lets none end before its time', async () => {
    const child = fileURLToPath(new URL('./testingExit.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child], { timeout: 30_000 });
    expect(stdout).toBe('0 1 2 3 4 5 6 7\nleft at 0\n');
  });
});
