import { encodeSafetensors, writeFile } from '@striate/layers';
import type { TensorMap } from '../LoadReport';

/**
 * Writes tensors to a safetensors file, with text beside them. `encodeSafetensors` gives the bytes, for a page.
 *
 * The file is written beside its place and renamed, so that it is there as a whole or not at all.
 *
 * @throws {StriateError} if the file cannot be written, or there are no files here.
 *
 * @example
 * await writeSafetensors('features.safetensors', tensors, { source: 'conv5 of AlexNet' });
 */
export async function writeSafetensors(
  path: string,
  tensors: TensorMap,
  metadata: Record<string, string> = {},
): Promise<void> {
  await writeFile(path, encodeSafetensors(tensors, metadata), 'writeSafetensors');
}
