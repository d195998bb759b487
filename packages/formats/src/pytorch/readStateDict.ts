import type { StoredTensor, WeightsSource } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { bytesOf } from '../bytesOf';
import type { TensorMap } from '../LoadReport';
import { materialize } from './materialize';
import { readTorchStream } from './readTorchStream';
import { readTorchZip } from './readTorchZip';
import { TorchTensor } from './TorchTensor';

/** Under which training scripts keep the state dict of the model. */
const wrappers = ['state_dict', 'model_state_dict', 'model'];

/**
 * Reads the tensors of a file that PyTorch's `torch.save` wrote: `.pth`, `.pt`, `.th`, both the zip archive of PyTorch 1.6
 * and the stream of pickles before. No code in the file is run: a name that no state dict needs is an error.
 *
 * The tensors are as PyTorch has them (kernels are OIHW). 16-bit floats and float64 become float32, integers int32, uint8 and
 * bool stay. Of a checkpoint of a training, `{ state_dict, epoch, … }` and the like, the state dict is read; `module.`, which
 * data-parallel training puts before every name, is left out.
 *
 * @throws {FormatError} if the file is damaged, no state dict (a whole model, for one), or has integers beyond int32.
 * @throws {StriateError} if there is no such file, or a server says no.
 *
 * @example
 * const tensors = await readStateDict('resnet18-f37072fd.pth');
 * tensors.get('conv1.weight'); // { dtype: 'float32', shape: [64, 3, 7, 7], data: Float32Array(9408) }
 */
export async function readStateDict(source: WeightsSource): Promise<TensorMap> {
  return decodeStateDict(await bytesOf(source, who));
}

const who = 'readStateDict';

/** The same from bytes. */
export async function decodeStateDict(bytes: Uint8Array): Promise<Map<string, StoredTensor>> {
  const file = isZip(bytes) ? await readTorchZip(bytes, who) : readStream(bytes);
  return materialize(findTensors(file.object), file, who);
}

/** Every zip archive begins with its first entry. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function readStream(bytes: Uint8Array) {
  // A pickle begins with its protocol; what torch.save wrote before 2017 is a tar archive.
  if (bytes[0] === 0x80) return readTorchStream(bytes, who);
  const start = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new FormatError(
    `${who}: ${bytes.length} bytes that begin with ${start || 'nothing'}; a file of torch.save begins with 50 4b (PyTorch 1.6 and newer) or 80 02`,
  );
}

function findTensors(object: unknown): Map<string, TorchTensor> {
  const inner =
    object instanceof Map ? wrappers.map((key) => object.get(key)).find((value) => value instanceof Map) : undefined;
  const dict = inner ?? object;
  if (!(dict instanceof Map)) {
    throw new FormatError(`${who}: the file holds ${kindOf(dict)}; a state dict, a dict of tensors by name, is read`);
  }
  const tensors = new Map<string, TorchTensor>();
  for (const [name, value] of dict) {
    if (typeof name === 'string' && value instanceof TorchTensor) tensors.set(name, value);
  }
  if (tensors.size === 0 && dict.size > 0) {
    const keys = [...dict.keys()]
      .slice(0, 10)
      .map((key) => (typeof key === 'string' ? `'${key.slice(0, 40)}'` : kindOf(key)));
    throw new FormatError(
      `${who}: no tensor in a dict of ${keys.join(', ')}; tensors are looked for there and under ${wrappers.join(', ')}`,
    );
  }
  return withoutPrefix(tensors, 'module.');
}

function withoutPrefix(tensors: Map<string, TorchTensor>, prefix: string): Map<string, TorchTensor> {
  if (![...tensors.keys()].every((name) => name.startsWith(prefix))) return tensors;
  return new Map([...tensors].map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

function kindOf(value: unknown): string {
  if (value instanceof TorchTensor) return 'one tensor';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value === null ? 'None' : `a ${typeof value}`;
}
