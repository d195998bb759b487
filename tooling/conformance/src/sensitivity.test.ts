import { cpu } from '@striate/backend-cpu';
import { inPlace, optional, required, setBackend } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { hasGradient } from './case';
import { families } from './cases';
import { checkForward, checkGradient } from './checks';
import { checkGolden, goldens } from './goldens';
import { checkTraining, trainingRuns } from './training';

// A suite is worth what it notices: each kernel in turn gets one wrong element, and some check has to fail.

const checks: readonly (() => Promise<void>)[] = [
  ...goldens.map((golden) => () => checkGolden(golden)),
  ...trainingRuns.map((run) => () => checkTraining(run)),
  ...Object.values(families)
    .flat()
    .filter((each) => !each.large)
    .flatMap((each) => [() => checkForward(each), ...(hasGradient(each) ? [() => checkGradient(each)] : [])]),
];

type AnyKernel = (...args: unknown[]) => void;

const backend = cpu();
const kernels = backend.kernels as unknown as Record<string, AnyKernel>;
let called = new Set<string>();
let broken = '';

interface Buffer {
  readonly buffer: number;
  readonly dtype: 'float32' | 'int32' | 'bool' | 'uint8';
  readonly size: number;
}

/** Makes the last element of a result wrong by a hundredth, or by one where it is whole. */
function spoil({ buffer, dtype, size }: Buffer): void {
  const data = backend.readSync(buffer, dtype, size);
  const last = data[size - 1];
  data[size - 1] =
    dtype === 'float32' ? last + 0.01 * Math.max(Math.abs(last), 1) : dtype === 'bool' ? 1 - last : last + 1;
  backend.write(buffer, data);
}

function watched(name: string, kernel: AnyKernel): AnyKernel {
  return (...args) => {
    called.add(name);
    kernel(...args);
    if (name === broken) spoil(name in inPlace ? (args[0] as Buffer[])[0] : (args[1] as Buffer));
  };
}

describe.skipIf(typeof window !== 'undefined')('the suite notices a wrong element', async () => {
  const wrapped = Object.fromEntries(Object.entries(kernels).map(([name, kernel]) => [name, watched(name, kernel)]));
  await setBackend({ ...backend, kernels: wrapped as unknown as typeof backend.kernels });
  const users = new Map<string, (() => Promise<void>)[]>();
  for (const check of checks) {
    called = new Set();
    await check();
    for (const name of called) users.set(name, [...(users.get(name) ?? []), check]);
  }

  for (const name of Object.keys({ ...required, ...optional, ...inPlace })) {
    if (!(name in kernels)) continue;
    test(`in ${name}`, async () => {
      broken = name;
      let noticed = false;
      try {
        for (const check of users.get(name) ?? []) await check();
      } catch {
        noticed = true;
      } finally {
        broken = '';
      }
      expect(noticed, `${users.get(name)?.length ?? 0} checks run ${name}, and none failed`).toBe(true);
    });
  }
});
