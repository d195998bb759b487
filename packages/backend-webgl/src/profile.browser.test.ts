import { mul, profile, relu, StriateError, setBackend, sub, tensor, transpose } from '@striate/tensor';
import { expect, it, vi } from 'vitest';
import { webgl } from './webgl';

const values = Float32Array.from({ length: 300 * 200 }, (_, i) => (i % 17) - 8);

/** A canvas whose context has no timer queries. */
function canvasWithoutTimer(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2');
  if (!gl) throw new Error('no WebGL2');
  const getExtension = gl.getExtension.bind(gl);
  vi.spyOn(gl, 'getExtension').mockImplementation((name: string) => (/timer/.test(name) ? null : getExtension(name)));
  return canvas;
}

it.each([
  ['the clock of the device, where it has one', () => webgl()],
  ['waiting', () => webgl({ canvas: canvasWithoutTimer() })],
])('tells what each op took, by %s', async (_, make) => {
  await setBackend(make());
  const x = tensor(values, [300, 200]);
  const found = await profile(async () => {
    for (let i = 0; i < 3; i++) transpose(x).dataSync();
    return relu(sub(mul(x, 2), x)).data();
  });
  expect(found.result).toEqual(values.map((v) => Math.max(0, v)));
  const counts = Object.fromEntries(found.ops.map(({ name, count }) => [name, count]));
  expect(Object.values(counts).sort()).toEqual([1, 3]);
  expect(counts['relu sub mul']).toBe(1);
  for (const { ms } of found.ops) expect(ms).toBeGreaterThan(0);
  expect(`${found}`).toMatch(/3 runs/);
  // It has ended: what comes after is not measured, and can be measured anew.
  transpose(x).dataSync();
  const { ops } = await profile(() => transpose(x).data());
  expect(ops).toMatchObject([{ count: 1 }]);
});

it('ends with the function that fails, or loses the device', async () => {
  const canvas = new OffscreenCanvas(1, 1);
  const backend = webgl({ canvas });
  await setBackend(backend);
  const x = tensor(values, [300, 200]);
  const failing = profile(async () => {
    await transpose(x).data();
    throw new RangeError('mine');
  });
  await expect(failing).rejects.toThrow('mine');
  const loser = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  const { ops } = await profile(async () => {
    await transpose(x).data();
    loser?.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(ops).toEqual([]);
  loser?.restoreContext();
  await backend.restored?.();
  expect((await profile(() => transpose(x).data())).ops).toHaveLength(1);
  await expect(profile(() => profile(() => 1))).rejects.toThrow(StriateError);
});
