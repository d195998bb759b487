import type { Model } from '@striate/layers';
import { writeFile } from '@striate/layers';
import { StriateError } from '@striate/tensor';
import { encodeModel, type ModelFormat } from './encodeModel';

const formats: Readonly<Record<string, ModelFormat>> = { '.keras': 'keras', '.h5': 'h5', '.hdf5': 'h5' };

/**
 * Writes a whole model to a file (Node.js), in the format that its name ends with: `.keras`, or `.h5`. The file is written beside
 * its place and renamed: what was there before is replaced by a whole file, or left alone.
 *
 * @throws {StriateError} for another ending, listing those there are, and as `encodeModel` does.
 *
 * @example
 * await saveModel(net, 'digits.keras');
 */
export async function saveModel(model: Model, path: string): Promise<void> {
  const ending = /\.[^./\\]*$/.exec(path)?.[0] ?? '';
  const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined;
  if (!format || path.endsWith('.weights.h5')) {
    const hint =
      path.endsWith('.safetensors') || path.endsWith('.weights.h5') ? '; saveWeights() stores weights alone' : '';
    throw new StriateError(
      `save: '${path}' should end with one of ${Object.keys(formats).join(', ')}, which are formats of whole models${hint}`,
    );
  }
  await writeFile(path, await encodeModel(model, format), 'save');
}
