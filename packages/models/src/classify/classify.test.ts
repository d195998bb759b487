import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from '@striate/data';
import { dense, globalAveragePooling2d, type Sequential, sequential } from '@striate/layers';
import { FormatError, memory, tensor, ValueError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu } from '../testing';
import { classify } from './classify';
import { imagenetLabels } from './imagenetLabels';
import type { Preprocessing } from './Preprocessing';
import { setPictureRules } from './pictureRules';

useCpu();

const preprocessing: Preprocessing = { size: [8, 8], channels: 3, resize: 'stretch', scale: 1 / 255 };
const labels = ['red', 'green', 'blue'];

/** A network that says of which colour there is most. */
function colours(activation: 'softmax' | 'linear'): Sequential {
  const net = sequential([globalAveragePooling2d({ inputShape: [8, 8, 3] }), dense({ units: 3, activation })]);
  net.weights[0].assign(tensor([2, 0, 0, 0, 2, 0, 0, 0, 2], [3, 3]));
  setPictureRules(net, { preprocessing, labels });
  return net;
}

const picture = (r: number, g: number, b: number, [height, width] = [10, 20]) => ({
  data: Uint8Array.from({ length: height * width * 3 }, (_, i) => [r, g, b][i % 3]),
  shape: [height, width, 3],
});
/** The softmax of 2, 1, 0. */
const expected = [0.6652, 0.2447, 0.09];

describe('classify', () => {
  it.each(['softmax', 'linear'] as const)(
    'says the most probable classes by name, of outputs that are %s',
    async (how) => {
      const found = await classify(colours(how), picture(128, 255, 0));
      expect(found.map(({ label, index }) => [label, index])).toEqual([
        ['green', 1],
        ['red', 0],
        ['blue', 2],
      ]);
      found.forEach(({ probability }, i) => {
        expect(probability).toBeCloseTo(expected[i], 2);
      });
      expect(await classify(colours(how), picture(0, 0, 200), { topK: 1 })).toMatchObject([{ label: 'blue' }]);
    },
  );

  it('answers for each of many pictures, of any size, and keeps no memory', async () => {
    const net = colours('softmax');
    await classify(net, picture(1, 2, 3));
    const before = memory().tensors;
    const pictures = Array.from({ length: 40 }, (_, i) => picture(0, 255 * (i % 2), 100, [8 + i, 9]));
    const found = await classify(net, pictures, { topK: 1 });
    expect(found.map(([{ label }]) => label)).toEqual(pictures.map((_, i) => ['blue', 'green'][i % 2]));
    expect(memory().tensors).toBe(before);
    expect(await classify(net, [])).toEqual([]);
  });

  it('takes a path, bytes, a Blob and a tensor', async () => {
    const png = Uint8Array.from(await encodePng(tensor(picture(255, 0, 0).data, [10, 20, 3], 'uint8')));
    const folder = await mkdtemp(join(tmpdir(), 'striate-picture-'));
    const path = join(folder, 'red.png');
    await writeFile(path, png);
    const red = tensor(
      Float32Array.from({ length: 300 }, (_, i) => Number(i % 3 === 0)),
      [10, 10, 3],
    );
    const found = await classify(colours('softmax'), [path, png, new Blob([png]), red], { topK: 1 });
    expect(found.map(([{ label }]) => label)).toEqual(['red', 'red', 'red', 'red']);
    await rm(folder, { recursive: true });
    await expect(classify(colours('softmax'), new Uint8Array(100))).rejects.toThrow(FormatError);
  });

  it('takes labels and preprocessing of the caller before those of the weights', async () => {
    const net = colours('softmax');
    const bgr: Preprocessing = { ...preprocessing, channelOrder: 'bgr' };
    const found = await classify(net, picture(255, 0, 0), { preprocessing: bgr, labels: ['a', 'b', 'c'], topK: 1 });
    expect(found[0].label).toBe('c');
    setPictureRules(net, { preprocessing });
    expect((await classify(net, picture(255, 0, 0)))[0].label).toBe('class 0');
  });

  it('refuses what it cannot know', async () => {
    const net = colours('softmax');
    await expect(classify(net, picture(1, 2, 3), { topK: 0 })).rejects.toThrow(ValueError);
    await expect(classify(net, picture(1, 2, 3), { labels: ['a'] })).rejects.toThrow('1 labels for 3 classes');
    setPictureRules(net, {});
    await expect(classify(net, picture(1, 2, 3))).rejects.toThrow(
      'give preprocessing, or tell it once with setPictureRules',
    );
  });
});

it('ImageNet has 1000 names', async () => {
  const names = await imagenetLabels();
  expect(names).toHaveLength(1000);
  expect([names[0], names[281], names[999]]).toEqual([
    'tench, Tinca tinca',
    'tabby, tabby cat',
    'toilet tissue, toilet paper, bathroom tissue',
  ]);
});
