import { decodeValues, type StoredTensor } from '@striate/layers';
import { FormatError, sizeOf } from '@striate/tensor';
import type { Datatype } from '../hdf5/datatype';
import type { Hdf5Dataset } from '../hdf5/Hdf5Node';

/** The values of a data set. Floats become float32, integers int32, a bfloat16 of Keras what it is. */
export async function storedTensor(dataset: Hdf5Dataset, who: string): Promise<StoredTensor> {
  const { path, shape, datatype } = dataset;
  const dtype = storedType(datatype, dataset);
  if (!dtype) {
    const name = datatype.kind === 'other' ? datatype.name : datatype.kind;
    throw new FormatError(`${who}: data set '${path}' holds the type '${name}'; numbers are read`);
  }
  const bytes = await dataset.bytes();
  if ('bigEndian' in datatype && datatype.bigEndian) swap(bytes, datatype.size);
  if (datatype.kind === 'int' && !datatype.signed && datatype.size === 2)
    return { shape, dtype: 'int32', data: Int32Array.from(new Uint16Array(bytes.buffer, 0, sizeOf(shape))) };
  return { shape, ...decodeValues(bytes, dtype, `${who}: data set '${path}'`) };
}

/** What safetensors calls such values. */
function storedType(datatype: Datatype, dataset: Hdf5Dataset): string | undefined {
  const { kind, size } = datatype;
  if (kind === 'float') return `F${8 * size}`;
  if (kind === 'bfloat16') return 'BF16';
  if (kind === 'bool') return 'BOOL';
  // Numbers that h5py has no type for are bytes to it; an attribute says what they are.
  if (kind === 'opaque') return size === 2 && dataset.attribute('dtype')?.values[0] === 'bfloat16' ? 'BF16' : undefined;
  if (kind !== 'int' || ![1, 2, 4, 8].includes(size)) return undefined;
  // The bits of a larger number without sign are kept: seeds are such numbers.
  return size === 1 && !datatype.signed ? 'U8' : `I${8 * size}`;
}

/** Brings numbers with the most significant byte first into the order of this machine. */
function swap(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}
