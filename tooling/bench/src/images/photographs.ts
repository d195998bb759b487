import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resizeImage } from '@striate/data';
import { Generator } from '@striate/tensor';
import sharp from 'sharp';

/** Height and width. */
const size = [375, 500] as const;

/** A folder of JPEG files, in a folder for each of two classes. */
export interface Photographs {
  readonly folder: string;
  readonly files: readonly string[];
  dispose(): Promise<void>;
}

/** As many differ; the others are copies of them, which take as long to decode. */
const distinct = 32;

/**
 * Writes `count` photographs of nothing, 500 x 375 pixels in about 85 kB, as cameras and the web have them: noise whose strength falls with
 * its frequency, as in pictures of nature, and areas of two colors with an edge between them.
 */
export async function makePhotographs(count: number): Promise<Photographs> {
  const folder = await mkdtemp(join(tmpdir(), 'striate-photographs-'));
  for (const name of ['even', 'odd']) await mkdir(join(folder, name));
  const raw = { width: size[1], height: size[0], channels: 3 } as const;
  const jpegs: Buffer[] = [];
  for (let i = 0; i < Math.min(count, distinct); i++)
    jpegs.push(await sharp(photograph(i), { raw }).jpeg({ quality: 92 }).toBuffer());
  const files = Array.from({ length: count }, (_, i) => join(folder, i % 2 === 0 ? 'even' : 'odd', `${i}.jpg`));
  for (const [i, file] of files.entries()) await writeFile(file, jpegs[i % distinct]);
  return { folder, files, dispose: () => rm(folder, { recursive: true }) };
}

function photograph(seed: number): Uint8Array {
  const generator = new Generator(seed);
  const [light, shape, tint] = [noise(generator, 8), noise(generator, 3), noise(generator, 2)];
  const colors = generator.uniform(6);
  const pixels = new Uint8ClampedArray(size[0] * size[1] * 3);
  for (let i = 0; i < pixels.length; i++) {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    const color = colors[channel + (shape[pixel] > 0 ? 3 : 0)];
    pixels[i] = 255 * (0.2 + 0.6 * color) + 90 * light[pixel] + 30 * (channel - 1) * tint[pixel];
  }
  return new Uint8Array(pixels.buffer);
}

/** Octaves of random grids, the finer the weaker; about from -1 to 1. */
function noise(generator: Generator, octaves: number): Float32Array {
  const sum = new Float32Array(size[0] * size[1]);
  for (let octave = 1; octave <= octaves; octave++) {
    const [height, width] = [3 * 2 ** (octave - 1), 4 * 2 ** (octave - 1)];
    const grid = { data: generator.uniform(height * width), shape: [height, width, 1] };
    const { data } = resizeImage(grid, size);
    for (let i = 0; i < sum.length; i++) sum[i] += (2 * data[i] - 1) / 1.22 ** octave;
  }
  return sum;
}
