import { writeZip } from '@striate/data';
import type { Model } from '@striate/layers';
import { StriateError } from '@striate/tensor';
import { textBytes } from '../hdf5/Output';
import { encodeH5 } from './encodeH5';
import { encodeWeightsH5 } from './encodeWeightsH5';
import { configText, kerasVersion, modelConfig } from './modelConfig';
import { namesBack, storedNames } from './storedNames';

/** How a model is stored: `keras`, the archive of Keras 3, or `h5`, the one file of the versions before. */
export type ModelFormat = 'keras' | 'h5';

/**
 * A whole model as the bytes of a file that Keras opens: layers, weights, what it was compiled with and what its optimizer keeps.
 *
 * A model that was not called yet, and so knows no shapes, has no weights to store. Layers of your own are stored by the name of
 * their class; whoever opens the file hands the class in as one of `customObjects`.
 *
 * @throws {StriateError} if the model is not built, or something in it is a function that no file can hold.
 *
 * @example
 * const bytes = await encodeModel(net, 'keras');
 * const link = URL.createObjectURL(new Blob([bytes])); // a download, in a browser
 */
export async function encodeModel(model: Model, format: ModelFormat = 'keras'): Promise<Uint8Array<ArrayBuffer>> {
  if (!model.built)
    throw new StriateError(
      `encodeModel: '${model.name}' is not built: give its first layer an inputShape, or call it once`,
    );
  const names = storedNames(model);
  if (format === 'h5') return encodeH5(model, names);
  const metadata = {
    keras_version: kerasVersion,
    date_saved: dateOf(new Date()),
    ...(names.size > 0 && { striate_names: namesBack(names) }),
  };
  const files: [string, Uint8Array<ArrayBuffer>][] = [
    ['metadata.json', textBytes(JSON.stringify(metadata))],
    ['config.json', textBytes(configText(modelConfig(model), names))],
    ['model.weights.h5', await encodeWeightsH5(model)],
  ];
  return writeZip(files, {}, 'encodeModel');
}

/** `2026-01-31@12:00:00`. */
function dateOf(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', '@');
}
