import { Dataset, resizeImage } from '@striate/data';
import { modelFromJson, sgd } from '@striate/layers';
import { classify } from '@striate/models';
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
    const size = 12 * 12 * 3;
    const picture = { data: data.validation.x.data.slice(size, 2 * size), shape: [12, 12, 3] };
    const [{ label }] = await classify(result.model, picture);
    expect(label).toBe('middle');
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

  test.each(['imagenet', 'caffe'] as const)(
    'the model is made again from its configuration, preprocessing %s within',
    async (preprocessing) => {
      const net = backbone(tinyNet(), { preprocessing });
      const { model } = await fineTune(net, { train: pictures() }, { ...quiet, stages: [{ epochs: 1 }] });
      const other = modelFromJson(model.toJson());
      await other.loadWeights(await model.toSafetensors());
      const { x } = pictures({ count: 3, from: 8 });
      expect(await (await other.predict(x)).data()).toEqual(await (await model.predict(x)).data());
    },
  );

  test('takes data sets of batches, and folders of pictures', async () => {
    const net = backbone(tinyNet(), { preprocessing: 'unit' });
    const arrays = pictures();
    const examples = Dataset.fromArrays(arrays);
    const big = examples.map(({ x, y }) => ({
      x: resizeImage({ data: Uint8Array.from(x.data), shape: x.shape }, [15, 20]),
      y,
    }));
    const folder = Object.assign(big, { classNames: ['a', 'b', 'c'], files: [], labels: arrays.y, badFiles: [] });
    const options = { ...quiet, stages: [{ epochs: 1 }, { unfreeze: 'layer2', epochs: 1 }] };
    const fromBatches = await fineTune(
      net,
      { train: examples.batch(8), classNames: ['x', 'y', 'z'] },
      { ...options, cache: false },
    );
    expect([fromBatches.metrics.samples, fromBatches.card.json.data.evaluatedOn]).toEqual([30, 'train']);
    expect(fromBatches.card.markdown).toContain('no pictures to validate on');
    const fromFolder = await fineTune(net, { train: folder, test: folder }, options);
    expect(fromFolder.classNames).toEqual(['a', 'b', 'c']);
    expect(fromFolder.card.json.data).toEqual({ train: [10, 10, 10], evaluation: [10, 10, 10], evaluatedOn: 'test' });
  });

  test('refuses what it cannot learn from, before anything learns', async () => {
    const net = backbone(tinyNet());
    const train = pictures();
    const tuning = (data: Parameters<typeof fineTune>[1], options = {}) =>
      fineTune(net, data, { ...quiet, ...options });
    await expect(tuning({ train, classNames: ['a', 'b'] })).rejects.toThrow(
      'there are 2 classes, so labels are 0 to 1',
    );
    await expect(tuning({ train }, { classes: 1 })).rejects.toThrow('two classes or more, got 1');
    await expect(tuning({ train, classNames: ['a', 'b', 'a'] })).rejects.toThrow('two classNames are the same');
    await expect(tuning({ train, classNames: ['a', 'b', 'c'] }, { classes: 4 })).rejects.toThrow(
      'classes is 4, but there are 3',
    );
    await expect(tuning({ train: Dataset.fromArrays(train).batch(3) })).rejects.toThrow('give classNames, or classes');
    const oneHot = { data: new Float32Array(90), shape: [30, 3] };
    await expect(tuning({ train: { ...train, y: oneHot } })).rejects.toThrow('one-hot rows are no classes');
    await expect(tuning({ train: { ...train, y: new Float32Array(30).fill(0.5) } })).rejects.toThrow(
      'whole numbers from 0, y[0] is 0.5',
    );
    await expect(tuning({ train }, { stages: [{ unfreeze: 'layr2' }] })).rejects.toThrow("did you mean 'layer2'?");
    await expect(tuning({ train }, { stages: [{ epochs: 0 }] })).rejects.toThrow(
      "stage 0 ('head'): epochs must be a whole number >= 1, got 0",
    );
    await expect(tuning({ train }, { stages: [] })).rejects.toThrow('stages is an empty list');
    await expect(tuning({ train }, { batchSize: 0 })).rejects.toThrow('batchSize must be a whole number >= 1, got 0');
  });
});
