import { FormatError, ValueError } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import type { ByteSource } from '../readers/byteChunks';
import { openPacked } from '../readers/readBytes';
import { checkOptions, type OptionNames } from '../unknownName';
import { type Channels, withChannels } from './channels';
import { decodeInNode } from './decodeInNode';
import { decodeInPage } from './decodeInPage';
import { type ImageHeader, imageHeader } from './imageHeader';
import { sourceName } from './imageSource';
import { chooseRegion, type Region, type RegionChoice } from './Region';

/** Options of `decodeImage`. */
export interface DecodeImageOptions {
  /** 1 (grey), 3 (red, green, blue) or 4 (and opacity). Default 3. */
  readonly channels?: Channels;
  /** Refuse an image of more pixels, before any of them is decoded. Default 100,000,000. */
  readonly maxPixels?: number;
  /** Only this part of the upright image. In Node.js the rows below it are not decoded. Default: all. */
  readonly region?: RegionChoice;
  /** What `imageHeader` said of the file before: then the engine reads it by itself, without its bytes passing through here. */
  readonly header?: ImageHeader;
}

const optionNames: OptionNames<DecodeImageOptions> = { channels: true, maxPixels: true, region: true, header: true };

/** What an engine is asked for: a file whose header was read. */
export interface DecodeTask {
  /** The file, or where it is on the disk. */
  readonly file: Uint8Array | Blob | string;
  readonly header: ImageHeader;
  readonly region: Region;
  readonly maxPixels: number;
}

/** Pixels as an engine gives them. */
export interface Decoded {
  readonly data: Uint8Array;
  /** 1 to 4. */
  readonly channels: number;
}

/**
 * Decodes a PNG, JPEG or WebP file into `[height, width, channels]`, bytes 0 … 255 on the host.
 *
 * Node.js uses the package `sharp`, which is to be installed beside this one; a page or a worker, what the browser has. Both turn the
 * image upright as EXIF says, leave its numbers as they are stored (no colour profile is applied), drop alpha instead of blending it, and take
 * the first frame of an animation. They agree to the last digit or the one before.
 *
 * @throws {FormatError} if the file is none of the three, is cut off or damaged, or has more than `maxPixels`: names the file.
 * @throws {StriateError} if there is no such file, or, in Node.js, no `sharp`.
 * @throws {ValueError} if `channels` is not 1, 3 or 4, or the region not within the image.
 *
 * @example
 * const cat = await decodeImage('cat.jpg');                       // a path in Node.js, a URL everywhere
 * cat.shape;                                                      // [375,500,3], Uint8Array
 * const grey = await decodeImage(file, { channels: 1 });     // a File from <input type="file">
 */
export async function decodeImage(source: ByteSource, options: DecodeImageOptions = {}): Promise<NdArray<Uint8Array>> {
  checkOptions(options, optionNames, 'decodeImage');
  const { channels = 3, maxPixels = 1e8, region } = options;
  if (![1, 3, 4].includes(channels)) throw new ValueError(`decodeImage: channels is 1, 3 or 4, not ${channels}`);
  if (!(maxPixels > 0)) throw new ValueError(`decodeImage: maxPixels is a number above 0, not ${maxPixels}`);
  const name = sourceName(source);
  const { file, header } = await open(source, name, maxPixels, options.header);
  const chosen = chooseRegion(region, header.height, header.width, `decodeImage: ${name}`);
  const decode = inPage() ? decodeInPage : decodeInNode;
  const decoded = await decode({ file, header, region: chosen, maxPixels }, (cause) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(`${name}: the ${header.format.toUpperCase()} is damaged: ${reason}`, { cause });
  });
  return {
    data: withChannels(decoded.data, decoded.channels, channels),
    shape: [chosen.height, chosen.width, channels],
  };
}

async function open(
  source: ByteSource,
  name: string,
  maxPixels: number,
  known: ImageHeader | undefined,
): Promise<{ file: DecodeTask['file']; header: ImageHeader }> {
  const direct =
    source instanceof Blob ? inPage() : typeof source === 'string' && !inPage() && !/^[a-z]+:/i.test(source);
  if (known && direct) return { file: source as Blob | string, header: known };
  const file = await openPacked(source, 'decodeImage');
  return { file, header: imageHeader(file, { name, maxPixels }) };
}

function inPage(): boolean {
  return typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function';
}
