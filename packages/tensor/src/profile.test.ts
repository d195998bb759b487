import { afterEach, expect, it } from 'vitest';
import { type Backend, type OpTime, setBackend } from './backend';
import { BackendError, DeviceLostError, StriateError } from './errors';
import { memory } from './memory';
import { add, mul } from './ops/arithmetic';
import { zeros } from './ops/creation';
import { profile } from './profile';
import { hostBackend } from './testing/hostBackend';

afterEach(() => setBackend(hostBackend()));

it('counts the runs of each op, the longest first, and gives what the function gives', async () => {
  await setBackend(hostBackend());
  const x = zeros([200, 200]);
  const found = await profile(async () => {
    for (let i = 0; i < 5; i++) add(x, x);
    await Promise.resolve();
    mul(x, x);
    return 'done';
  });
  expect(found.result).toBe('done');
  expect(Object.fromEntries(found.ops.map(({ name, count }) => [name, count]))).toMatchObject({ add: 5, mul: 1 });
  expect(found.ops.map(({ ms }) => ms)).toEqual(found.ops.map(({ ms }) => ms).sort((a, b) => b - a));
  expect(found.totalMs).toBeGreaterThanOrEqual(found.ops.reduce((sum, { ms }) => sum + ms, 0));
  expect(`${found}`).toMatch(/^add +5 runs +\d+\.\d\d ms +\d+ %$/m);
});

it('counts nothing when it is over, also by an error, and one at a time', async () => {
  await setBackend(hostBackend());
  const x = zeros([2]);
  const failing = profile(() => {
    throw new RangeError('mine');
  });
  await expect(failing).rejects.toThrow(RangeError);
  const { ops } = await profile(() => undefined);
  expect(ops).toEqual([]);
  let end = () => {};
  const waiting = profile(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  await expect(profile(() => add(x, x))).rejects.toThrow(StriateError);
  end();
  expect((await waiting).ops).toEqual([]);
  add(x, x);
  expect((await profile(() => add(x, x))).ops).toMatchObject([{ name: 'add', count: 1 }]);
});

it("takes a device's own times where it measures them, and stops it after an error", async () => {
  let measuring = 0;
  const device: Backend = {
    ...(hostBackend() as unknown as Backend),
    startProfile() {
      measuring++;
      return async (): Promise<OpTime[]> => {
        measuring--;
        return [
          { name: 'conv2d', ms: 1 },
          { name: 'reduce', ms: 7 },
          { name: 'conv2d', ms: 2 },
        ];
      };
    },
  };
  await setBackend(device);
  const x = zeros([2]);
  const { ops } = await profile(() => {
    expect(measuring).toBe(1);
    return add(x, x);
  });
  expect(ops).toEqual([
    { name: 'reduce', count: 1, ms: 7 },
    { name: 'conv2d', count: 2, ms: 3 },
  ]);
  await expect(profile(() => Promise.reject(new RangeError('mine')))).rejects.toThrow(RangeError);
  expect(measuring).toBe(0);
});

it('memory() has textures and the peak where the backend counts them', async () => {
  const device = hostBackend() as unknown as Backend;
  await setBackend({ ...device, memory: () => ({ bytes: 8, reserved: 16, textures: 3, peak: 32 }) });
  expect(memory()).toMatchObject({ reserved: 16, textures: 3, peak: 32 });
  await setBackend(device);
  expect(memory()).not.toHaveProperty('textures');
});

it('a lost device is an error of the backend', () => {
  const error = new DeviceLostError('gone');
  expect(error).toBeInstanceOf(BackendError);
  expect(error.name).toBe('DeviceLostError');
});
