import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from '@striate/backend-cpu';
import { setBackend, tensor } from '@striate/tensor';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withChannels } from './channels';
import { decodeImage } from './decodeImage';
import { encodePng } from './encodePng';
import { saveImage } from './saveImage';

beforeAll(() => setBackend(cpu({ threads: 1 })));

/** Noise and slopes, so that every filter is the best one of some row. */
function picture(height: number, width: number, channels: number): Uint8Array {
  return Uint8Array.from({ length: height * width * channels }, (_, i) => {
    const [y, x] = [Math.floor(i / (width * channels)), Math.floor(i / channels) % width];
    return y % 4 === 0 ? (i * 2654435761) % 251 : y % 4 === 1 ? 3 * x : y % 4 === 2 ? 5 * y : 2 * x + 3 * y;
  });
}

describe('encodePng', () => {
  it.each([1, 2, 3, 4])('writes %i channels that decoders read back', async (channels) => {
    const data = picture(23, 17, channels);
    const png = await encodePng({ data, shape: [23, 17, channels] });
    const back = await decodeImage(png, { channels: 4 });
    expect(back.shape).toEqual([23, 17, 4]);
    expect(back.data).toEqual(withChannels(data, channels, 4));
  });

  it('takes tensors, floats from 0 to 1, bools and images without a channel axis', async () => {
    const read = async (png: Uint8Array) => [...(await decodeImage(png, { channels: 1 })).data];
    expect(await read(await encodePng(tensor([[0, 0.5, 1, 1.2, -1]])))).toEqual([0, 128, 255, 255, 0]);
    expect(await read(await encodePng(tensor([[0, 1]], [1, 2], 'bool')))).toEqual([0, 255]);
    expect(await read(await encodePng(tensor([[0, 200, 300]], [1, 3], 'int32')))).toEqual([0, 200, 255]);
    expect(await read(await encodePng({ data: Uint8Array.of(7, 9), shape: [1, 2, 1] }))).toEqual([7, 9]);
    expect(await read(await encodePng(tensor([[-3, 0, 1]]), { scale: true }))).toEqual([0, 191, 255]);
    expect(await read(await encodePng(tensor([[5, 5]]), { scale: true }))).toEqual([0, 0]);
  });

  it('says what it takes', async () => {
    await expect(encodePng(tensor([[0, 255]]))).rejects.toThrow('floats are from 0 to 1, and these go up to 255');
    await expect(encodePng({ data: new Uint8Array(12), shape: [2, 2, 3, 1] })).rejects.toThrow('got [2,2,3,1]');
    await expect(encodePng({ data: new Uint8Array(12), shape: [2, 7] })).rejects.toThrow(
      'takes 14 values, data has 12',
    );
  });

  it('makes photographs smaller than their bytes', async () => {
    const size = 64 * 64 * 3;
    const smooth = Uint8Array.from({ length: size }, (_, i) => 128 + 100 * Math.sin(i / 400) + (i % 3) * 8);
    expect((await encodePng({ data: smooth, shape: [64, 64, 3] })).length).toBeLessThan(size / 4);
  });
});

describe('saveImage', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'striate-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes the format of the name, and leaves nothing else', async () => {
    const image = { data: picture(20, 30, 3), shape: [20, 30, 3] };
    for (const name of ['a.png', 'b.jpg', 'c.JPEG', 'd.webp']) await saveImage(join(folder, name), image);
    expect((await readdir(folder)).sort()).toEqual(['a.png', 'b.jpg', 'c.JPEG', 'd.webp']);
    expect((await decodeImage(join(folder, 'a.png'))).data).toEqual(image.data);
    expect((await sharp(join(folder, 'd.webp')).metadata()).format).toBe('webp');
    expect((await sharp(join(folder, 'c.JPEG')).metadata()).format).toBe('jpeg');
  });

  it('refuses other names, and names a place where it cannot write', async () => {
    const image = { data: Uint8Array.of(1), shape: [1, 1] };
    await expect(saveImage('cat.gif', image)).rejects.toThrow("'cat.gif' ends with none of .png, .jpg, .jpeg, .webp");
    await expect(saveImage(join(folder, 'no/cat.png'), image)).rejects.toThrow('cannot write');
  });
});
