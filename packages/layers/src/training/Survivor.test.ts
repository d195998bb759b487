import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from '@striate/backend-cpu';
import { type Backend, DeviceLostError, mul, scope, setBackend, tensor } from '@striate/tensor';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { losable } from '../testing/losable';
import { stripes } from '../testing/stripes';
import type { Callback } from './Callback';
import { csvLogger } from './callbacks/csvLogger';
import { earlyStopping } from './callbacks/earlyStopping';
import { reduceLROnPlateau } from './callbacks/reduceLROnPlateau';
import { pace } from './Survivor';
import { counts, decaying, lostAt, momentum, network, standing, train } from './testing/trainLosable';

const usual = { ...pace };
vi.setConfig({ testTimeout: 60_000 }); // a machine that is busy with other things is no failure
afterEach(() => {
  Object.assign(pace, usual);
});

/** A copy between any two steps, or none but the first. */
const always = { share: Number.POSITIVE_INFINITY, least: 0 };
const never = { share: 1e-9, least: 1e9 };

const spread = (count: number, parts: number) =>
  Array.from({ length: parts }, (_, i) => 1 + Math.floor(((i + 0.5) * count) / parts));

describe('fit, on a device that is lost', () => {
  it.each([
    ['adam, copies all the time', decaying, always],
    ['adam, no copy but the first', decaying, never],
    ['momentum, copies all the time', momentum, always],
    ['momentum, no copy but the first', momentum, never],
  ])('ends with the same bits wherever that was: %s', async (_, optimizer, how) => {
    const undisturbed = (await train(cpu(), optimizer)).result;
    Object.assign(pace, how);
    const { result, built, ended } = await train(losable(), optimizer);
    expect(result).toEqual(undisturbed);
    // The values that a network begins with are made on the device, and nothing brings them back before the first copy.
    const begin = built.ops;
    for (const at of spread(ended.ops - begin, 9)) {
      const device = lostAt('op', begin + at);
      expect((await train(device, optimizer)).result, `op ${at}`).toEqual(undisturbed);
      expect(device.counts.losses).toBe(2);
    }
    // A first copy that is broken off finds nothing to begin with, either.
    const first = 10;
    for (const at of spread(ended.reads - first, 7).map((read) => read + first)) {
      const device = lostAt('read', at);
      expect((await train(device, optimizer)).result, `read ${at} of ${ended.reads}`).toEqual(undisturbed);
    }
  });

  it('also when that happens again and again, as long as it gets further', async () => {
    const undisturbed = (await train(cpu(), decaying)).result;
    Object.assign(pace, always);
    const { built, ended } = await train(losable(), decaying);
    const device = lostAt('op', ...spread(ended.ops - built.ops, 6).map((at) => built.ops + at));
    expect((await train(device, decaying)).result).toEqual(undisturbed);
    expect(device.counts.losses).toBe(7);
  });

  it.each([
    ['always', always],
    ['never', never],
  ])('takes callbacks back to where they stood: copies %s', async (_, how) => {
    const told: number[] = [];
    const options = () => ({
      epochs: 12,
      callbacks: [
        reduceLROnPlateau({ monitor: 'loss', patience: 2, factor: 0.5, minDelta: 0.05 }),
        earlyStopping({ monitor: 'val_loss', patience: 2, minDelta: 0.2, restoreBestWeights: true }),
        { onEpochEnd: (epoch) => void told.push(epoch) } satisfies Callback,
      ],
    });
    const undisturbed = (await train(cpu(), momentum, options())).result;
    expect(undisturbed.epoch.length).toBeLessThan(12);
    expect(told.splice(0)).toEqual(undisturbed.epoch);
    Object.assign(pace, how);
    const { built, ended } = await train(losable(), momentum, options());
    told.length = 0;
    // The last reads preserve what was learned, when callbacks have heard of the end already.
    const places = spread(ended.ops - built.ops, 8).map((at) => ['op', built.ops + at] as const);
    for (const [what, at] of [...places, ['read', ended.reads] as const]) {
      const again = options();
      const device = lostAt(what, at);
      expect((await train(device, momentum, again)).result, `${what} ${at}`).toEqual(undisturbed);
      expect(device.counts.losses).toBe(2);
      if (how === always) expect(told).toEqual(undisturbed.epoch);
      told.length = 0;
      // The same callbacks, in a training that begins anew, remember nothing.
      expect((await train(cpu(), momentum, again)).result).toEqual(undisturbed);
      told.length = 0;
    }
  });

  it('writes a line of a CSV file once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'striate-lost-'));
    try {
      const path = join(folder, 'log.csv');
      await writeFile(path, 'of another run\n');
      const { built, ended } = await train(losable(), momentum);
      const device = lostAt('op', built.ops + 20, ended.ops - 1);
      Object.assign(pace, never);
      const { result } = await train(device, momentum, { callbacks: [csvLogger(path)] });
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      expect(lines[0]).toBe('epoch,accuracy,loss,val_accuracy,val_loss');
      expect(lines.slice(1).map((line) => Number(line.split(',')[2]))).toEqual(result.history.loss);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says so in a line', async () => {
    Object.assign(pace, always);
    const { built, ended } = await train(losable(), momentum);
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    let text: string;
    try {
      await train(lostAt('op', built.ops + Math.round((ended.ops - built.ops) / 2)), momentum, { verbose: 2 });
      text = write.mock.calls.map(([part]) => part).join('');
    } finally {
      write.mockRestore();
    }
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('Epoch'))).toHaveLength(3);
    expect(lines.filter((line) => !line.startsWith('Epoch'))).toEqual([
      expect.stringMatching(
        /^fit: the device was lost in epoch 2, and is back; training goes on from epoch \d, after \d steps$/,
      ),
    ]);
  });

  it('reads batches of a data set again, those of a validation in the same order, too', async () => {
    const undisturbed = (await trainOnBatches(cpu())).result;
    Object.assign(pace, never);
    const { built, ended } = await trainOnBatches(losable());
    for (const at of spread(ended.ops - built.ops, 6)) {
      const device = lostAt('op', built.ops + at);
      expect((await trainOnBatches(device)).result, `op ${at}`).toEqual(undisturbed);
    }
  });
});

/** Trains on batches that are made on the device, and validates on such in another order in every pass. */
async function trainOnBatches<B>(backend: Backend<B>) {
  await setBackend(backend);
  const net = network(momentum());
  const built = { ...counts(backend) };
  const batches = (name: number) => ({
    position: { epoch: 0, index: 0 },
    get epoch() {
      return this.position.epoch;
    },
    *[Symbol.iterator]() {
      const { epoch, index } = this.position;
      this.position = { epoch: epoch + 1, index: 0 };
      for (let i = index; i < 3; i++) {
        const { x, y } = stripes(16, 4, 8, name + 10 * epoch + i);
        yield { x: scope(() => mul(tensor(x.data, x.shape), 1.5)), y };
      }
    },
  });
  const { epoch, history } = await net.fit(batches(1), { epochs: 3, validationData: batches(1000), verbose: 0 });
  return { built, ended: { ...counts(backend) }, result: { epoch, history, ...(await standing(net)) } };
}

describe('fit gives up', () => {
  const { x, y } = stripes(48);

  it('on a device that is lost at the same place each time, with that error', async () => {
    const device = losable();
    await setBackend(device);
    const net = network(momentum());
    const fitted = net.fit(x, y, {
      epochs: 9,
      verbose: 0,
      callbacks: [
        { onBatchBegin: (batch, { history }) => void (history.epoch.length === 2 && batch === 1 && device.lose()) },
      ],
    });
    await expect(fitted).rejects.toThrow(DeviceLostError);
    expect(device.counts.losses).toBe(3);
    expect(Number.isFinite((await net.evaluate(x, y)).loss)).toBe(true);
  });

  it('where it is told to, and leaves the model with what it had learned, on a device that is lost or is lost later', async () => {
    for (const isLost of [true, false]) {
      const device = losable();
      await setBackend(device);
      const net = network(momentum());
      const controller = new AbortController();
      const callback: Callback = {
        onBatchEnd() {
          if (isLost) device.lose();
          controller.abort();
        },
      };
      const fitted = net.fit(x, y, { verbose: 0, signal: controller.signal, callbacks: [callback] });
      await expect(fitted).rejects.toThrow('aborted');
      if (!isLost) device.lose();
      expect(Number.isFinite((await net.evaluate(x, y)).loss)).toBe(true);
    }
  });

  it('on one that does not come back', async () => {
    const device = losable();
    await setBackend(device);
    const net = network(momentum());
    const begun = device.counts.ops;
    device.dead = true;
    device.strike = () => device.counts.ops === begun + 70;
    const fitted = net.fit(x, y, { epochs: 9, verbose: 0 });
    await expect(fitted).rejects.toThrow('the device did not come back');
    await expect(fitted).rejects.not.toBeInstanceOf(DeviceLostError);
  });

  it('where the data itself was made on the device, and leaves the model with what it had learned', async () => {
    const device = losable();
    await setBackend(device);
    const net = network(momentum());
    const scaled = mul(tensor(x.data, x.shape), 2);
    Object.assign(pace, always);
    const begun = device.counts.ops;
    device.strike = () => device.counts.ops === begun + 300;
    const fitted = net.fit(scaled, y, { epochs: 9, verbose: 0 });
    await expect(fitted).rejects.toThrow('computed on a device that was lost');
    expect(device.counts.losses).toBe(1);
    expect(Number.isFinite((await net.evaluate(x, y)).loss)).toBe(true);
  });

  it('on data that comes only once', async () => {
    const device = losable();
    await setBackend(device);
    const net = network(momentum());
    const once = (function* () {
      for (let i = 0; i < 9; i++) yield { x, y };
    })();
    const begun = device.counts.ops;
    Object.assign(pace, always);
    device.strike = () => device.counts.ops === begun + 130;
    await expect(net.fit(once, { verbose: 0 })).rejects.toThrow(
      /goes on after batch \d of the data set, which has given only 0/,
    );
  });
});
