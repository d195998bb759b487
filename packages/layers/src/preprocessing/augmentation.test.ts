import { cpu } from '@striate/backend-cpu';
import { Generator, memory, scope, setBackend, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { layerClasses } from '../layers/layerClasses';
import { sequential } from '../models/Sequential';
import { useCpu, values } from '../testing';
import type { ImageAugmentation } from './ImageAugmentation';
import { randAugment } from './RandAugment';
import { randomBrightness } from './RandomBrightness';
import { randomContrast } from './RandomContrast';
import { randomCrop } from './RandomCrop';
import { randomElasticTransform } from './RandomElasticTransform';
import { randomErasing } from './RandomErasing';
import { randomFlip } from './RandomFlip';
import { randomGrayscale } from './RandomGrayscale';
import { randomHue } from './RandomHue';
import { randomResizedCrop } from './RandomResizedCrop';
import { randomRotation } from './RandomRotation';
import { randomSaturation } from './RandomSaturation';
import { randomShear } from './RandomShear';
import { randomTranslation } from './RandomTranslation';
import { randomZoom } from './RandomZoom';

useCpu();

/** Every layer, made with a seed. */
const layers: readonly [string, (seed: number) => ImageAugmentation][] = [
  ['randomFlip', (seed) => randomFlip({ seed })],
  ['randomRotation', (seed) => randomRotation({ factor: 0.2, seed })],
  ['randomTranslation', (seed) => randomTranslation({ heightFactor: 0.3, widthFactor: 0.3, seed })],
  ['randomZoom', (seed) => randomZoom({ heightFactor: 0.4, widthFactor: 0.2, fillMode: 'constant', seed })],
  ['randomShear', (seed) => randomShear({ xFactor: 0.4, yFactor: 0.2, fillMode: 'wrap', seed })],
  ['randomCrop', (seed) => randomCrop({ height: 9, width: 8, seed })],
  ['randomResizedCrop', (seed) => randomResizedCrop({ height: 12, width: 11, seed })],
  ['randomContrast', (seed) => randomContrast({ factor: 0.5, seed })],
  ['randomBrightness', (seed) => randomBrightness({ factor: 0.3, seed })],
  ['randomSaturation', (seed) => randomSaturation({ factor: [0.2, 0.8], seed })],
  ['randomHue', (seed) => randomHue({ factor: 0.8, seed })],
  ['randomGrayscale', (seed) => randomGrayscale({ seed })],
  ['randomErasing', (seed) => randomErasing({ factor: [0.8, 1], scale: [0.1, 0.4], seed })],
  ['randomElasticTransform', (seed) => randomElasticTransform({ scale: [0.5, 1], seed })],
  ['randAugment', (seed) => randAugment({ seed })],
];
const cropping = ['randomCrop', 'randomResizedCrop'];

const bytes = new Generator(3).uniform(16 * 12 * 11 * 3).map((u) => Math.floor(u * 256));
const shape = [16, 12, 11, 3];
const images = () => tensor(bytes, shape);

describe.each(layers)('%s', (name, make) => {
  it('leaves images alone outside of training', async () => {
    const layer = make(1);
    if (cropping.includes(name)) expect((layer(images()) as { shape: unknown }).shape).not.toBe(undefined);
    else expect(await values(layer(images()))).toEqual([...bytes]);
    expect(layer.generator?.state.draws).toBe(0);
  });

  it('changes images in training, each in its own way, by its seed and nothing else', async () => {
    const same = tensor(
      Float32Array.from({ length: 8 * 396 }, (_, i) => bytes[i % 396]),
      [8, 12, 11, 3],
    );
    const layer = make(5);
    const y = await values(layer(same, { training: true }));
    const size = y.length / 8;
    const variants = new Set(Array.from({ length: 8 }, (_, i) => y.slice(i * size, (i + 1) * size).join()));
    expect(variants.size).toBeGreaterThan(1);
    expect(await values(make(5)(same, { training: true }))).toEqual(y);
    expect(await values(make(6)(same, { training: true }))).not.toEqual(y);
    // A second batch gets other numbers; putting the generator back gives them again.
    const state = layer.generator?.state ?? { seed: 0, draws: 0 };
    const next = await values(layer(same, { training: true }));
    expect(next).not.toEqual(y);
    if (layer.generator) layer.generator.state = state;
    expect(await values(layer(same, { training: true }))).toEqual(next);
  });

  it('takes bytes as it takes floats', async () => {
    const y = make(2)(tensor(Uint8Array.from(bytes), shape), { training: true });
    expect(y.dtype).toBe('float32');
    expect(await values(y)).toEqual(await values(make(2)(images(), { training: true })));
  });

  it('stays in its value range and has no values that are none', async () => {
    for (const value of await values(make(7)(images(), { training: true }))) {
      expect(value).toBeGreaterThanOrEqual(-1e-3);
      expect(value).toBeLessThanOrEqual(255.001);
    }
  });

  it('is made anew from its config', async () => {
    const layer = make(9);
    const Class = layerClasses[(name[0].toUpperCase() + name.slice(1)) as 'RandomFlip'];
    const again = Class.fromConfig(JSON.parse(JSON.stringify(layer.getConfig())));
    expect(again.getConfig()).toEqual(layer.getConfig());
    expect(await values(again(images(), { training: true }))).toEqual(
      await values(layer(images(), { training: true })),
    );
  });

  it('leaves no tensor behind', () => {
    const layer = make(4);
    const x = images();
    scope(() => void layer(x, { training: true }));
    const before = memory();
    for (let i = 0; i < 20; i++) scope(() => void layer(x, { training: true }));
    expect(memory().tensors).toBe(before.tensors);
    expect(memory().bytes).toBe(before.bytes);
    x.dispose();
  });
});

describe('threads', () => {
  it('make no difference', async () => {
    const run = async (threads: number) => {
      await setBackend(cpu({ threads }));
      const big = tensor(
        new Generator(8).uniform(6 * 90 * 80 * 3).map((u) => u * 255),
        [6, 90, 80, 3],
      );
      const results: number[][] = [];
      for (const [, make] of layers) results.push(await values(make(3)(big, { training: true })));
      return results;
    };
    const alone = await run(1);
    expect(await run(2)).toEqual(alone);
    await setBackend(cpu());
  });
});

describe('in a model', () => {
  it('a chain of them learns its shape, draws in training only and vanishes from inference', async () => {
    const model = sequential([
      randomFlip({ mode: 'horizontal', seed: 1, inputShape: [12, 11, 3] }),
      randomRotation({ factor: 0.1, seed: 2 }),
      randomCrop({ height: 8, width: 8, seed: 3 }),
      randomBrightness({ factor: 0.1, seed: 4 }),
    ]);
    expect(model.outputShape).toEqual([null, 8, 8, 3]);
    expect(model.generators).toHaveLength(4);
    await model.predict(images());
    expect(model.generators.map(({ state }) => state.draws)).toEqual([0, 0, 0, 0]);
    model(images(), { training: true });
    expect(model.generators.every(({ state }) => state.draws > 0)).toBe(true);
  });
});

describe('options', () => {
  it.each([
    [() => randomRotation({ factor: 1.5 }), /randomRotation: factor must be .* from -1 to 1, got 1.5/],
    [() => randomZoom({ heightFactor: [-1, 0] }), /randomZoom: heightFactor must be above -1/],
    [() => randomShear({ xFactor: [0.2, 2] }), /randomShear: xFactor .* from 0 to 1, got \[0.2,2\]/],
    [
      () => randomFlip({ mode: 'horizontl' as 'horizontal' }),
      /mode 'horizontl' is not known; did you mean 'horizontal'/,
    ],
    [
      () => randomRotation({ factor: 0, fillMode: 'reflekt' as 'reflect' }),
      /fillMode 'reflekt'.*did you mean 'reflect'/,
    ],
    [() => randomCrop({ height: 0, width: 4 }), /randomCrop: height and width .* got 0 and 4/],
    [() => randomContrast({ factor: 2 }), /randomContrast: factor .* from 0 to 1, got 2/],
    [() => randomBrightness({ factor: 0.1, valueRange: [1, 0] }), /randomBrightness: valueRange .* got \[1,0\]/],
    [() => randomResizedCrop({ height: 2, width: 2, scale: [0, 1] }), /randomResizedCrop: scale .* got \[0,1\]/],
    [() => randomHue({ factor: 0.1 })(tensor([1, 2], [1, 1, 2, 1]), { training: true }), /3 channels .*, got 1/],
    [
      () => randomRotation({ factor: 0, fil: 1 } as never),
      /option 'fil' is not known; did you mean 'fillMode'|option 'fil'/,
    ],
  ])('%s', (make, says) => {
    expect(make).toThrow(says);
  });
});
