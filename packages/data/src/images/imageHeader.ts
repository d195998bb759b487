import { FormatError } from '@striate/tensor';
import { readJpegHeader } from './jpegHeader';
import { readPngHeader } from './pngHeader';
import { readWebpHeader } from './webpHeader';

/** The formats that can be read in Node.js and in every browser. */
export type ImageFormat = 'jpeg' | 'png' | 'webp';

/** What an image file says of itself before a pixel is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** As the picture is to be looked at: after EXIF's turn. */
  readonly height: number;
  readonly width: number;
  /** Whether pixels may be transparent. */
  readonly alpha: boolean;
  /** Whether it is a JPEG of four inks, made for print. */
  readonly cmyk: boolean;
  /** EXIF's number from 1 (upright) to 8. */
  readonly orientation: number;
}

/** A header as its format has it: the size as it is stored. */
export interface StoredHeader extends Omit<ImageHeader, 'format'> {
  /** Whether the file goes on to the end of its picture. */
  readonly complete: boolean;
}

/** Options of `imageHeader`. */
export interface ImageHeaderOptions {
  /** What messages call the file. */
  readonly name?: string;
  /** Refuse more pixels than this. Default: any number. */
  readonly maxPixels?: number;
}

/** Others that turn up among images: naming them says more than their first bytes. */
const strangers: readonly (readonly [start: string, name: string, at?: number])[] = [
  ['GIF8', 'a GIF'],
  ['BM', 'a BMP'],
  ['II*\0', 'a TIFF'],
  ['MM\0*', 'a TIFF'],
  ['ftypavif', 'an AVIF', 4],
  ['ftyphei', 'a HEIC', 4],
  ['\0\0\u0001\0', 'an ICO'],
  ['8BPS', 'a Photoshop file'],
  ['%PDF', 'a PDF'],
  ['PK', 'a zip archive'],
  ['\u001f\u008b', 'a gzip file'],
  ['<?xml', 'XML'],
  ['<svg', 'an SVG'],
  ['<', 'a page of HTML'],
];

/**
 * Reads format and size from the first bytes of a PNG, JPEG or WebP file, and checks that the file does not end too soon.
 * No pixel is decoded and nothing is allocated, so it is safe on any bytes.
 *
 * @throws {FormatError} if the bytes are none of the three, claim more than `maxPixels`, or end before the picture does.
 *
 * @example
 * const { width, height } = imageHeader(await readFile('cat.jpg'), { name: 'cat.jpg' });
 */
export function imageHeader(bytes: Uint8Array, options: ImageHeaderOptions = {}): ImageHeader {
  const { name = `the image of ${bytes.length} bytes`, maxPixels = Number.POSITIVE_INFINITY } = options;
  const [format, read] = recognise(bytes, name);
  const stored = read(bytes);
  const kind = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' }[format];
  if (!stored) throw new FormatError(`${name}: the ${kind} ends before it says its size, after ${bytes.length} bytes`);
  const { complete, width, height, alpha, cmyk, orientation } = stored;
  if (width < 1 || height < 1) throw new FormatError(`${name}: its header says ${width} x ${height} pixels`);
  if (width * height > maxPixels) {
    throw new FormatError(
      `${name}: ${width} x ${height} are ${width * height} pixels, more than maxPixels, ${maxPixels}; if the file can be trusted, raise it`,
    );
  }
  if (!complete)
    throw new FormatError(`${name}: the ${kind} is cut off: its ${bytes.length} bytes end before the picture does`);
  const turned = orientation >= 5;
  return { format, height: turned ? width : height, width: turned ? height : width, alpha, cmyk, orientation };
}

function recognise(bytes: Uint8Array, name: string): [ImageFormat, (bytes: Uint8Array) => StoredHeader | undefined] {
  if (startsWith(bytes, '\u0089PNG\r\n\u001a\n')) return ['png', readPngHeader];
  if (startsWith(bytes, '\u00ff\u00d8\u00ff')) return ['jpeg', readJpegHeader];
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return ['webp', readWebpHeader];
  const known = strangers.find(([start, , at]) => startsWith(bytes, start, at));
  const what =
    bytes.length === 0
      ? 'is empty'
      : known
        ? `is ${known[1]}`
        : `begins with ${Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
  throw new FormatError(`${name} ${what}; what can be read is PNG, JPEG and WebP`);
}

function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  if (bytes.length < at + text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
