import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  fashionMnist,
  fashionMnistCard,
  type ImageClassification,
  type LabelledImages,
  rescale,
  StriateError,
} from 'striate';

/** Images and their classes as the networks take them. */
export interface Clothes {
  /** `[n, 28, 28, 1]`, 0 … 1. */
  readonly images: ReturnType<typeof rescale>;
  readonly labels: Int32Array;
  readonly length: number;
}

export interface ClothesForTraining {
  readonly train: Clothes;
  readonly test: Clothes;
  readonly classNames: readonly string[];
}

/** Where data lies that several checkouts share: beside this one. */
export const shared = fileURLToPath(new URL('../../../../shared/data/fashion-mnist', import.meta.url));

/**
 * Fashion-MNIST from `folder`; else from beside the checkout, from the cache or Debian's package, or downloaded.
 *
 * @throws {StriateError} if it is nowhere: says which files to put where.
 */
export async function loadClothes({ folder, quick }: { folder?: string; quick: boolean }): Promise<ClothesForTraining> {
  const { train, test, classNames } = await open(folder ?? (existsSync(shared) ? shared : undefined));
  const [most, mostTests] = quick ? [3000, 1000] : [train.length, test.length];
  return { train: take(asFloats(train), most), test: take(asFloats(test), mostTests), classNames };
}

async function open(folder: string | undefined): Promise<ImageClassification> {
  try {
    return await fashionMnist({ folder });
  } catch (cause) {
    if (!(cause instanceof StriateError)) throw cause;
    const files = fashionMnistCard.files.map(({ name }) => name).join(', ');
    throw new StriateError(
      `${cause.message}\nEither put ${files} into a folder, gzipped or not, and name it with --folder, or: apt install dataset-fashion-mnist`,
      { cause },
    );
  }
}

function asFloats({ images, labels, length }: LabelledImages): Clothes {
  return { images: rescale(images), labels, length };
}

/** The first images of a set. */
export function take({ images, labels }: Clothes, most: number): Clothes {
  const length = Math.min(most, labels.length);
  const [n, ...image] = images.shape;
  const data = images.data.subarray(0, (images.data.length / n) * length);
  return { images: { data, shape: [length, ...image] }, labels: labels.subarray(0, length), length };
}
