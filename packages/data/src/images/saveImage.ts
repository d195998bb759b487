import { StriateError, type Tensor, ValueError } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import { encodePng } from './encodePng';
import { type ImageBytesOptions, imageBytes } from './imageBytes';
import { loadSharp } from './loadSharp';

/** Options of `saveImage`. */
export interface SaveImageOptions extends ImageBytesOptions {
  /** Of a JPEG or WebP, 1 to 100. Default 90. */
  readonly quality?: number;
}

/**
 * Writes one image to a file (Node.js), in the format its name ends with: `.png`, which needs no library, or `.jpg`, `.jpeg` and `.webp`, which take
 * `sharp`. Values are taken as by `encodePng`. The file appears when it is whole.
 *
 * @throws {ValueError} for another ending.
 * @throws {StriateError} in a browser, which has no files to write: there `encodePng` gives the bytes.
 *
 * @example
 * await saveImage('out/cat.png', resizeImage(cat, [224, 224]));
 */
export async function saveImage(path: string, x: Tensor | NdArray, options: SaveImageOptions = {}): Promise<void> {
  const ending = /\.(png|jpe?g|webp)$/i.exec(path)?.[1].toLowerCase();
  if (!ending) throw new ValueError(`saveImage: '${path}' ends with none of .png, .jpg, .jpeg, .webp`);
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (!fs) throw new StriateError('saveImage: there are no files to write here; encodePng() gives the bytes');
  const bytes = ending === 'png' ? await encodePng(x, options) : await encode(ending, x, options);
  const beside = `${path}.${process.pid}.partial`;
  try {
    await fs.writeFile(beside, bytes);
    await fs.rename(beside, path);
  } catch (cause) {
    await fs.rm(beside, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StriateError(`saveImage: cannot write '${path}': ${reason}`, { cause });
  }
}

async function encode(ending: string, x: Tensor | NdArray, options: SaveImageOptions): Promise<Uint8Array> {
  const { quality = 90 } = options;
  const { data, height, width, channels } = await imageBytes(x, options, 'saveImage');
  const sharp = await loadSharp('saveImage');
  const raw = sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } });
  return ending === 'webp' ? raw.webp({ quality }).toBuffer() : raw.jpeg({ quality }).toBuffer();
}
