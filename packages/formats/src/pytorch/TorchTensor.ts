/** How PyTorch keeps the numbers of a storage, in the names of safetensors. */
export type StorageDType = 'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'I32' | 'I16' | 'I8' | 'U8' | 'BOOL';

/** Numbers one after the other, which tensors are views of. */
export class TorchStorage {
  readonly dtype: StorageDType;
  /** By which the file names its bytes. */
  readonly key: string;
  /** How many numbers the bytes of that key are. */
  readonly total: number;
  /** Where among them this storage begins, and how many are its own. */
  readonly begin: number;
  readonly count: number;

  constructor(dtype: StorageDType, key: string, total: number, begin = 0, count = total) {
    this.dtype = dtype;
    this.key = key;
    this.total = total;
    this.begin = begin;
    this.count = count;
  }
}

/** A view of a storage, as the pickle describes it; offset and strides count numbers. */
export class TorchTensor {
  readonly storage: TorchStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(storage: TorchStorage, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** A list of at most so many whole numbers from 0 on. */
export function isCounts(value: unknown, most: number): value is number[] {
  return Array.isArray(value) && value.length <= most && value.every(isCount);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
