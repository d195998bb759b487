import { FormatError, type TypedArray } from '@striate/tensor';
import { dtypeOf, type NdArray } from '../ndArray';

// The format of numpy.save: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

interface Kind {
  readonly bytes: number;
  read(view: DataView, size: number, little: boolean, what: string): Omit<NdArray, 'shape'>;
}

/** A kind of number that becomes float32. */
function float(bytes: number, get: (view: DataView, at: number, little: boolean) => number): Kind {
  return {
    bytes,
    read: (v, size, little) => ({ data: Float32Array.from({ length: size }, (_, i) => get(v, bytes * i, little)) }),
  };
}

/** A kind of number that becomes int32, if it fits. */
function int(bytes: number, get: (view: DataView, at: number, little: boolean) => number | bigint): Kind {
  return {
    bytes,
    read(view, size, little, what) {
      const data = new Int32Array(size);
      for (let i = 0; i < size; i++) {
        const value = get(view, bytes * i, little);
        data[i] = Number(value);
        if (data[i] !== Number(value)) {
          throw new FormatError(`${what}: value ${value} at index ${i} does not fit into int32`);
        }
      }
      return { data };
    },
  };
}

function ownBytes(view: DataView, size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Uint8Array(view.buffer, view.byteOffset, size));
}

const kinds: Readonly<Record<string, Kind>> = /* @__PURE__ */ (() => ({
  b1: { bytes: 1, read: (v, size) => ({ data: ownBytes(v, size).map((b) => (b ? 1 : 0)), dtype: 'bool' }) },
  u1: { bytes: 1, read: (v, size) => ({ data: ownBytes(v, size) }) },
  i1: int(1, (v, at) => v.getInt8(at)),
  i2: int(2, (v, at, little) => v.getInt16(at, little)),
  u2: int(2, (v, at, little) => v.getUint16(at, little)),
  i4: int(4, (v, at, little) => v.getInt32(at, little)),
  u4: int(4, (v, at, little) => v.getUint32(at, little)),
  i8: int(8, (v, at, little) => v.getBigInt64(at, little)),
  u8: int(8, (v, at, little) => v.getBigUint64(at, little)),
  f2: float(2, (v, at, little) => half(v.getUint16(at, little))),
  f4: float(4, (v, at, little) => v.getFloat32(at, little)),
  f8: float(8, (v, at, little) => v.getFloat64(at, little)),
}))();

/** The value of a half-precision float. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
}

/** Parses the bytes of an .npy file. */
export function parseNpy(bytes: Uint8Array, who: string): NdArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(0, 6)) !== '\x93NUMPY') {
    throw new FormatError(
      `${who}: expected a file of at least 12 bytes that starts with \\x93NUMPY, got ${bytes.length} bytes`,
    );
  }
  const version = bytes[6];
  if (version < 1 || version > 3) throw new FormatError(`${who}: expected format version 1, 2 or 3, got ${version}`);
  const start = version === 1 ? 10 : 12;
  const end = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (end > bytes.length) throw new FormatError(`${who}: the header ends at byte ${end}, the file at ${bytes.length}`);
  const { descr, fortranOrder, shape } = parseHeader(bytes.subarray(start, end), who);
  const kind = kinds[descr.slice(1)];
  if (!kind || !'<>|='.includes(descr[0])) {
    const hint = descr.includes('O') ? ' (objects are pickles, which could run code)' : '';
    throw new FormatError(`${who}: type '${descr}'${hint} is none of ${Object.keys(kinds).join(', ')}`);
  }
  const size = shape.reduce((product, axis) => product * axis, 1);
  // The length is checked before anything is allocated: a header may claim any shape.
  const got = bytes.length - end;
  if (got !== size * kind.bytes) {
    throw new FormatError(
      `${who}: expected ${size * kind.bytes} bytes of values for shape [${shape.join(',')}] of type '${descr}', got ${got}`,
    );
  }
  const array = {
    ...kind.read(
      new DataView(view.buffer, view.byteOffset + end, got),
      size,
      descr[0] !== '>',
      `${who}: type '${descr}'`,
    ),
    shape,
  };
  return fortranOrder ? rowMajor(array) : array;
}

function parseHeader(bytes: Uint8Array, who: string) {
  const text = new TextDecoder('latin1').decode(bytes);
  const descr = /['"]descr['"]\s*:\s*(?:['"]([^'"]{2,9})['"]|\[)/.exec(text);
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const sizes = /['"]shape['"]\s*:\s*\(([\d\sL,]*)\)/.exec(text)?.[1];
  if (!descr || order === undefined || sizes === undefined) {
    throw new FormatError(
      `${who}: expected a header with descr, fortran_order and shape, got ${text.slice(0, 120).trim()}`,
    );
  }
  if (descr[1] === undefined) throw new FormatError(`${who}: records with named fields have no equivalent here`);
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number.parseInt(size, 10)]));
  if (!shape.every(Number.isSafeInteger))
    throw new FormatError(`${who}: no array has the shape (${sizes.slice(0, 120)})`);
  return { descr: descr[1], fortranOrder: order === 'True', shape };
}

/** First axis fastest → last axis fastest. */
function rowMajor<A extends NdArray>(array: A): A {
  const { data, shape } = array;
  const out = data.slice();
  const index = new Array<number>(shape.length).fill(0);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  for (let to = 0, from = 0; to < out.length; to++) {
    out[to] = data[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++index[axis] < shape[axis]) break;
      from -= steps[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return { ...array, data: out };
}

const descrs = { float32: '<f4', int32: '<i4', uint8: '|u1', bool: '|b1' } as const;

/** The bytes of an .npy file. */
export function formatNpy({ data, shape, dtype = dtypeOf(data) }: NdArray<TypedArray>): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const header = `{'descr': '${descrs[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Values begin at a multiple of 64, so that they can be mapped into memory.
  const start = Math.ceil((10 + header.length + 1) / 64) * 64;
  const out = new Uint8Array(start + data.byteLength);
  out.set(new TextEncoder().encode(`${header.padEnd(start - 11)}\n`), 10);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(out.buffer).setUint16(8, start - 10, true);
  out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return out;
}
