import { sgd } from '@striate/layers';
import { memory } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { backbone } from './backbone';
import { fineTune } from './fineTune';
import { bitsOf, pictures, tinyNet, useCpu } from './testing';

useCpu();

const quiet = { verbose: 0, seed: 3 } as const;

describe('fineTune', () => {
  test('learns other classes, and says how well', async () => {
    const net = backbone(tinyNet(), { preprocessing: 'unit', pooling: 'flatten', upTo: 'layer2' });
    const data = {
      train: pictures({ count: 60 }),
      validation: pictures({ count: 30, from: 2 }),
      classNames: ['top', 'middle', 'bottom'],
    };
    const result = await fineTune(net, data, { ...quiet, stages: [{ epochs: 6 }, { unfreeze: 'layer2', epochs: 2 }] });
    expect(result.metrics.accuracy).toBeGreaterThan(0.9);
    expect(result.model.outputShape).toEqual([null, 3]);
    expect(result.confusionMatrix.flat().reduce((a, b) => a + b)).toBe(30);
    expect(result.perClass.map(({ name, support }) => [name, support])).toEqual([
      ['top', 10],
      ['middle', 10],
      ['bottom', 10],
    ]);
    expect(result.card.markdown).toContain('| top | 20 | 10 |');
    expect(result.card.json.stages.map(({ cached }) => cached)).toEqual([true, true]);
    const { accuracy } = await result.model.evaluate(data.validation.x, data.validation.y);
    expect(accuracy).toBeCloseTo(result.metrics.accuracy, 6);
  });

  test('leaves what is frozen as it is, bit by bit, moving statistics too', async () => {
    const source = tinyNet();
    const net = backbone(source, { preprocessing: 'imagenet' });
    const before = await bitsOf(source);
    await fineTune(net, { train: pictures() }, { ...quiet, cache: false, stages: [{ epochs: 2 }] });
    expect(await bitsOf(source)).toEqual(before);
    await fineTune(net, { train: pictures() }, { ...quiet, stages: [{ unfreeze: 'layer2', epochs: 2 }] });
    const after = await bitsOf(source);
    const changed = [...before.keys()].filter((name) => before.get(name) !== after.get(name));
    expect(changed).toEqual(['layer2.0.conv1/kernel', 'layer2.0.conv2/kernel', 'layer2.0.conv2/bias']);
  });

  test.each([[{}], [{ unfreeze: 'layer2' }]])(
    'computes the same with features cached and without: %o',
    async (stage) => {
      const run = async (cache: boolean) => {
        const net = backbone(tinyNet({ dropoutRate: 0.5 }), { preprocessing: 'imagenet' });
        const result = await fineTune(
          net,
          { train: pictures(), validation: pictures({ from: 5 }) },
          { ...quiet, cache, stages: [{ epochs: 1, ...stage }] },
        );
        expect(result.card.json.stages[0].cached).toBe(cache);
        const { loss, val_loss } = result.history[0].history;
        return { loss, val_loss, end: result.metrics.loss };
      };
      const [cached, direct] = [await run(true), await run(false)];
      expect(cached.loss[0]).toBeCloseTo(direct.loss[0], 6);
      expect(cached.val_loss[0]).toBeCloseTo(direct.val_loss[0], 6);
      expect(cached.end).toBeCloseTo(direct.end, 6);
    },
  );

  test('gives the same weights for the same seed', async () => {
    const run = async (seed: number) => {
      const net = backbone(tinyNet(), { preprocessing: 'unit' });
      const options = { ...quiet, seed, stages: [{ epochs: 2 }, { unfreeze: true, epochs: 1 }] };
      return bitsOf((await fineTune(net, { train: pictures() }, options)).model);
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  test('takes back a stage that made it worse', async () => {
    const net = backbone(tinyNet(), { preprocessing: 'unit' });
    const wild = { unfreeze: true, learningRate: 500, warmup: 0, epochs: 2 };
    const data = { train: pictures({ count: 60 }), validation: pictures({ from: 9 }) };
    const both = await fineTune(net, data, {
      ...quiet,
      optimizer: sgd,
      stages: [{ epochs: 2, learningRate: 0.01 }, wild],
    });
    expect(both.card.json.stages[1].bestEpoch).toBe(0);
    expect(both.metrics.loss).toBeCloseTo(Math.min(...both.history[0].history.val_loss), 5);
  });

  test('takes no more memory for more epochs and pictures', async () => {
    const net = backbone(tinyNet(), { preprocessing: 'unit' });
    // What optimizers remember, and the head, is there until it is collected, the same for each run.
    const grows = async (count: number, epochs: number) => {
      const before = memory();
      const stages = [
        { epochs, patience: 9 },
        { unfreeze: true, epochs, patience: 9 },
      ];
      await fineTune(net, { train: pictures({ count }) }, { ...quiet, stages });
      const after = memory();
      return { tensors: after.tensors - before.tensors, bytes: after.bytes - before.bytes };
    };
    const short = await grows(30, 1);
    const long = await grows(60, 4);
    expect(long.tensors).toBeLessThanOrEqual(short.tensors);
    expect(long.bytes).toBeLessThanOrEqual(short.bytes);
  });
});
