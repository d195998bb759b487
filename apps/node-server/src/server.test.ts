import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodePng, Generator } from 'striate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Batcher, BusyError } from './Batcher';
import { defaults, readOptions } from './options';
import { classifierServer } from './server';

let server: Server;
let url: string;

beforeAll(async () => {
  server = await classifierServer({ ...defaults, maxBytes: 20_000, maxPixels: 100 * 100, maxWait: 20 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function picture(height: number, width: number, seed = 1): Promise<Uint8Array<ArrayBuffer>> {
  const data = Uint8Array.from(new Generator(seed).uniform(3), (u) => u * 255);
  const pixels = Uint8Array.from({ length: height * width * 3 }, (_, i) => data[i % 3]);
  return new Uint8Array(await encodePng({ data: pixels, shape: [height, width, 3] }));
}

const post = (body: BodyInit, query = '', type = 'image/png') =>
  fetch(`${url}/classify${query}`, { method: 'POST', body, headers: { 'Content-Type': type } });

test('says what a picture shows', async () => {
  const response = await post(await picture(40, 30), '?top=3');
  expect(response.status).toBe(200);
  const { classes } = await response.json();
  expect(classes).toHaveLength(3);
  expect(classes[0].probability).toBeGreaterThanOrEqual(classes[1].probability);
  expect(classes[0].label).toMatch(/airplane|automobile|bird|cat|deer|dog|frog|horse|ship|truck/);
});

test('pictures that come together go through the network together, and each gets its own answer', async () => {
  const pictures = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => picture(32, 32, seed)));
  // Convolutions of another batch size may sum in another order: the last digits differ.
  const best = async (one: Uint8Array<ArrayBuffer>) => {
    const { classes } = await (await post(one)).json();
    return { label: classes[0].label, probability: expect.closeTo(classes[0].probability, 4) };
  };
  const alone: unknown[] = [];
  for (const one of pictures) alone.push(await best(one));
  const together = await Promise.all(
    pictures.map(async (one) => {
      const [{ label, probability }] = (await (await post(one)).json()).classes;
      return { label, probability };
    }),
  );
  expect(together).toEqual(alone);
  const { largestBatch } = await (await fetch(`${url}/metrics`)).json();
  expect(largestBatch).toBeGreaterThan(1);
});

test.each([
  ['no picture', () => post('hello'), 400, /PNG|picture|image/i],
  ['another type', () => post('{}', '', 'application/json'), 415, /got application\/json/],
  ['a large file', () => post(new Uint8Array(30_000)), 413, /at most 20000 bytes, this one 30000/],
  ['many pixels', async () => post(await picture(101, 100)), 400, /10000|10100|100 ?x ?101|101 ?x ?100/],
  ['too many classes', async () => post(await picture(8, 8), '?top=11'), 400, /got '11'/],
  ['another path', () => fetch(`${url}/clasify`), 404, /POST \/classify/],
  ['another method', () => fetch(`${url}/classify`), 405, /answers POST/],
])('%s is refused', async (_, request, status, message) => {
  const response = await request();
  expect(response.status).toBe(status);
  expect((await response.json()).error).toMatch(message);
});

test('is still well after all that', async () => {
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
});

test('a batch is full, or as large as the wait allows; beyond the queue nobody waits', async () => {
  const sizes: number[] = [];
  const double = async (items: readonly number[]) => {
    sizes.push(items.length);
    return items.map((item) => 2 * item);
  };
  const batcher = new Batcher(double, { maxBatch: 3, maxWait: 1, maxQueue: 5 });
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => batcher.submit(n)))).toEqual([2, 4, 6, 8, 10]);
  expect(sizes).toEqual([3, 2]);
  const many = Array.from({ length: 12 }, (_, n) => batcher.submit(n));
  const settled = await Promise.allSettled(many);
  const refused = settled.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every((result) => result.status === 'rejected' && result.reason instanceof BusyError)).toBe(true);
});

test('an error of the network reaches everybody in the batch, and nobody after', async () => {
  let broken = true;
  const batcher = new Batcher(
    async (items: readonly number[]) => {
      if (broken) throw new RangeError('broken');
      return items;
    },
    { maxBatch: 2, maxWait: 1, maxQueue: 8 },
  );
  await expect(Promise.all([batcher.submit(1), batcher.submit(2)])).rejects.toThrow('broken');
  broken = false;
  expect(await batcher.submit(3)).toBe(3);
});

test('the command line', () => {
  expect(readOptions(['--max-batch', '8'])).toEqual({ ...defaults, maxBatch: 8 });
  expect(() => readOptions(['--port', 'x'])).toThrow("--port takes a whole number >= 0, got 'x'");
});
