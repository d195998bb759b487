import { cpu } from '@striate/backend-cpu';
import { add, BackendError, mul, neg, relu, setBackend, sub, tensor, to, transpose } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { type WebglBackend, webgl } from './webgl';

describe('in a worker', () => {
  it.each([
    ['of its own', () => undefined],
    ['of the page', () => document.createElement('canvas').transferControlToOffscreen()],
  ])('it draws on a canvas %s', async (_, make) => {
    const worker = new Worker(new URL('./testing/ops.worker.ts', import.meta.url), { type: 'module' });
    try {
      const canvas = make();
      const answer = new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      });
      worker.postMessage({ canvas }, canvas ? [canvas] : []);
      expect(await answer).toEqual({
        y: [
          [11, 41],
          [21, 51],
          [31, 61],
        ],
        renderer: webgl().renderer,
        page: false,
      });
    } finally {
      worker.terminate();
    }
  });
});

it('in a page it draws on a canvas element, too', async () => {
  const canvas = document.createElement('canvas');
  await setBackend(webgl({ canvas }));
  expect(await neg(tensor([1, 2])).array()).toEqual([-1, -2]);
});

describe('beside the CPU backend, in one program', () => {
  const data = Float32Array.from({ length: 1000 }, (_, i) => (i % 13) - 6);

  it('tensors move both ways, and each op runs where its tensors are', async () => {
    const [host, device] = [cpu(), webgl()];
    await setBackend(host);
    const onHost = relu(tensor(data, [50, 20]));
    const onDevice = await to(onHost, device);
    const there = mul(transpose(onDevice), transpose(onDevice));
    expect(there.backend).toBe(device);
    const back = await to(there, host);
    expect(back.backend).toBe(host);
    // Both count exactly with small whole numbers.
    const rest = sub(back, mul(transpose(onHost), transpose(onHost)));
    expect(Math.max(...(await rest.data()).map(Math.abs))).toBe(0);
  });

  it.each(['int32', 'bool', 'uint8'] as const)('%s, too', async (dtype) => {
    await setBackend(cpu());
    const device = webgl();
    const x = tensor([0, 1, 1, 0, 1], [5], dtype);
    const there = await to(x, device);
    expect(there.dtype).toBe(dtype);
    expect(await there.array()).toEqual(await x.array());
  });

  it('one op does not take tensors of both, nor of two devices', async () => {
    await setBackend(cpu());
    const x = tensor([1, 2]);
    const y = await to(x, webgl());
    expect(() => add(x, y)).toThrow(BackendError);
    expect(() => add(x, y)).toThrow("add: one tensor is on 'cpu', another on 'webgl': move it with to()");
    const z = await to(x, webgl());
    expect(() => add(y, z)).toThrow(/one tensor is on 'webgl', another on 'webgl'/);
    expect(await add(y, y).array()).toEqual([2, 4]);
  });
});

it('contexts beyond those that a browser keeps are lost, and say so', async () => {
  // Chromium keeps 16.
  const backends: WebglBackend[] = [];
  for (let i = 0; i < 17; i++) backends.push(webgl());
  await new Promise((resolve) => setTimeout(resolve, 100));
  await setBackend(backends[16]);
  expect(await neg(tensor([1])).array()).toEqual([-1]);
  await setBackend(backends[0]);
  expect(() => neg(tensor([1])).dataSync()).toThrow(/lost/);
});
