import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DType, View } from '@striate/tensor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine } from '../engine';
import { createKernels } from '../kernels';
import type { Ptr } from '../memory';
import { values } from '../testBench';
import { compile, instantiate } from '../wasm/instantiate';
import { split } from './split';
import { Threads } from './Threads';
import type { Kernel } from './worker';

const same = { top: 1, bottom: 1, left: 1, right: 1 };
const none = { top: 0, bottom: 0, left: 0, right: 0 };
const conv = { strides: [1, 1], padding: same, dilations: [1, 1], groups: 1 } as const;
const plain = { ...conv, padding: none };
const pool = {
  window: [3, 3],
  strides: [2, 2],
  padding: same,
  outputSize: [16, 16],
  countPadding: false,
} as const;

const sampling = { interpolation: 'bilinear', fillMode: 'reflect', fillValue: 0 } as const;

type Kernels = ReturnType<typeof createKernels>;
type Make = (shape: readonly number[], seed?: number) => View<Ptr>;
interface Case {
  readonly name: string;
  readonly out: readonly number[];
  readonly dtype?: DType;
  readonly run: (kernels: Kernels, make: Make, out: View<Ptr>) => void;
}

/** One of every way in which work is shared out, large enough to be. */
const cases: Case[] = [
  { name: 'exp', out: [100_003], run: (k, v, out) => k.exp([v([100_003])], out) },
  { name: 'sin', out: [50_001], run: (k, v, out) => k.sin([v([50_001])], out) },
  { name: 'add', out: [70_001], run: (k, v, out) => k.add([v([70_001]), v([1], 2)], out) },
  { name: 'less', out: [70_001], dtype: 'bool', run: (k, v, out) => k.less([v([70_001]), v([70_001], 2)], out) },
  {
    name: 'transpose',
    out: [90, 70, 50],
    run: (k, v, out) => k.transpose([v([50, 70, 90])], out, { perm: [2, 1, 0] }),
  },
  { name: 'sum', out: [60, 70], run: (k, v, out) => k.sum([v([60, 90, 70])], out) },
  { name: 'softmax', out: [90, 333], run: (k, v, out) => k.softmax([v([90, 333])], out) },
  {
    name: 'product of many rows',
    out: [1, 301, 77],
    run: (k, v, out) => k.matmul([v([1, 301, 190]), v([1, 190, 77], 2)], out, { transposeA: false, transposeB: false }),
  },
  {
    name: 'product of few rows',
    out: [1, 37, 700],
    run: (k, v, out) => k.matmul([v([1, 37, 900]), v([1, 900, 700], 2)], out, { transposeA: false, transposeB: false }),
  },
  {
    name: 'product of one row',
    out: [1, 1, 2003],
    run: (k, v, out) => k.matmul([v([1, 1, 301]), v([1, 301, 2003], 2)], out, { transposeA: false, transposeB: false }),
  },
  {
    name: 'product of columns',
    out: [1, 131, 77],
    run: (k, v, out) => k.matmul([v([1, 200, 131]), v([1, 200, 77], 2)], out, { transposeA: true, transposeB: false }),
  },
  {
    name: 'convolution 1x1',
    out: [1, 32, 32, 48],
    run: (k, v, out) => k.conv2d([v([1, 32, 32, 40]), v([1, 1, 40, 48], 2)], out, plain),
  },
  {
    name: 'convolution 5x5, strides 2',
    out: [2, 15, 15, 24],
    run: (k, v, out) => k.conv2d([v([2, 32, 32, 9]), v([5, 5, 9, 24], 2)], out, { ...conv, strides: [2, 2] as const }),
  },
  {
    name: 'Winograd, many tiles',
    out: [2, 32, 32, 36],
    run: (k, v, out) => k.conv2d([v([2, 32, 32, 20]), v([3, 3, 20, 36], 2)], out, conv),
  },
  {
    name: 'Winograd, few tiles',
    out: [1, 9, 9, 260],
    run: (k, v, out) => k.conv2d([v([1, 9, 9, 128]), v([3, 3, 128, 260], 2)], out, conv),
  },
  {
    name: 'small images',
    out: [9, 10, 10, 16],
    run: (k, v, out) => k.conv2d([v([9, 14, 14, 6]), v([5, 5, 6, 16], 2)], out, plain),
  },
  {
    name: 'depthwise convolution',
    out: [1, 32, 32, 40],
    run: (k, v, out) => k.conv2d([v([1, 32, 32, 40]), v([3, 3, 1, 40], 2)], out, { ...conv, groups: 40 }),
  },
  {
    name: 'input gradient, strides 2',
    out: [2, 32, 32, 16],
    run: (k, v, out) => {
      const params = { ...conv, strides: [2, 2] as const, inputSize: [32, 32] as const };
      k.conv2dInputGrad([v([2, 16, 16, 24]), v([3, 3, 16, 24], 2)], out, params);
    },
  },
  ...[
    { name: 'filter gradient by Winograd, many tiles', n: 6, c: 20, f: 36 },
    { name: 'filter gradient by Winograd, few tiles', n: 1, c: 128, f: 96 },
    { name: 'filter gradient, one channel', n: 16, c: 1, f: 6 },
  ].map(({ name, n, c, f }) => ({
    name,
    out: [3, 3, c, f],
    run: (k: Kernels, v: Make, out: View<Ptr>) =>
      k.conv2dFilterGrad([v([n, 28, 28, c]), v([n, 28, 28, f], 2)], out, { ...conv, filterSize: [3, 3] as const }),
  })),
  {
    name: 'filter gradient, strides 2',
    out: [3, 3, 24, 20],
    run: (k, v, out) => {
      const params = { ...conv, strides: [2, 2] as const, filterSize: [3, 3] as const };
      k.conv2dFilterGrad([v([2, 32, 32, 24]), v([2, 16, 16, 20], 2)], out, params);
    },
  },
  { name: 'max pool', out: [3, 16, 16, 33], run: (k, v, out) => k.maxPool2d([v([3, 32, 32, 33])], out, pool) },
  {
    name: 'gradient of a max pool',
    out: [3, 32, 32, 33],
    run: (k, v, out) => k.maxPool2dGrad([v([3, 16, 16, 33]), v([3, 32, 32, 33], 2)], out, pool),
  },
  ...[3, 40].map((n) => ({
    name: `images through ${n} affine maps`,
    out: [n, 60, 50, 3],
    run: (k: Kernels, v: Make, out: View<Ptr>) =>
      k.affineSample([v([n, 64, 64, 3]), v([n, 6], 2)], out, { ...sampling, size: [60, 50] as const }),
  })),
  {
    name: 'images at points',
    out: [3, 60, 50, 3],
    run: (k, v, out) => k.gridSample([v([3, 64, 64, 3]), v([3, 60, 50, 2], 2)], out, sampling),
  },
  { name: 'moments', out: [2, 37], run: (k, v, out) => k.moments([v([5000, 37])], out) },
  {
    name: 'batch-norm',
    out: [5000, 37],
    run: (k, v, out) =>
      k.batchNormTraining([v([5000, 37]), v([2, 37], 2), v([37], 3), v([37], 4)], out, { epsilon: 1.001 }),
  },
];

/** What each case gives on an engine. */
function results(engine: Engine): Map<string, Uint8Array> {
  const { memory } = engine;
  const kernels = createKernels(engine);
  const found = new Map<string, Uint8Array>();
  for (const { name, out: shape, dtype = 'float32', run } of cases) {
    const make = (of: readonly number[], seed = 1): View<Ptr> => {
      const size = of.reduce((a, b) => a * b, 1);
      const buffer = memory.alloc(size * 4);
      memory.write(buffer, values(size, seed));
      return { buffer, shape: of, dtype: 'float32', size };
    };
    const bytes = dtype === 'bool' ? 1 : 4;
    const out = { ...make(shape), dtype };
    run(kernels, make, out);
    found.set(name, memory.read(out.buffer, 'uint8', out.size * bytes) as Uint8Array);
  }
  return found;
}

/** Waits until the worker threads of an engine run. */
async function started(engine: Engine): Promise<void> {
  engine.parallel(engine.wasm.fillBytes, [
    [engine.memory.alloc(64), 64, 0],
    [engine.memory.alloc(64), 64, 0],
  ]);
  await vi.waitFor(() => expect(engine.workers).toBe(engine.threads - 1), { timeout: 20_000 });
}

describe('results', { timeout: 60_000 }, () => {
  const alone = results(createEngine({ threads: 1 }));

  it.each([2, 3, 8])('are the same bytes on %i threads', async (threads) => {
    const engine = createEngine({ threads });
    await started(engine);
    for (const [name, bytes] of results(engine)) {
      expect(Buffer.compare(bytes, alone.get(name) ?? new Uint8Array()), name).toBe(0);
    }
  });
});

describe('threads', () => {
  afterEach(() => void vi.restoreAllMocks());

  const crew = (threads: number, start?: ConstructorParameters<typeof Threads>[0]['start']) => {
    const memory = new WebAssembly.Memory({ initial: 4, maximum: 4, shared: true });
    const module = compile({ shared: true, relaxed: false });
    const wasm = instantiate(module, memory);
    let local = 65536;
    const kernels = Object.values(wasm) as Kernel[];
    const team = new Threads({ threads, module, memory, kernels, local: () => (local += 512), start });
    return { team, wasm, bytes: new Uint8Array(memory.buffer) };
  };

  it('that cannot start leave the work to those that run, and say so once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { team, wasm, bytes } = crew(4, (_, failed) => failed(new Error('refused by policy')));
    for (let round = 1; round <= 3; round++) {
      const calls = Array.from({ length: 9 }, (_, i) => [131072 + i, 1, round * 10 + i]);
      team.run(wasm.fillBytes as Kernel, calls);
      expect([...bytes.subarray(131072, 131081)]).toEqual(calls.map(([, , value]) => value));
    }
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0][0]).toContain('refused by policy');
  });

  it('take more tasks than fit into one job', () => {
    const { team, wasm, bytes } = crew(2, () => {});
    team.run(
      wasm.fillBytes as Kernel,
      Array.from({ length: 10_000 }, (_, i) => [131072 + i, 1, i % 251]),
    );
    expect(bytes.subarray(131072, 141072).every((value, i) => value === i % 251)).toBe(true);
  });

  it('report a task that trapped, and go on', () => {
    const { team, wasm, bytes } = crew(2, () => {});
    const outside = 2 ** 31;
    expect(() =>
      team.run(wasm.fillBytes as Kernel, [
        [outside, 1, 1],
        [131072, 1, 7],
      ]),
    ).toThrow('cpu: a kernel failed on one of the threads');
    expect(bytes[131072]).toBe(7);
    team.run(wasm.fillBytes as Kernel, [
      [131072, 1, 8],
      [131073, 1, 9],
    ]);
    expect([...bytes.subarray(131072, 131074)]).toEqual([8, 9]);
  });

  it('never keep a process alive', { timeout: 30_000 }, async () => {
    const engine = fileURLToPath(new URL('../engine.ts', import.meta.url));
    const program = `
      const { createEngine } = await import(${JSON.stringify(engine)});
      const { wasm, memory, parallel } = createEngine({ threads: 3 });
      parallel(wasm.fillBytes, [[memory.alloc(64), 64, 0], [memory.alloc(64), 64, 0]]);
      console.log('done');`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 25_000 });
    expect(stdout).toBe('done\n');
  });
});

it('split cuts by the work alone', () => {
  expect(split(10, 100)).toEqual([[0, 10]]);
  expect(split(0, 1)).toEqual([]);
  expect(split(100, 30, 8)).toEqual([
    [0, 32],
    [32, 64],
    [64, 100],
  ]);
  const parts = split(1e6, 1, 4);
  expect(parts.length).toBeLessThanOrEqual(64);
  expect(parts.at(-1)?.[1]).toBe(1e6);
});
