import {
  concat,
  Generator,
  keep,
  mean,
  ShapeError,
  scope,
  sharedGenerator,
  sqrt,
  sub,
  Tensor,
  tensor,
  ValueError,
  variance,
} from '@striate/tensor';
import { generatorAt } from '../augmentation/generatorAt';
import { Dataset } from '../Dataset';
import type { FolderSource } from '../images/folderFiles';
import { checkNdArray, type NdArray } from '../ndArray';
import type { ArrayLeaf } from '../stages/fromArrays';
import { drawTransform } from './drawTransform';
import {
  asDirectoryFlow,
  checkClassMode,
  type DirectoryFlow,
  type FlowFromDirectoryOptions,
  folderOptions,
  labelsOf,
} from './flowFromDirectory';
import { type FilledOptions, fillOptions, type ImageDataGeneratorOptions } from './ImageDataGeneratorOptions';
import { type FeatureStatistics, standardize } from './standardize';
import { type TransformParameters, transformImages } from './transformImages';
import { zcaMatrix } from './zcaMatrix';

export interface ImageDataGeneratorFitOptions {
  /** Whether to learn from randomly changed images. Default false. */
  readonly augment?: boolean;
  /** With `augment`, how often each image is changed. Default 1. */
  readonly rounds?: number;
  /** With `augment`. Default: the shared generator, see `seed()`. */
  readonly seed?: number;
}

export interface FlowOptions {
  /** Default 32. */
  readonly batchSize?: number;
  /** Another order each pass. Default true. */
  readonly shuffle?: boolean;
  /** A weight for each image. */
  readonly sampleWeight?: ArrayLeaf;
  /** Fixes order and changes. Default: drawn from the shared generator. */
  readonly seed?: number;
  /** With `validationSplit`: the first images are for validation. Default: all images. */
  readonly subset?: 'training' | 'validation';
}

/** A batch of `flow`. */
export interface FlowBatch {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly sampleWeight?: Tensor;
}

/**
 * Images changed at random and standardised, as Keras' class of that name: `fit` learns what standardising needs, `flow` gives batches.
 *
 * Shifts, turns, shears, zooms and flips of an image are one affine map; nothing is interpolated twice. What chance does follows from
 * the seed, the pass and the number of the batch.
 *
 * @example
 * const generator = new ImageDataGenerator({ rotationRange: 20, widthShiftRange: 0.2, horizontalFlip: true, rescale: 1 / 255 });
 * await net.fit(generator.flow(x, y, { batchSize: 32, seed: 1 }), { epochs: 5 });
 */
export class ImageDataGenerator {
  readonly #options: FilledOptions;
  #statistics: FeatureStatistics = { mean: undefined, std: undefined, zcaWhiteningMatrix: undefined };

  /** @throws {ValueError} for options that cannot be. */
  constructor(options: ImageDataGeneratorOptions = {}) {
    this.#options = fillOptions(options);
  }

  /** Means of the channels, [channels]; undefined before `fit`, and where no option asks for them. */
  get mean(): Tensor | undefined {
    return this.#statistics.mean;
  }

  /** Deviations of the channels, [channels]. */
  get std(): Tensor | undefined {
    return this.#statistics.std;
  }

  /** [height * width * channels, height * width * channels]. */
  get zcaWhiteningMatrix(): Tensor | undefined {
    return this.#statistics.zcaWhiteningMatrix;
  }

  /**
   * Learns the mean, the deviation and the whitening matrix, as far as options ask for them. Time for whitening grows with the cube of
   * the pixels of an image: seconds for 28x28, minutes for 32x32 in colour, unless there are fewer images than that.
   *
   * @throws {ShapeError} unless images are [n, height, width, channels].
   *
   * @example
   * await generator.fit(x.slice(0, 2000));
   */
  async fit(
    images: Tensor | NdArray,
    { augment = false, rounds = 1, seed }: ImageDataGeneratorFitOptions = {},
  ): Promise<void> {
    const { featurewiseCenter, featurewiseStdNormalization, rescale, zcaWhitening, zcaEpsilon } = this.#options;
    const generator = seed === undefined ? sharedGenerator().fork() : new Generator(seed);
    const { centred, statistics } = scope(() => {
      const given = asImages(images).cast('float32');
      let x = rescale ? given.mul(rescale) : given;
      if (augment) {
        const copies = Array.from({ length: rounds }, () => this.#transform(x, generator));
        x = copies.length === 1 ? copies[0] : concat(copies);
      }
      const center = featurewiseCenter ? keep(mean(x, [0, 1, 2])) : undefined;
      const std = featurewiseStdNormalization ? keep(sqrt(variance(x, [0, 1, 2]))) : undefined;
      return { centred: zcaWhitening && center ? sub(x, center) : undefined, statistics: { mean: center, std } };
    });
    let zcaWhiteningMatrix: Tensor | undefined;
    if (centred) {
      const [count, ...image] = centred.shape;
      const size = image.reduce((product, side) => product * side, 1);
      const samples = Float32Array.from(await centred.data());
      centred.dispose();
      zcaWhiteningMatrix = keep(tensor(zcaMatrix(samples, count, size, zcaEpsilon), [size, size]));
    }
    this.#statistics = { ...statistics, zcaWhiteningMatrix };
  }

  /**
   * Batches of images with their labels, changed and standardised: a data set, one pass an epoch.
   *
   * @throws {ValueError} for a `subset` without `validationSplit`.
   *
   * @example
   * const generator = new ImageDataGenerator({ horizontalFlip: true, validationSplit: 0.2 });
   * const train = generator.flow(x, y, { subset: 'training', seed: 1 });
   */
  flow(x: Tensor | NdArray, y: ArrayLeaf, options?: FlowOptions): Dataset<FlowBatch>;
  flow(x: Tensor | NdArray, options?: FlowOptions): Dataset<{ readonly x: Tensor; readonly sampleWeight?: Tensor }>;
  flow(x: Tensor | NdArray, y?: ArrayLeaf | FlowOptions, more?: FlowOptions): Dataset<unknown> {
    const hasLabels = isArrays(y);
    const options = (hasLabels ? more : y) ?? {};
    const { sampleWeight } = options as FlowOptions;
    const examples = Dataset.fromArrays({ x, ...(hasLabels && { y }), ...(sampleWeight && { sampleWeight }) });
    return this.flowFromDataset(examples as Dataset<{ x: NdArray }>, options as FlowOptions);
  }

  /**
   * Batches of a data set of single images `{ x, … }`, all of one size: of `imageFolder` for instance, which shuffles by itself.
   *
   * @example
   * const photos = await imageFolder('photos', { imageSize: [64, 64] });
   * generator.flowFromDataset(photos, { shuffle: false });
   */
  flowFromDataset<E extends { readonly x: NdArray }>(
    examples: Dataset<E>,
    options: Omit<FlowOptions, 'sampleWeight'> = {},
  ): Dataset<{ [K in keyof E]: Tensor }> {
    const { batchSize = 32, shuffle = true, subset } = options;
    const seed = options.seed ?? sharedGenerator().fork().state.seed;
    const chosen = this.#subset(examples, subset);
    const ordered = shuffle ? chosen.shuffle({ seed }) : chosen;
    return ordered.batch(batchSize).map((batch, index, { epoch }) => {
      const { x } = batch as unknown as { x: Tensor };
      return { ...(batch as object), x: this.standardize(this.#transform(x, generatorAt(seed, epoch, index))) };
    }) as unknown as Dataset<{ [K in keyof E]: Tensor }>;
  }

  /**
   * Batches of the images below a folder, a class a folder, changed and standardised.
   *
   * @throws {StriateError} {FormatError} as `imageFolder` does.
   *
   * @example
   * const generator = new ImageDataGenerator({ rescale: 1 / 255, shearRange: 10, validationSplit: 0.2 });
   * const train = await generator.flowFromDirectory('photos', { targetSize: [64, 64], subset: 'training', seed: 1 });
   * train.classIndices; // { cats: 0, dogs: 1 }
   */
  async flowFromDirectory(
    directory: FolderSource,
    options: FlowFromDirectoryOptions = {},
  ): Promise<DirectoryFlow<FlowBatch>> {
    const { batchSize, classMode = 'categorical' } = options;
    // What decodes images is only loaded where it is used.
    const { imageFolder } = await import('../images/imageFolder');
    const seed = options.seed ?? sharedGenerator().fork().state.seed;
    const folder = await imageFolder(directory, folderOptions({ ...options, seed }, this.#options.validationSplit));
    checkClassMode(classMode, folder.classNames);
    const batches = this.flowFromDataset(folder, { batchSize, seed, shuffle: false });
    const { length } = folder.classNames;
    return asDirectoryFlow(
      batches.map(({ x, y }) => ({ x, y: labelsOf(y, x, classMode, length) })),
      folder,
    );
  }

  #subset<E>(examples: Dataset<E>, subset: FlowOptions['subset']): Dataset<E> {
    if (subset === undefined) return examples;
    const { validationSplit } = this.#options;
    if (validationSplit === 0)
      throw new ValueError(`flow: subset '${subset}' needs a generator with validationSplit above 0`);
    if (subset !== 'training' && subset !== 'validation')
      throw new ValueError(`flow: subset must be 'training' or 'validation', got '${subset}'`);
    if (examples.length === undefined) throw new ValueError(`flow: subset needs a data set of known length`);
    const kept = Math.floor(examples.length * validationSplit);
    return subset === 'validation' ? examples.take(kept) : examples.skip(kept);
  }

  #transform(images: Tensor, generator: Generator): Tensor {
    const [n, height, width] = images.shape;
    const drawn = Array.from({ length: n }, () => drawTransform(this.#options, [height, width], generator));
    return transformImages(images, drawn, this.#options);
  }

  /** What chance would do to an image of a shape `[height, width, channels]`. */
  getRandomTransform([height, width]: readonly number[], seed?: number): TransformParameters {
    const generator = seed === undefined ? sharedGenerator() : new Generator(seed);
    return drawTransform(this.#options, [height, width], generator);
  }

  /** An image [height, width, channels], or a batch of them, changed in one way. */
  applyTransform(image: Tensor, parameters: TransformParameters): Tensor {
    return onImages(image, (images) =>
      transformImages(
        images,
        Array.from({ length: images.shape[0] }, () => parameters),
        this.#options,
      ),
    );
  }

  /** An image [height, width, channels], or a batch of them, each changed in a random way. */
  randomTransform(image: Tensor, seed?: number): Tensor {
    const generator = seed === undefined ? sharedGenerator() : new Generator(seed);
    return onImages(image, (images) => this.#transform(images, generator));
  }

  /**
   * An image [height, width, channels], or a batch of them, standardised: what `flow` does after its changes.
   * @throws {StriateError} if an option needs statistics and there was no `fit`.
   */
  standardize(image: Tensor): Tensor {
    return onImages(image, (images) => standardize(images, this.#options, this.#statistics));
  }
}

/** Runs `body` on a batch, of one image where one is given. */
function onImages(image: Tensor, body: (images: Tensor) => Tensor): Tensor {
  return scope(() => {
    if (image.rank === 4) return body(image);
    if (image.rank !== 3)
      throw new ShapeError(
        `imageDataGenerator: takes [height, width, channels] or a batch of them, got [${image.shape}]`,
      );
    return body(image.expandDims(0)).squeeze(0);
  });
}

function isArrays(value: unknown): value is ArrayLeaf {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof Tensor || ArrayBuffer.isView(value) || Array.isArray(value) || 'data' in value;
}

function asImages(images: Tensor | NdArray): Tensor {
  const found = images instanceof Tensor ? images : fromNdArray(images);
  if (found.rank === 4 && found.shape[0] > 0) return found;
  throw new ShapeError(`fit: takes images [n, height, width, channels], got [${found.shape}]`);
}

function fromNdArray(images: NdArray): Tensor {
  checkNdArray(images, 'fit');
  return tensor(images.data, images.shape);
}

/** An `ImageDataGenerator`. */
export function imageDataGenerator(options?: ImageDataGeneratorOptions): ImageDataGenerator {
  return new ImageDataGenerator(options);
}
