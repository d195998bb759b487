import { FormatError } from '@striate/tensor';
import { type LabelledImages, labelledImages } from '../datasets/labelledImages';
import type { ByteSource } from '../text/byteChunks';
import { openBytes, type ReadOptions } from './readBytes';

/** Options of `readCifar`. */
export interface ReadCifarOptions extends ReadOptions {
  /** 10, or 100 for CIFAR-100, whose records have a second label. Default 10. */
  readonly classes?: 10 | 100;
}

/** Images of CIFAR-100 have a class and one of 20 groups of classes. */
export interface CifarImages extends LabelledImages {
  /** `[n]`: the group of each image's class. Only in CIFAR-100. */
  readonly coarseLabels?: Int32Array;
}

const pixels = 32 * 32;

/**
 * Reads a file of CIFAR-10 or CIFAR-100 in its "binary version" (Krizhevsky 2009), gzipped or not: images `[n,32,32,3]` and labels.
 *
 * @throws {FormatError} if the length is not that of whole records, or a label is not a class.
 *
 * @example
 * const { images, labels } = await readCifar('cifar-10-batches-bin/data_batch_1.bin'); // images.shape [10000,32,32,3]
 */
export async function readCifar(source: ByteSource, options: ReadCifarOptions = {}): Promise<CifarImages> {
  const { classes = 10 } = options;
  const bytes = await openBytes(source, 'readCifar', options);
  const labelBytes = classes === 100 ? 2 : 1;
  const record = labelBytes + 3 * pixels;
  const length = bytes.length / record;
  if (!Number.isInteger(length)) {
    const other = classes === 10 ? 100 : 10;
    const hint = bytes.length % (record + (classes === 10 ? 1 : -1)) === 0 ? `; this looks like classes: ${other}` : '';
    throw new FormatError(
      `readCifar: expected whole records of ${record} bytes (classes: ${classes}), got ${bytes.length} bytes${hint}`,
    );
  }
  const data = new Uint8Array(length * 3 * pixels);
  const labels = new Int32Array(length);
  const coarseLabels = new Int32Array(classes === 100 ? length : 0);
  for (let i = 0; i < length; i++) {
    const at = i * record;
    labels[i] = bytes[at + labelBytes - 1];
    if (labels[i] >= classes) {
      throw new FormatError(`readCifar: image ${i} has label ${labels[i]}, expected 0 to ${classes - 1}`);
    }
    if (classes === 100) {
      coarseLabels[i] = bytes[at];
      if (bytes[at] >= 20) {
        throw new FormatError(`readCifar: image ${i} has coarse label ${bytes[at]}, expected 0 to 19`);
      }
    }
    interleave(bytes, at + labelBytes, data, i * 3 * pixels);
  }
  const read = labelledImages({ data, shape: [length, 32, 32, 3] }, { data: labels, shape: [length] }, 'readCifar');
  return classes === 100 ? { ...read, coarseLabels } : read;
}

/** All red, all green, all blue → the three of each pixel together. */
function interleave(from: Uint8Array, at: number, to: Uint8Array, start: number): void {
  for (let p = 0; p < pixels; p++) {
    to[start + 3 * p] = from[at + p];
    to[start + 3 * p + 1] = from[at + pixels + p];
    to[start + 3 * p + 2] = from[at + 2 * pixels + p];
  }
}
