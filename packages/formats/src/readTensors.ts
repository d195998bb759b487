import { decodeSafetensors, type WeightsSource } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { bytesOf } from './bytesOf';
import type { TensorMap } from './LoadReport';

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
  switch (formatOf(bytes)) {
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

function formatOf(bytes: Uint8Array): 'safetensors' | 'pytorch' | 'keras' | undefined {
  const begins = (at: number, ...expected: readonly number[]) => expected.every((byte, i) => bytes[at + i] === byte);
  // Behind the length of the header, its JSON.
  if (begins(8, 0x7b)) return 'safetensors';
  if (begins(0, 0x80, 0x02)) return 'pytorch';
  if (begins(0, 0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a)) return 'keras';
  if (!begins(0, 0x50, 0x4b, 0x03, 0x04)) return undefined;
  // In an archive of PyTorch all files are in one folder, in one of Keras the first is in none.
  const name = new TextDecoder().decode(bytes.subarray(30, 30 + bytes[26] + 256 * bytes[27]));
  return name.includes('/') ? 'pytorch' : 'keras';
}
