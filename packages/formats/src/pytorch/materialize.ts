import { decodeValues, type StoredTensor, storedBytes } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import type { TorchStorage, TorchTensor } from './TorchTensor';

/** The bytes of the storages of a file, by their keys. */
export interface StorageBytes {
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly bigEndian: boolean;
}

/** Views of one storage can repeat its numbers any number of times, in a file of any size; those of weights hardly do. */
const maxRepetition = 16;

/**
 * The tensors of a file, each with values of its own, row-major. What lies at the same place, as tied weights do, is one object.
 *
 * @throws {FormatError} for views that reach beyond their storage, storages that are missing or too short, and values that
 * no dtype of ours holds.
 */
export function materialize(
  tensors: ReadonlyMap<string, TorchTensor>,
  { bytes, bigEndian }: StorageBytes,
  who: string,
): Map<string, StoredTensor> {
  let available = 2 ** 20;
  for (const storage of bytes.values()) available += maxRepetition * storage.length;
  const made = new Map<string, StoredTensor>();
  const result = new Map<string, StoredTensor>();
  for (const [name, tensor] of tensors) {
    const { storage, offset, shape, strides } = tensor;
    const place = JSON.stringify([storage, offset, shape, strides]);
    let stored = made.get(place);
    if (!stored) {
      const what = `${who}: tensor '${name.slice(0, 100)}'`;
      const size = checkView(tensor, what);
      available -= 4 * size;
      if (available < 0)
        throw new FormatError(`${what}: the tensors repeat their storages more than ${maxRepetition} times`);
      stored = {
        shape,
        ...decodeValues(gather(tensor, size, storageOf(storage, bytes, what), bigEndian), storage.dtype, what),
      };
      made.set(place, stored);
    }
    result.set(name, stored);
  }
  return result;
}

/** The number of values, after all of them were found to lie in the storage. */
function checkView({ storage, offset, shape, strides }: TorchTensor, what: string): number {
  const size = shape.reduce((product, n) => product * n, 1);
  if (size === 0) return 0;
  const last = shape.reduce((at, n, axis) => at + (n - 1) * strides[axis], offset);
  if (last >= storage.count || !Number.isSafeInteger(size)) {
    throw new FormatError(
      `${what}: shape [${shape}] with strides [${strides}] from ${offset} on ends at ${last + 1}, its storage at ${storage.count}`,
    );
  }
  return size;
}

function storageOf(storage: TorchStorage, all: ReadonlyMap<string, Uint8Array>, what: string): Uint8Array {
  const bytes = all.get(storage.key);
  if (!bytes) throw new FormatError(`${what}: its storage '${storage.key}' is not in the file`);
  const width = storedBytes[storage.dtype];
  if (bytes.length !== storage.total * width) {
    throw new FormatError(
      `${what}: its storage '${storage.key}' has ${bytes.length} bytes, ${storage.total} values of ${storage.dtype} take ${storage.total * width}`,
    );
  }
  return bytes.subarray(storage.begin * width, (storage.begin + storage.count) * width);
}

/** The bytes of the values, row-major and little-endian, in a buffer of their own. */
function gather({ storage, offset, shape, strides }: TorchTensor, size: number, bytes: Uint8Array, bigEndian: boolean) {
  const width = storedBytes[storage.dtype];
  const begin = offset * width;
  const out = isContiguous(shape, strides)
    ? // The constructor copies; the slice of a Buffer would not.
      new Uint8Array(bytes.subarray(begin, begin + size * width))
    : gatherStrided(bytes.subarray(begin), shape, strides, size, width);
  if (bigEndian) for (let at = 0; at < out.length; at += width) out.subarray(at, at + width).reverse();
  return out;
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== step) return false;
    step *= shape[axis];
  }
  return true;
}

function gatherStrided(
  bytes: Uint8Array,
  shape: readonly number[],
  strides: readonly number[],
  size: number,
  width: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size * width);
  // Where the place of the bytes allows, a value is one word or two.
  const word = [4, 2].find((n) => width % n === 0 && bytes.byteOffset % n === 0) ?? 1;
  const [source, target] = [wordsOf(bytes, word), wordsOf(out, word)];
  const words = width / word;
  // Axes of length 1 take no steps.
  const axes = shape.flatMap((length, i) => (length === 1 ? [] : [{ length, stride: strides[i], at: 0 }]));
  const inner = axes.pop() ?? { length: 1, stride: 0 };
  axes.reverse();
  let from = 0;
  for (let to = 0; to < target.length; ) {
    for (let i = 0; i < inner.length; i++) {
      const at = (from + i * inner.stride) * words;
      for (let part = 0; part < words; part++) target[to++] = source[at + part];
    }
    for (const axis of axes) {
      from += axis.stride;
      if (++axis.at < axis.length) break;
      from -= axis.stride * axis.length;
      axis.at = 0;
    }
  }
  return out;
}

function wordsOf(
  { buffer, byteOffset, byteLength }: Uint8Array,
  width: number,
): Uint8Array | Uint16Array | Uint32Array {
  if (width === 4) return new Uint32Array(buffer, byteOffset, byteLength / 4);
  if (width === 2) return new Uint16Array(buffer, byteOffset, byteLength / 2);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
