import { expect, it, vi } from 'vitest';
import { createEngine } from '../engine';
import { createKernels } from '../kernels';

it('work in a cross-origin isolated page, on its main thread, and give the same bytes', async () => {
  expect(crossOriginIsolated).toBe(true);
  const product = async (threads: number) => {
    const engine = createEngine({ threads });
    const { memory, wasm, parallel } = engine;
    const kernels = createKernels(engine);
    const make = (...shape: number[]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const buffer = memory.alloc(size * 4);
      const values = Float32Array.from({ length: size }, (_, i) => Math.sin(i));
      memory.write(buffer, values);
      return { buffer, shape, dtype: 'float32' as const, size };
    };
    if (threads > 1) {
      const calls = [0, 1].map((value) => [memory.alloc(64), 64, value] as const);
      parallel(wasm.fillBytes, calls);
      await vi.waitFor(() => expect(engine.workers).toBe(threads - 1), { timeout: 10_000 });
    }
    const [a, b, out] = [make(1, 300, 200), make(1, 200, 100), make(1, 300, 100)];
    kernels.matmul([a, b], out, { transposeA: false, transposeB: false });
    return memory.read(out.buffer, 'float32', out.size);
  };
  expect(await product(3)).toEqual(await product(1));
});
