import { writeZip } from '@striate/data';
import { type StoredTensor, writeFile } from '@striate/layers';
import { type DType, formatShape, ShapeError, sizeOf, type TypedArray } from '@striate/tensor';
import type { TensorMap } from '../LoadReport';
import { pickleStateDict } from './pickleStateDict';

/** PyTorch's name of a storage with values of this dtype. */
const storageTypes: Readonly<Record<DType, string>> = {
  float32: 'FloatStorage',
  int32: 'IntStorage',
  uint8: 'ByteStorage',
  bool: 'BoolStorage',
};

/**
 * The bytes of a file with these tensors that PyTorch's `torch.load` reads as a state dict: the zip archive of PyTorch 1.6 and
 * newer, each storage at a multiple of 64 bytes. Names, layouts and dtypes stay as they are (`toStateDict` gives those of
 * PyTorch); a tensor that has two names is written once.
 *
 * @throws {ShapeError} if the values of a tensor do not fill its shape: names it.
 * @throws {ValueError} for more than 4 GiB.
 *
 * @example
 * const bytes = await encodeStateDict(await toStateDict(net)); // to download from a page, say
 */
export async function encodeStateDict(tensors: TensorMap): Promise<Uint8Array> {
  const keys = new Map<StoredTensor, string>();
  const described = [...tensors].map(([name, tensor]) => {
    checkSize(name, tensor);
    const key = keys.get(tensor) ?? String(keys.size);
    keys.set(tensor, key);
    return { name, shape: tensor.shape, count: tensor.data.length, key, storageType: storageTypes[tensor.dtype] };
  });
  const text = new TextEncoder();
  const files: [string, Uint8Array<ArrayBuffer>][] = [
    ['weights/data.pkl', pickleStateDict(described)],
    ['weights/byteorder', text.encode('little')],
    ...[...keys].map(([{ data }, key]): [string, Uint8Array<ArrayBuffer>] => [
      `weights/data/${key}`,
      bytesOfArray(data),
    ]),
    ['weights/version', text.encode('3\n')],
  ];
  return writeZip(files, { alignment: 64 }, 'encodeStateDict');
}

/**
 * Writes tensors to a file that PyTorch's `torch.load` reads: see `encodeStateDict`. The file is written beside its place and
 * renamed, so that it is there as a whole or not at all.
 *
 * @throws {ShapeError} if the values of a tensor do not fill its shape.
 * @throws {StriateError} if the file cannot be written, or there are no files here.
 *
 * @example
 * await writeStateDict('resnet18.pth', await toStateDict(net));
 * // in Python: model.load_state_dict(torch.load('resnet18.pth'))
 */
export async function writeStateDict(path: string, tensors: TensorMap): Promise<void> {
  await writeFile(path, await encodeStateDict(tensors), 'writeStateDict');
}

function checkSize(name: string, { shape, data }: StoredTensor): void {
  if (sizeOf(shape) === data.length) return;
  throw new ShapeError(
    `encodeStateDict: tensor '${name}' of shape ${formatShape(shape)} takes ${sizeOf(shape)} values, it has ${data.length}`,
  );
}

function bytesOfArray({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array<ArrayBuffer> {
  // What lies in shared memory is copied: no Blob is made of it.
  if (!(buffer instanceof ArrayBuffer)) return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
  return new Uint8Array(buffer, byteOffset, byteLength);
}
