import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ShapeError, tensor, ValueError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu } from '../testing';
import { bvlcRules, torchvisionRules } from '../weights/families/photographs';
import type { Preprocessing } from './Preprocessing';
import { preprocess } from './preprocess';

useCpu();

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const here = existsSync(shared);

describe.skipIf(!here)(`the crops of ../shared/data/googlenet${here ? '' : ' (absent)'}`, () => {
  it.each(['bvlc_cat', 'keras_elephant', 'pytorch_hub_dog'])('%s is cut out of its photograph', async (name) => {
    const expected = readFileSync(`${shared}googlenet/${name}.rgb224.u8`);
    const rules: Preprocessing = { ...bvlcRules, channelOrder: 'rgb', mean: undefined };
    const found = await (await preprocess(`${shared}photos/${name}.jpg`, rules)).data();
    const differences = Array.from(found, (value, i) => Math.abs(value - expected[i]));
    // Another JPEG decoder and another rounding: a grey level here and there.
    expect(differences.reduce((a, b) => a + b) / differences.length).toBeLessThan(0.6);
    expect(differences.filter((difference) => difference > 3)).toEqual([]);
  });
});

/** A picture whose red is its row, green its column, blue 100. */
function gradient(height: number, width: number): { data: Uint8Array; shape: number[] } {
  const data = Uint8Array.from({ length: height * width * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [Math.floor(pixel / width), pixel % width, 100][i % 3];
  });
  return { data, shape: [height, width, 3] };
}

const plain: Preprocessing = { size: [4, 4], channels: 3, resize: 'stretch', scale: 1 };

describe('preprocess', () => {
  it('gives a batch of one', async () => {
    const x = await preprocess(gradient(100, 60), torchvisionRules);
    expect(x.shape).toEqual([1, 224, 224, 3]);
    expect(x.dtype).toBe('float32');
  });

  it('brings the shorter side to a length, and cuts out the centre', async () => {
    const x = await preprocess(gradient(6, 11), { ...plain, resize: 6 });
    const values = await x.data();
    // Rows 1 … 4; columns 3.5, that is 4, … 7.
    expect([...values.slice(0, 3)]).toEqual([1, 4, 100]);
    expect([...values.slice(-3)]).toEqual([4, 7, 100]);
  });

  it('cuts the longer side to a whole number', async () => {
    // 12 * 5 / 7 = 8.57 columns, of which 8 are made
    const x = await preprocess(gradient(7, 12), { ...plain, resize: 5, size: [5, 5] });
    const columns = [...(await x.data())].filter((_, i) => i % 3 === 1).slice(0, 5);
    expect(columns[2]).toBeCloseTo(12 / 2 + 12 / 8 / 2 - 0.5, 0);
  });

  it('scales, subtracts and divides in the order of the network', async () => {
    const rules: Preprocessing = { ...plain, channelOrder: 'bgr', scale: 0.5, mean: [1, 2, 3], std: [1, 2, 4] };
    const x = await preprocess(gradient(4, 4), rules);
    expect([...(await x.data()).slice(-3)]).toEqual([49, (1.5 - 2) / 2, (1.5 - 3) / 4]);
  });

  it('has the modes of Keras by name', async () => {
    const white = { data: new Uint8Array(12).fill(255), shape: [2, 2, 3] };
    const first = async (mode: 'caffe' | 'tf' | 'torch') => [
      ...(await (await preprocess(white, mode)).data()).slice(0, 3),
    ];
    expect(await first('tf')).toEqual([1, 1, 1]);
    expect(await first('caffe')).toEqual([...Float32Array.of(255 - 103.939, 255 - 116.779, 255 - 123.68)]);
    expect((await first('torch'))[0]).toBeCloseTo((1 - 0.485) / 0.229, 5);
    // @ts-expect-error no such mode
    await expect(preprocess(white, 'cafe')).rejects.toThrow("did you mean 'caffe'?");
  });

  it('takes tensors: bytes, or floats from 0 to 1', async () => {
    const { data, shape } = gradient(4, 4);
    const bytes = await preprocess(tensor(data, shape, 'uint8'), plain);
    const floats = await preprocess(
      tensor(
        Float32Array.from(data, (v) => v / 255),
        shape,
      ),
      plain,
    );
    const [a, b] = [await bytes.data(), await floats.data()];
    a.forEach((value: number, i: number) => {
      expect(b[i]).toBeCloseTo(value, 4);
    });
    const grey = await preprocess(tensor(new Float32Array(16).fill(0.5), [4, 4]), { ...plain, channels: 1 });
    expect(grey.shape).toEqual([1, 4, 4, 1]);
  });

  it('refuses floats up to 255, other channels, and batches', async () => {
    const floats = tensor(Float32Array.from(gradient(4, 4).data), [4, 4, 3]);
    await expect(preprocess(floats, plain)).rejects.toThrow('floats from 0 to 1, got');
    await expect(preprocess(gradient(4, 4), { ...plain, channels: 1 })).rejects.toThrow(ShapeError);
    await expect(preprocess(tensor(new Float32Array(48), [1, 4, 4, 3]), plain)).rejects.toThrow(
      '[height, width, 3], got [1,4,4,3]',
    );
  });

  it.each([{ size: [0, 4] as const }, { resize: 3 }, { mean: [1, 2] }, { std: [1] }])(
    'refuses the rules %j',
    async (wrong) => {
      await expect(preprocess(gradient(4, 4), { ...plain, ...wrong })).rejects.toThrow(ValueError);
    },
  );
});
