import { Generator, sharedGenerator, ValueError } from '@striate/tensor';
import type { Model } from '../models/Model';
import type { Arrays } from './arrays';
import {
  arraySource,
  type BatchSource,
  type DatasetLike,
  disposeArrays,
  isDataset,
  type LabelledArrays,
  labelledArrays,
  splitRange,
} from './batches';
import { checkBatch, checkedDataset } from './checkBatch';
import { withClassWeight } from './classWeight';
import type { FitOptions, ValidationData } from './fit';
import type { Trainer } from './Trainer';

/** What a training reads. */
export interface OpenedData {
  readonly training: BatchSource;
  readonly validation: BatchSource | undefined;
  /** Frees the arrays that were brought to the device. */
  close(): void;
}

/** Brings the data to the device, checks it once and builds the model. */
export async function openData(
  model: Model,
  trainer: Trainer,
  x: Arrays | DatasetLike,
  y: Arrays | undefined,
  options: FitOptions,
): Promise<OpenedData> {
  const { batchSize = 32, validationData, validationSplit, shuffle = true, seed, classWeight } = options;
  const opened: LabelledArrays[] = [];
  const close = () => opened.forEach(disposeArrays);
  const bring = async (given: Exclude<ValidationData, DatasetLike>, who: string): Promise<LabelledArrays> => {
    const [vx, vy, weight] = 'x' in given ? [given.x, given.y, given.sampleWeight] : [given[0], given[1], undefined];
    const arrays = labelledArrays(vx, vy, weight, model.dataNames, who);
    opened.push(arrays);
    await checkBatch(model, trainer, arrays, who);
    return arrays;
  };
  try {
    let training: BatchSource;
    let validation: BatchSource | undefined;
    if (isDataset(x)) {
      if (validationSplit !== undefined)
        throw new ValueError('fit: validationSplit takes arrays; split a data set with take() and skip()');
      training = checkedDataset(model, trainer, x, 'fit');
    } else {
      const arrays = labelledArrays(x, y, options.sampleWeight, model.dataNames, 'fit');
      opened.push(arrays);
      await checkBatch(model, trainer, arrays, 'fit');
      const own = seed === undefined ? undefined : new Generator(seed);
      const shuffledBy = shuffle ? () => own ?? sharedGenerator() : undefined;
      if (validationSplit === undefined) training = arraySource(arrays, { batchSize, shuffledBy });
      else {
        const { trained, held } = splitRange(arrays.samples, validationSplit);
        training = arraySource(arrays, { batchSize, shuffledBy, count: trained });
        validation = arraySource(arrays, { batchSize, first: trained, count: held });
      }
    }
    if (validationData !== undefined) {
      const who = 'fit: validationData';
      validation = isDataset(validationData)
        ? checkedDataset(model, trainer, validationData, who)
        : arraySource(await bring(validationData as Exclude<ValidationData, DatasetLike>, who), {
            batchSize: options.validationBatchSize ?? batchSize,
          });
    }
    if (classWeight) training = withClassWeight(training, classWeight, model);
    return { training, validation, close };
  } catch (error) {
    close();
    throw error;
  }
}
