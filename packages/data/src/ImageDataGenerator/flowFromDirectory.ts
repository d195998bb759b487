import { oneHot, type Tensor, ValueError } from '@striate/tensor';
import type { Dataset } from '../Dataset';
import type { ImageFolder, ImageFolderOptions } from '../images/imageFolder';
import type { ImageSize } from '../images/resizeImage';

export interface FlowFromDirectoryOptions {
  /** Height and width that all images are brought to. Default `[256, 256]`. */
  readonly targetSize?: ImageSize;
  /** Default `rgb`. */
  readonly colorMode?: 'grayscale' | 'rgb' | 'rgba';
  /** The folders that are classes, in the order of their numbers. Default: all, sorted by name. */
  readonly classes?: readonly string[];
  /**
   * What `y` is: `categorical` one-hot rows, `sparse` numbers, `binary` 0 and 1 of two classes, `input` the images themselves. Default
   * `categorical`.
   */
  readonly classMode?: 'categorical' | 'sparse' | 'binary' | 'input';
  /** Default 32. */
  readonly batchSize?: number;
  /** Another order each pass. Default true. */
  readonly shuffle?: boolean;
  /** Fixes order, changes and split. Default: drawn from the shared generator. */
  readonly seed?: number;
  /** With `validationSplit`: a share of every class is for validation. Default: all images. */
  readonly subset?: 'training' | 'validation';
  /** Default `nearest`, as in Keras. */
  readonly interpolation?: 'nearest' | 'bilinear';
  /** Whether what sticks out is cut off, so that nothing is distorted. Default false. */
  readonly keepAspectRatio?: boolean;
}

const channels = { grayscale: 1, rgb: 3, rgba: 4 } as const;

/** The options as `imageFolder` has them. */
/** Options of `imageFolder` that give one folder, not both parts of it. */
type OneFolderOptions = ImageFolderOptions & { subset?: 'training' | 'validation' };

export function folderOptions(options: FlowFromDirectoryOptions, validationSplit: number): OneFolderOptions {
  const { targetSize = [256, 256], colorMode = 'rgb', interpolation = 'nearest', keepAspectRatio, subset } = options;
  if (!Object.hasOwn(channels, colorMode))
    throw new ValueError(`flowFromDirectory: colorMode '${colorMode}' is not known; there are grayscale, rgb, rgba`);
  return {
    imageSize: targetSize,
    channels: channels[colorMode],
    interpolation,
    cropToAspectRatio: keepAspectRatio,
    classNames: options.classes,
    shuffle: options.shuffle,
    seed: options.seed,
    ...(subset && { subset, validationSplit }),
  };
}

/** The labels of a batch as a class mode has them. */
export function labelsOf(
  y: Tensor,
  x: Tensor,
  classMode: NonNullable<FlowFromDirectoryOptions['classMode']>,
  classes: number,
): Tensor {
  if (classMode === 'sparse') return y;
  if (classMode === 'input') return x.clone();
  return classMode === 'binary' ? y.cast('float32') : oneHot(y, classes);
}

/** @throws {ValueError} for a class mode that is none, or does not go with the number of classes. */
export function checkClassMode(classMode: string, classNames: readonly string[]): void {
  const known = ['categorical', 'sparse', 'binary', 'input'];
  if (!known.includes(classMode))
    throw new ValueError(`flowFromDirectory: classMode '${classMode}' is not known; there are ${known.join(', ')}`);
  if (classMode === 'binary' && classNames.length !== 2) {
    throw new ValueError(
      `flowFromDirectory: classMode 'binary' takes two classes, the folder has ${classNames.length}: ${classNames.join(', ')}`,
    );
  }
}

/** Batches of a folder of images, and what it is made of. */
export interface DirectoryFlow<B> extends Dataset<B> {
  /** Class names by number, and back. */
  readonly classNames: readonly string[];
  readonly classIndices: Readonly<Record<string, number>>;
  /** From the folder on. */
  readonly filenames: readonly string[];
}

/** The batches, with what the folder says of itself. */
export function asDirectoryFlow<B>(batches: Dataset<B>, { classNames, files }: ImageFolder): DirectoryFlow<B> {
  const classIndices = Object.fromEntries(classNames.map((name, number) => [name, number]));
  return Object.assign(batches, { classNames, classIndices, filenames: files });
}
