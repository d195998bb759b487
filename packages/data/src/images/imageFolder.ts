import { StriateError, ValueError } from '@striate/tensor';
import { Dataset } from '../Dataset';
import type { NdArray } from '../ndArray';
import { checkOptions, type OptionNames } from '../unknownName';
import { type BadFile, type CheckedFile, checkFiles, type FileCheck, refuseBadFiles } from './checkFiles';
import { type DecodeImageOptions, decodeImage } from './decodeImage';
import { type FolderFile, type FolderSource, folderFiles } from './folderFiles';
import type { ImageLoader } from './randomCropLoader';
import { type ImageSize, type ResizeImageOptions, resizeImage } from './resizeImage';
import { type FolderSplit, splitFiles } from './splitFiles';

/** Options of `imageFolder`. */
export interface ImageFolderOptions extends ResizeImageOptions, Pick<DecodeImageOptions, 'channels' | 'maxPixels'> {
  /** Height and width that all images are brought to. Default: each keeps its own, and `batch` takes them only if they agree. */
  readonly imageSize?: ImageSize;
  /** Makes an example of a file instead: decoding, resizing, random changes. */
  readonly load?: ImageLoader;
  /** The folders that are classes, in the order of their numbers; others are left out. Default: all, sorted by name. */
  readonly classNames?: readonly string[];
  /** Another random order each pass. Default true. */
  readonly shuffle?: boolean;
  /** Fixes the order and the split. Default: the order from the shared generator, see `seed()`; the split from 0. */
  readonly seed?: number;
  /** The share of every class that is kept for validation. */
  readonly validationSplit?: number;
  /** With `validationSplit`: which part. `both` gives a pair. */
  readonly subset?: FolderSplit;
  /** Which files count as images, by the ends of their names. Default: those of images, also of kinds that cannot be read. */
  readonly extensions?: readonly string[];
  /**
   * What each file is looked at for at once: `header`, that it is an image and not cut off; `decode`, that all of its pixels decode, which
   * takes as long as a pass; or `none`. Default `header`.
   */
  readonly check?: FileCheck;
  /** Whether files that do not pass are an error, or are left out and listed as `badFiles`. Default `throw`. */
  readonly badFiles?: 'throw' | 'skip';
}

/** An image and its class, from 0. */
export interface LabelledImage {
  readonly x: NdArray<Uint8Array>;
  readonly y: number;
}

/** The images of a folder: a data set of `{ x, y }`, and what it is made of. */
export interface ImageFolder extends Dataset<LabelledImage> {
  readonly classNames: readonly string[];
  /** From the folder on, sorted; without those that were left out. */
  readonly files: readonly string[];
  /** The class of each file. */
  readonly labels: Int32Array;
  readonly badFiles: readonly BadFile[];
}

const optionNames: OptionNames<ImageFolderOptions> = {
  ...{ imageSize: true, interpolation: true, antialias: true, cropToAspectRatio: true, padToAspectRatio: true },
  ...{ channels: true, maxPixels: true, load: true, classNames: true, shuffle: true, seed: true },
  ...{ validationSplit: true, subset: true, extensions: true, check: true, badFiles: true },
};
const imageExtensions = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp', 'tif', 'tiff', 'avif', 'heic'];

/**
 * The images below a folder, a class a folder: `photos/cats/tom.jpg` is of class `cats`. As `image_dataset_from_directory` of Keras and
 * torchvision's `ImageFolder`, with the images as bytes 0 … 255 and not yet in batches. Files are read while a pass goes on.
 *
 * @throws {StriateError} if there is no such folder, no class in it, or no image in a class.
 * @throws {FormatError} if files cannot be read: names the first five. One that turns out damaged within a pass is named, too.
 *
 * @example
 * const [train, validation] = await imageFolder('photos', {
 *   imageSize: [64, 64], validationSplit: 0.2, subset: 'both', seed: 42,
 * });
 * train.classNames; // ['cats', 'dogs']
 * await net.fit(train.batch(32), { validationData: validation.batch(32) }); // net begins with rescaling({ scale: 1 / 255 })
 */
export function imageFolder(
  folder: FolderSource,
  options: ImageFolderOptions & { subset: 'both' },
): Promise<[training: ImageFolder, validation: ImageFolder]>;
export function imageFolder(
  folder: FolderSource,
  options?: ImageFolderOptions & { subset?: 'training' | 'validation' },
): Promise<ImageFolder>;
export async function imageFolder(
  folder: FolderSource,
  options: ImageFolderOptions = {},
): Promise<ImageFolder | [ImageFolder, ImageFolder]> {
  checkOptions(options, optionNames, 'imageFolder');
  const { check = 'header', badFiles = 'throw', maxPixels, seed = 0, subset, validationSplit } = options;
  checkSplit(validationSplit, subset);
  const { classNames, files } = await findClasses(folder, options);
  const { good, bad } = await checkFiles(files, check, maxPixels);
  if (badFiles === 'throw') refuseBadFiles(bad, files.length, 'imageFolder');
  const make = (chosen: readonly CheckedFile<ClassFile>[]) => folderDataset(chosen, classNames, bad, options);
  if (validationSplit === undefined) return make(good);
  const [training, validation] = splitFiles(good, validationSplit, seed);
  if (subset === 'both') return [make(training), make(validation)];
  return make(subset === 'training' ? training : validation);
}

/** A file with the number of its class. */
export interface ClassFile extends FolderFile {
  readonly label: number;
}

async function findClasses(
  folder: FolderSource,
  options: ImageFolderOptions,
): Promise<{ classNames: readonly string[]; files: ClassFile[] }> {
  const endings = new Set((options.extensions ?? imageExtensions).map((name) => name.toLowerCase().replace(/^\./, '')));
  const images = (await folderFiles(folder, 'imageFolder')).filter(({ path }) => {
    return endings.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
  });
  const found = [...new Set(images.map(classOf))].filter((name) => name !== undefined);
  const where = typeof folder === 'string' || folder instanceof URL ? `'${folder}'` : 'the folder';
  if (found.length === 0) {
    const loose = images.length > 0 ? `, only ${images.length} outside of folders` : '';
    throw new StriateError(`imageFolder: ${where} has no folder with images, which would be a class${loose}`);
  }
  const classNames = options.classNames ?? found;
  const absent = classNames.filter((name) => !found.includes(name));
  if (absent.length > 0)
    throw new StriateError(
      `imageFolder: there are no images in ${absent.join(', ')}; there are in ${found.join(', ')}`,
    );
  const numbers = new Map(classNames.map((name, number) => [name, number]));
  const files = images.flatMap((file) => {
    const label = numbers.get(classOf(file) ?? '');
    return label === undefined ? [] : [{ ...file, label }];
  });
  return { classNames, files };
}

/** The first folder on the way to the file; one that lies in none has no class. */
function classOf({ path }: FolderFile): string | undefined {
  const slash = path.indexOf('/');
  return slash < 0 ? undefined : path.slice(0, slash);
}

function folderDataset(
  files: readonly CheckedFile<ClassFile>[],
  classNames: readonly string[],
  badFiles: readonly BadFile[],
  options: ImageFolderOptions,
): ImageFolder {
  const { shuffle = true, seed, load = resizing(options) } = options;
  const labels = Int32Array.from(files, ({ label }) => label);
  const paths = files.map(({ path }) => path);
  const numbered = files.map(({ path, source, header, label }, index) => ({ path, source, header, label, index }));
  const all = Dataset.fromArrays(numbered);
  const ordered = shuffle ? all.shuffle({ seed }) : all;
  const dataset = ordered.map(
    // By the number of the file: what is random does not depend on the order.
    async ({ source, header, label, index }, _, { epoch }) => ({
      x: await load(source, { index, epoch, header }),
      y: label,
    }),
    { concurrency: filesAtOnce(files) },
  );
  return Object.assign(dataset, { classNames, files: paths, labels, badFiles });
}

/**
 * How many files are in the making: as many as come to some 100 MB of pixels. What is decoded while a model trains waits for the end of the
 * step, when this thread looks after it: with fewer files than a batch has, the training would wait for images.
 */
function filesAtOnce(files: readonly CheckedFile<ClassFile>[]): number {
  const pixels = files.reduce((sum, { header }) => sum + (header ? header.height * header.width : 1e6), 0);
  return Math.max(8, Math.min(256, Math.floor((2 ** 25 * files.length) / Math.max(1, pixels))));
}

function resizing(options: ImageFolderOptions): ImageLoader {
  const { imageSize, channels, maxPixels } = options;
  return async (source, { header }) => {
    const image = await decodeImage(source, { channels, maxPixels, header });
    return imageSize ? resizeImage(image, imageSize, options) : image;
  };
}

function checkSplit(validationSplit: number | undefined, subset: FolderSplit | undefined): void {
  if (validationSplit === undefined) {
    if (subset !== undefined) throw new ValueError(`imageFolder: subset '${subset}' takes a validationSplit`);
    return;
  }
  if (!(validationSplit > 0 && validationSplit < 1))
    throw new ValueError(`imageFolder: validationSplit is above 0 and below 1, not ${validationSplit}`);
  if (subset === undefined || !['training', 'validation', 'both'].includes(subset))
    throw new ValueError(`imageFolder: with a validationSplit, subset is training, validation or both, not ${subset}`);
}
