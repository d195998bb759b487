import { decodeSafetensors, type WeightsSource } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { bytesOf } from './bytesOf';
import type { TensorMap } from './LoadReport';
import { weightsFormat } from './weightsFormat';

/**
 * Reads the tensors of a file of weights, whatever its format, which its first bytes tell: safetensors, PyTorch's `.pth` (zip
 * archive and the older stream), Keras' `.keras` and `.h5`. Names and layouts are those of the file; numbers become float32,
 * int32, uint8 or bool. The readers of PyTorch's and Keras' files are loaded when there is one.
 *
 * @throws {FormatError} if the file is damaged, or of none of these formats.
 * @throws {StriateError} if there is no such file, or a server says no.
 *
 * @example
 * const tensors = await readTensors(file); // of an <input type="file">, say
 */
export async function readTensors(source: WeightsSource): Promise<TensorMap> {
  const bytes = await bytesOf(source, 'readTensors');
  switch (weightsFormat(bytes)) {
    case 'safetensors':
      return decodeSafetensors(bytes).tensors;
    case 'pytorch':
      return (await import('./pytorch/readStateDict')).readStateDict(bytes);
    case 'keras':
      return (await import('./keras/readKerasTensors')).readKerasTensors(bytes);
    default: {
      const start = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
      throw new FormatError(
        `readTensors: ${bytes.length} bytes that begin with ${start || 'nothing'}: neither safetensors, nor a file of PyTorch (.pth, .pt) or of Keras (.keras, .h5)`,
      );
    }
  }
}
