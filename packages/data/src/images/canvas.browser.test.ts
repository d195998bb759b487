import { describe, expect, it } from 'vitest';
import { decodeImage } from './decodeImage';
import { encodePng } from './encodePng';
import { fromPixels, type PixelSource } from './fromPixels';
import { saveImage } from './saveImage';
import { fixture } from './testing/fixtures';
import { toCanvas } from './toCanvas';

const image = {
  data: Uint8Array.from({ length: 5 * 7 * 3 }, (_, i) => (i * 37) % 256),
  shape: [5, 7, 3],
};

describe('pictures in a page', () => {
  it('go to a canvas and come back', async () => {
    for (const canvas of [document.createElement('canvas'), new OffscreenCanvas(1, 1)]) {
      await toCanvas(image, canvas);
      expect([canvas.height, canvas.width]).toEqual([5, 7]);
      expect(fromPixels(canvas)).toEqual(image);
    }
  });

  it('come from everything a page can show', async () => {
    const canvas = document.createElement('canvas');
    await toCanvas(image, canvas);
    const img = new Image();
    img.src = URL.createObjectURL(new Blob([await encodePng(image)], { type: 'image/png' }));
    await img.decode();
    const sources: PixelSource[] = [
      img,
      await createImageBitmap(canvas),
      new VideoFrame(canvas, { timestamp: 0 }),
      canvas.getContext('2d')?.getImageData(0, 0, 7, 5) as ImageData,
    ];
    for (const source of sources) expect(fromPixels(source)).toEqual(image);
    expect(fromPixels(canvas, { channels: 4 }).data[3]).toBe(255);
    expect(fromPixels(canvas, { channels: 1 }).shape).toEqual([5, 7, 1]);
    expect(() => fromPixels(new Image())).toThrow('a HTMLImageElement of 0 x 0 pixels; has it loaded?');
  });

  it('are encoded and decoded without loss', async () => {
    expect(await decodeImage(await encodePng(image))).toEqual(image);
    const alpha = { data: Uint8Array.from({ length: 3 * 4 * 4 }, (_, i) => (i * 91) % 256), shape: [3, 4, 4] };
    expect(await decodeImage(await encodePng(alpha), { channels: 4 })).toEqual(alpha);
  });

  it('larger than a canvas can be read', async () => {
    const wide = { data: Uint8Array.from({ length: 20_000 * 2 }, (_, i) => (i * 7) % 256), shape: [2, 20_000, 1] };
    expect(await decodeImage(await encodePng(wide), { channels: 1 })).toEqual(wide);
    const clear = { data: Uint8Array.from({ length: 5000 * 4 }, (_, i) => (i * 7) % 256), shape: [5000, 1, 4] };
    expect(await decodeImage(await encodePng(clear), { channels: 4 })).toEqual(clear);
  });

  it('are decoded many times over, also with alpha', async () => {
    const file = await fixture('alpha.png');
    const first = await decodeImage(file);
    for (let i = 0; i < 40; i++) expect(await decodeImage(file)).toEqual(first);
  });

  it('cannot be written to files', async () => {
    await expect(saveImage('cat.png', image)).rejects.toThrow('encodePng() gives the bytes');
  });
});
