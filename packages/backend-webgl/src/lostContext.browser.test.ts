import { add, DeviceLostError, mul, setBackend, tensor, Variable } from '@striate/tensor';
import { afterEach, expect, test, vi } from 'vitest';
import { webgl } from './webgl';

afterEach(() => vi.restoreAllMocks());

function losable() {
  const canvas = new OffscreenCanvas(1, 1);
  const backend = webgl({ canvas });
  const gl = canvas.getContext('webgl2');
  const loser = gl?.getExtension('WEBGL_lose_context');
  if (!loser) throw new Error('no WEBGL_lose_context');
  return { backend, lose: () => loser.loseContext(), restore: () => loser.restoreContext() };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

test('every use of a lost device is an error; what came from the host is there again', async () => {
  const { backend, lose, restore } = losable();
  await setBackend(backend);
  const x = tensor([[1, 2, 3, 4]]);
  const y = mul(x, 3);
  expect(await y.array()).toEqual([[3, 6, 9, 12]]);
  lose();
  expect(() => add(x, y)).toThrow(DeviceLostError);
  await expect(y.data()).rejects.toThrow(DeviceLostError);
  expect(() => y.dataSync()).toThrow(DeviceLostError);
  const settled = vi.fn();
  const restored = backend.restored?.().then(settled);
  await turn();
  expect(settled).not.toHaveBeenCalled();
  restore();
  await restored;
  expect(await mul(x, 2).array()).toEqual([[2, 4, 6, 8]]);
  await expect(y.data()).rejects.toThrow(/lost/);
  expect(() => mul(y, 2).dataSync()).toThrow(DeviceLostError);
  expect(await backend.restored?.()).toBeUndefined();
});

test('a read that is under way ends with the error', async () => {
  const { backend, lose, restore } = losable();
  await setBackend(backend);
  const y = mul(tensor(new Float32Array(1000).fill(2)), 3);
  const reading = y.data();
  lose();
  await expect(reading).rejects.toThrow(DeviceLostError);
  await turn();
  restore();
  await backend.restored?.();
});

test('preserved values outlive it, until they are overwritten', async () => {
  const { backend, lose, restore } = losable();
  await setBackend(backend);
  const kept = new Variable(mul(tensor([1, 2]), 2));
  await backend.preserve?.(kept.buffer as never);
  const gone = mul(tensor([1, 2]), 2);
  expect(await gone.array()).toEqual([2, 4]);
  lose();
  await turn();
  restore();
  await backend.restored?.();
  expect(await kept.array()).toEqual([2, 4]);
  expect(await add(kept, 1).array()).toEqual([3, 5]);
  await expect(gone.data()).rejects.toThrow(DeviceLostError);
  kept.assign(add(kept, 1));
  lose();
  await turn();
  restore();
  await backend.restored?.();
  await expect(kept.data()).rejects.toThrow(DeviceLostError);
});
