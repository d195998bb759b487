import { getBackend, zeros } from '@striate/tensor';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { chooseBackend } from '../index';

vi.setConfig({ testTimeout: 60_000 }); // software compiles programs for seconds where a machine is busy

const forget = () => localStorage.clear();
beforeAll(forget);
afterAll(forget);

it('software that draws loses to the CPU, which is remembered until it is asked anew', async () => {
  const { backend, measured, remembered } = await chooseBackend();
  expect(remembered).toBe(false);
  expect(measured).toEqual([
    { name: 'cpu', ms: expect.any(Number) },
    { name: 'webgl', ms: expect.any(Number) },
  ]);
  expect(backend.name).toBe('cpu');
  expect(localStorage.length).toBe(1);
  expect(await chooseBackend()).toMatchObject({ remembered: true, measured: [], backend: { name: 'cpu' } });
  expect((await chooseBackend({ probe: 'fresh' })).measured).toHaveLength(2);
});

it('the first op does it by itself, at once', () => {
  forget();
  zeros([2]);
  expect(getBackend().name).toBe('cpu');
  expect(localStorage.length).toBe(1);
});
