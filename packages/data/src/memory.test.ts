import { cpu } from '@striate/backend-cpu';
import { clone, keep, memory, mul, setBackend, type Tensor } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from './Dataset';
import { rescale } from './rescale';

beforeAll(() => setBackend(cpu()));

describe('memory', () => {
  const images = { data: new Uint8Array(64 * 16), shape: [64, 4, 4, 1] };
  const labels = new Int32Array(64);
  const pipeline = () =>
    Dataset.fromArrays({ x: images, y: labels })
      .shuffle()
      .map(({ x, y }) => ({ x: rescale(x), y }))
      .batch(8);

  it('is flat over a for await', async () => {
    const before = memory();
    let seen = 0;
    for await (const { x, y } of pipeline().repeat(3)) {
      expect(x.disposed || y.disposed).toBe(false);
      expect(memory().tensors - before.tensors).toBe(2);
      expect(memory().bytes - before.bytes).toBe(8 * 16 * 4 + 8 * 4);
      seen++;
    }
    expect(seen).toBe(24);
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  });

  it('is given back when the loop is left, by break or by an error', async () => {
    const before = memory().tensors;
    for await (const _ of pipeline()) break;
    expect(memory().tensors).toBe(before);
    const fail = async () => {
      for await (const _ of pipeline().shuffle({ bufferSize: 3 })) throw new Error('stop');
    };
    await expect(fail()).rejects.toThrow('stop');
    expect(memory().tensors).toBe(before);
  });

  it('is given back by batches that are skipped, buffered or not taken', async () => {
    const before = memory().tensors;
    let seen = 0;
    for await (const _ of pipeline().skip(2).shuffle({ bufferSize: 3 }).take(2)) seen++;
    expect(seen).toBe(2);
    expect(memory().tensors).toBe(before);
  });

  it('is flat through every stage, and given back wherever a pass is left', async () => {
    const before = memory();
    const whole = () =>
      Dataset.zip([pipeline().prefetch(2), pipeline().repeat(2)])
        .map(([a, b]) => ({ x: mul(a.x, b.x), y: a.y }))
        .filter((_, i) => i % 2 === 0)
        .concat(pipeline())
        .shuffle({ bufferSize: 2, seed: 1 })
        .prefetch(3);
    let most = 0;
    for await (const _ of whole().repeat(10)) most = Math.max(most, memory().tensors - before.tensors);
    // One in use, three ahead, two in the window, and what is in the making: of two tensors each.
    expect(most).toBeLessThanOrEqual(24);
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
    for (let leave = 1; leave < 12; leave += 3) {
      let seen = 0;
      for await (const _ of whole()) if (++seen === leave) break;
      expect(memory().tensors).toBe(before.tensors);
    }
  });

  it('leaves to the caller what was kept', async () => {
    const before = memory().tensors;
    const kept: Tensor[] = [];
    for await (const { x } of pipeline()) if (kept.length < 2) kept.push(keep(x));
    expect(memory().tensors - before).toBe(2);
    for (const x of kept) {
      expect((await x.data()).length).toBe(128);
      x.dispose();
    }
    expect(memory().tensors).toBe(before);
  });

  it('is the caller’s for what toArray gives, and for what shares a batch’s values', async () => {
    const before = memory().tensors;
    const all = await pipeline().take(2).toArray();
    expect(memory().tensors - before).toBe(4);
    for (const { x, y } of all) for (const t of [x, y]) t.dispose();
    const held: Tensor[] = [];
    for await (const { x } of pipeline()) held.push(clone(x));
    expect(memory().tensors - before).toBe(8);
    expect(held.every((t) => !t.disposed)).toBe(true);
    for (const t of held) t.dispose();
    expect(memory().tensors).toBe(before);
  });
});
