import { describe, expect, it } from 'vitest';
import { cpu } from './cpu';
import { Memory, sizeClass } from './memory';

const MiB = 1024 * 1024;

describe('size classes', () => {
  it('are multiples of 64, at least what was asked, at most a quarter more', () => {
    for (let bytes = 1; bytes < 3e9; bytes = Math.ceil(bytes * 1.07)) {
      const size = sizeClass(bytes);
      expect(size % 64).toBe(0);
      expect(size).toBeGreaterThanOrEqual(bytes);
      if (bytes > 256) expect(size).toBeLessThanOrEqual(bytes * 1.25);
      expect(sizeClass(size)).toBe(size);
    }
  });
});

describe('memory', () => {
  it('hands freed blocks out again', () => {
    const memory = new Memory();
    const a = memory.alloc(1000);
    const b = memory.alloc(1000);
    expect(Math.abs(b - a)).toBeGreaterThanOrEqual(1064);
    memory.free(a);
    expect(memory.alloc(990)).toBe(a);
    memory.free(a);
    memory.free(b);
    expect(memory.bytes).toBe(0);
  });

  it('keeps blocks apart and aligned, large ones in different cache sets', () => {
    const memory = new Memory();
    const blocks = [100, 4096, 4096, 4096, 1, 70000, 70000].map((bytes) => [memory.alloc(bytes), bytes]);
    blocks.sort((p, q) => p[0] - q[0]);
    for (let i = 0; i < blocks.length; i++) {
      expect(blocks[i][0] % 64).toBe(0);
      if (i > 0) expect(blocks[i][0]).toBeGreaterThanOrEqual(blocks[i - 1][0] + blocks[i - 1][1] + 64);
    }
    const large = Array.from({ length: 8 }, () => memory.alloc(MiB - 64) % 4096);
    expect(new Set(large).size).toBe(8);
  });

  it('grows, and keeps what was written', () => {
    const memory = new Memory({ initial: MiB });
    const a = memory.alloc(12);
    memory.write(a, Float32Array.of(1, 2, 3));
    const before = memory.reserved;
    memory.alloc(40 * MiB);
    expect(memory.reserved).toBeGreaterThan(before);
    expect(memory.read(a, 'float32', 3)).toEqual(Float32Array.of(1, 2, 3));
  });

  it('names the request it cannot serve, and goes on', () => {
    const memory = new Memory({ initial: MiB, maximum: 8 * MiB });
    const a = memory.alloc(6 * MiB);
    expect(() => memory.alloc(5_000_000)).toThrow(/no memory for 5000000 bytes: .* cannot grow further/);
    const b = memory.alloc(1000);
    memory.write(b, Int32Array.of(7));
    expect(memory.read(b, 'int32', 1)).toEqual(Int32Array.of(7));
    memory.free(a);
    // The exact class is gone, a larger free block serves.
    const c = memory.alloc(5_000_000);
    expect(c).toBe(a);
    memory.free(c);
    expect(memory.alloc(5_000_000)).toBe(a);
  });

  it('joins free neighbours when nothing else fits', () => {
    const memory = new Memory({ initial: MiB, maximum: 8 * MiB });
    const blocks = Array.from({ length: 12 }, () => memory.alloc(500_000));
    const last = memory.alloc(1000);
    for (const block of blocks.slice(2, 8)) memory.free(block);
    const large = memory.alloc(2_900_000);
    expect(large).toBe(blocks[2]);
    memory.write(large, new Uint8Array(2_900_000));
    for (const block of [...blocks.slice(0, 2), ...blocks.slice(8), last, large]) memory.free(block);
    expect(memory.bytes).toBe(0);
    expect(memory.alloc(7_000_000)).toBeLessThanOrEqual(blocks[0]);
  });

  it('refuses to free twice', () => {
    const memory = new Memory();
    const a = memory.alloc(10);
    memory.free(a);
    expect(() => memory.free(a)).toThrow('not allocated');
  });
});

describe('cpu', () => {
  it('reads and writes every dtype and counts its memory', async () => {
    const backend = cpu({ initialMemory: MiB, maximumMemory: 64 * MiB });
    await backend.ready;
    const start = backend.memory().bytes;
    const floats = backend.alloc('float32', 3);
    backend.write(floats, Float32Array.of(1.5, -2, 3));
    const bytes = backend.alloc('bool', 5);
    backend.write(bytes, Uint8Array.of(1, 0, 1, 1, 0));
    expect(await backend.read(floats, 'float32', 3)).toEqual(Float32Array.of(1.5, -2, 3));
    expect(backend.readSync(bytes, 'bool', 5)).toEqual(Uint8Array.of(1, 0, 1, 1, 0));
    expect(backend.memory().bytes).toBeGreaterThan(start);
    backend.free(floats);
    backend.free(bytes);
    expect(backend.memory().bytes).toBe(start);
    expect(() => backend.alloc('float32', 1e9)).toThrow('no memory for 4000000000 bytes');
  });

  describe('when memory runs out', () => {
    const params = {
      strides: [1, 1],
      padding: { top: 1, bottom: 1, left: 1, right: 1 },
      dilations: [1, 1],
      groups: 1,
    } as const;
    const make = () => cpu({ threads: 1, initialMemory: MiB, maximumMemory: 8 * MiB });
    type Made = ReturnType<typeof make>;
    const view = (backend: Made, ...shape: number[]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const buffer = backend.alloc('float32', size);
      backend.write(buffer, new Float32Array(size).fill(1));
      return { buffer, shape, dtype: 'float32' as const, size };
    };

    it('in the middle of a kernel, names the request, gives everything back and goes on', () => {
      const backend = make();
      // Planes of Winograd: four times the 2.4 MB of the filter.
      const [x, w, out] = [view(backend, 1, 16, 16, 256), view(backend, 3, 3, 256, 256), view(backend, 1, 16, 16, 256)];
      const before = backend.memory().bytes;
      expect(() => backend.kernels.conv2d([x, w], out, params)).toThrow(
        /cpu: no memory for \d+ bytes: \d+ bytes in use/,
      );
      expect(backend.memory().bytes).toBe(before);
      backend.kernels.relu([x], out, undefined);
      expect(backend.readSync(out.buffer, 'float32', 2)).toEqual(Float32Array.of(1, 1));
    });

    it('drops what is kept of weights first', () => {
      const backend = make();
      const [x, w, out] = [view(backend, 1, 8, 8, 128), view(backend, 3, 3, 128, 128), view(backend, 1, 8, 8, 128)];
      backend.kernels.conv2d([x, w], out, params);
      const kept = backend.memory().bytes;
      const large = view(backend, (5 * MiB) / 4);
      expect(backend.memory().bytes).toBeLessThan(kept + 5 * MiB);
      backend.free(large.buffer);
    });
  });
});
