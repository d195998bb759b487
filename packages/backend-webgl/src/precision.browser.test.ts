import { add, matmul, mul, relu, setBackend, softmax, sum, type Tensor, tensor, transpose } from '@striate/tensor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type WebglOptions, webgl } from './webgl';

afterEach(() => vi.restoreAllMocks());

const values = Float32Array.from({ length: 24 * 36 }, (_, i) => Math.sin(i) * 3);

/** One of each kind: a chain, a movement, a reduction, sums of products. */
const ops: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  'a chain': (x) => relu(add(mul(x, 0.7), 0.1)),
  transpose: (x) => transpose(x),
  sum: (x) => sum(x, 1),
  softmax: (x) => softmax(x),
  matmul: (x) => matmul(x, transpose(x)),
};

const names = Object.keys(ops);

async function results(options: WebglOptions): Promise<Map<string, ArrayLike<number>>> {
  await setBackend(webgl(options));
  const found = new Map<string, ArrayLike<number>>();
  for (const [name, op] of Object.entries(ops)) found.set(name, await op(tensor(values, [24, 36])).data());
  return found;
}

/** The largest error, as a share of the value or, where sums cancel, of the typical one. */
function errorOf(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const all = Array.from(wanted);
  const typical = Math.sqrt(all.reduce((s, v) => s + v * v, 0) / all.length);
  return Math.max(...all.map((v, i) => Math.abs(found[i] - v) / Math.max(Math.abs(v), typical)));
}

describe('float16', () => {
  it('keeps three digits', async () => {
    const [wanted, found] = [await results({}), await results({ precision: 'float16' })];
    // What is stored has 11 bits: it is off by 2^-10 of the largest value at most, for some drivers cut what others round, and that
    // twice or thrice on the way.
    for (const name of names)
      expect(errorOf(found.get(name) ?? [], wanted.get(name) ?? []), name).toBeLessThan(4 * 2 ** -10);
    expect(Math.max(...names.map((name) => errorOf(found.get(name) ?? [], wanted.get(name) ?? [])))).toBeGreaterThan(0);
  });

  it('takes half the bytes', async () => {
    const bytes = async (precision: 'float32' | 'float16') => {
      const backend = webgl({ precision });
      await setBackend(backend);
      await relu(tensor(values)).data();
      return backend.memory().reserved;
    };
    expect(await bytes('float16')).toBe((await bytes('float32')) / 2);
  });

  it('is told of where it was not asked for', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(webgl({ precision: 'float16' }).precision).toBe('float16');
    expect(webgl().precision).toBe('float32');
    expect(warn).not.toHaveBeenCalled();
    // A phone: textures of 32-bit floats are there, and nothing renders to them.
    const canvas = new OffscreenCanvas(1, 1);
    const gl = canvas.getContext('webgl2');
    if (!gl) throw new Error('no WebGL2');
    const check = gl.checkFramebufferStatus.bind(gl);
    const storage = vi.spyOn(gl, 'texStorage3D');
    vi.spyOn(gl, 'checkFramebufferStatus').mockImplementation((target) =>
      storage.mock.lastCall?.[2] === gl.RGBA32F ? gl.FRAMEBUFFER_UNSUPPORTED : check(target),
    );
    expect(webgl({ canvas }).precision).toBe('float16');
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0][0]).toMatch(/^webgl: .* renders to 16-bit floats only/);
  });
});

it('four attachments give the same to the last digits', async () => {
  const [wanted, found] = [await results({ attachments: 8 }), await results({ attachments: 4 })];
  for (const name of names) expect(errorOf(found.get(name) ?? [], wanted.get(name) ?? []), name).toBeLessThan(1e-6);
});
