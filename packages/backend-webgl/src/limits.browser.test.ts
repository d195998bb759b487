import { add, BackendError, mul, neg, scope, setBackend, tensor, transpose, zeros } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { type WebglBackend, webgl } from './webgl';

/** An op still gives what it should, and nothing stays of what went wrong. */
async function expectUsable(): Promise<void> {
  const y = scope(() => add(mul(tensor([1, 2, 3]), 2), 1));
  expect(await y.array()).toEqual([3, 5, 7]);
  y.dispose();
}

describe('a tensor that no texture holds', () => {
  const limit = 64;
  let backend: WebglBackend;
  beforeAll(async () => {
    backend = webgl({ maxTextureSize: limit });
    await setBackend(backend);
  });

  it('is an error that tells the sizes and the limit, a hundred times over; the backend goes on', async () => {
    const most = limit * limit * 4 * 8;
    const fits = zeros([most]);
    expect((await fits.data()).length).toBe(most);
    const before = backend.memory();
    for (let i = 1; i <= 100; i++) {
      const size = most + i * 1000;
      const wide = i % 2 ? [size] : [size / 4, 4];
      const x = tensor(new Float32Array(size), wide);
      const read = () => transpose(neg(x)).dataSync();
      expect(read).toThrow(BackendError);
      expect(read).toThrow(new RegExp(`webgl: ${size} values in rows of \\d+ need a texture of \\d+ x \\d+ texels`));
      expect(read).toThrow(`the device's limit is ${limit} x ${limit}`);
      x.dispose();
      if (i % 10 === 0) await expectUsable();
    }
    expect(backend.memory().bytes).toBe(before.bytes);
    expect(backend.memory().reserved - before.reserved).toBeLessThan(10_000);
  });

  it('is that as a result, too', async () => {
    const column = tensor(new Float32Array(1000), [1000, 1]);
    const row = tensor(new Float32Array(1000), [1, 1000]);
    expect(() => add(column, row).dataSync()).toThrow(/webgl: 1000000 values .* the device's limit is 64 x 64/);
    await expectUsable();
  });
});

describe('more than the maximum of memory', () => {
  const maximumMemory = 1 << 20;
  const quarter = maximumMemory / 4 / 4;

  it('is an error that tells what is in use and the limit; freeing makes room', async () => {
    const backend = webgl({ maximumMemory });
    await setBackend(backend);
    const held = Array.from({ length: 3 }, (_, i) => scope(() => neg(tensor(new Float32Array(quarter).fill(i)))));
    for (const t of held) await t.data();
    // Both the operand and the result need a texture, and there is room for one.
    const next = () => scope(() => neg(tensor(new Float32Array(quarter).fill(7))).dataSync());
    for (let i = 0; i < 100; i++) {
      expect(() => next()).toThrow(
        /webgl: a tensor of \d+ bytes does not fit: \d+ bytes of textures are in use, the limit \(maximumMemory\) is 1048576/,
      );
    }
    expect(backend.memory().peak).toBeLessThanOrEqual(maximumMemory);
    expect((await held[2].data())[0]).toBe(-2);
    await expectUsable();
    for (const t of held) t.dispose();
    expect(next()[0]).toBe(-7);
    expect(backend.memory().peak).toBeLessThanOrEqual(maximumMemory);
  });
});

it('options out of range are named', () => {
  expect(() => webgl({ maximumMemory: 0.5 })).toThrow('webgl: maximumMemory must be a whole number >= 1, got 0.5');
  expect(() => webgl({ maxTextureSize: -1 })).toThrow('maxTextureSize must be a whole number >= 1, got -1');
});
