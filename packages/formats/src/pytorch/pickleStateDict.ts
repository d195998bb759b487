// The pickle in a file of torch.save: OrderedDict(name → _rebuild_tensor_v2(storage, 0, shape, strides, False, OrderedDict())),
// in protocol 2, which every PyTorch reads.

/** A contiguous tensor, and the storage all of which it is. */
export interface DescribedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  /** The name of the storage in the archive. */
  readonly key: string;
  /** As PyTorch names it: `FloatStorage`. */
  readonly storageType: string;
}

const op = {
  proto: 0x80,
  global: 0x63,
  emptyTuple: 0x29,
  reduce: 0x52,
  mark: 0x28,
  tuple: 0x74,
  setItems: 0x75,
  persistentId: 0x51,
  unicode: 0x58,
  integer: 0x4a,
  long: 0x8a,
  false: 0x89,
  stop: 0x2e,
} as const;

export function pickleStateDict(tensors: readonly DescribedTensor[]): Uint8Array<ArrayBuffer> {
  const orderedDict = [...global('collections', 'OrderedDict'), op.emptyTuple, op.reduce];
  const bytes: number[] = [op.proto, 2, ...orderedDict, op.mark];
  for (const { name, shape, count, key, storageType } of tensors) {
    const storage = tuple(text('storage'), global('torch', storageType), text(key), text('cpu'), integer(count));
    const args = tuple(
      [...storage, op.persistentId],
      integer(0),
      tuple(...shape.map(integer)),
      tuple(...stridesOf(shape).map(integer)),
      [op.false],
      orderedDict,
    );
    for (const byte of text(name)) bytes.push(byte); // a name may be too long to spread
    bytes.push(...global('torch._utils', '_rebuild_tensor_v2'), ...args, op.reduce);
  }
  bytes.push(op.setItems, op.stop);
  return Uint8Array.from(bytes);
}

function global(module: string, name: string): number[] {
  return [op.global, ...new TextEncoder().encode(`${module}\n${name}\n`)];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [op.unicode, ...littleEndian(bytes.length, 4), ...bytes];
}

function integer(value: number): number[] {
  return value < 2 ** 31 ? [op.integer, ...littleEndian(value, 4)] : [op.long, 8, ...littleEndian(value, 8)];
}

function tuple(...items: readonly (readonly number[])[]): number[] {
  return [op.mark, ...items.flat(), op.tuple];
}

function littleEndian(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i) % 256);
}

/** Row-major; of an axis of length 0 PyTorch takes the steps for those of length 1. */
function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= Math.max(1, shape[axis]);
  }
  return strides;
}
