import type { Shape } from '@striate/tensor';
import type { Cursor } from './Cursor';

/** What the elements of a data set or an attribute are. */
export type Datatype =
  | { readonly kind: 'float'; readonly size: 2 | 4 | 8; readonly bigEndian: boolean }
  | { readonly kind: 'bfloat16'; readonly size: 2; readonly bigEndian: boolean }
  | { readonly kind: 'int'; readonly size: number; readonly bigEndian: boolean; readonly signed: boolean }
  /** A bool, as h5py has it: an enumeration of FALSE and TRUE. */
  | { readonly kind: 'bool'; readonly size: 1 }
  | { readonly kind: 'text'; readonly size: number; readonly padding: number }
  /** Text of any length, kept elsewhere. */
  | { readonly kind: 'longText'; readonly size: number }
  /** Bytes that mean something to who wrote them only. */
  | { readonly kind: 'opaque'; readonly size: number }
  | { readonly kind: 'other'; readonly size: number; readonly name: string };

const classNames = [
  ...['int', 'float', 'time', 'text', 'bit field', 'opaque', 'compound', 'reference', 'enumeration'],
  ...['list of variable length', 'array', 'complex'],
];

/** Size, exponent's place and bits, mantissa's bits, and bias of the floats there are. */
const floats: Readonly<Record<string, 'float' | 'bfloat16'>> = {
  '2 10 5 10 15': 'float',
  '2 7 8 7 127': 'bfloat16',
  '4 23 8 23 127': 'float',
  '8 52 11 52 1023': 'float',
};

/** Reads a datatype message (specification, section IV.A.2.d). */
export function readDatatype(cursor: Cursor): Datatype {
  const head = cursor.uint(1);
  const [kind, version] = [head & 15, head >> 4];
  const bits = cursor.uint(3);
  const size = cursor.uint(4);
  if (size === 0 && kind !== 3) throw cursor.refusal('elements of 0 bytes');
  const bigEndian = (bits & 1) === 1;
  switch (kind) {
    case 0:
      cursor.skip(4);
      return { kind: 'int', size, bigEndian, signed: (bits & 8) !== 0 };
    case 1: {
      cursor.skip(4);
      const [exponentAt, exponent, mantissaAt, mantissa] = [
        cursor.uint(1),
        cursor.uint(1),
        cursor.uint(1),
        cursor.uint(1),
      ];
      const form = floats[`${size} ${exponentAt} ${exponent} ${mantissa} ${cursor.uint(4)}`];
      if (!form || mantissaAt !== 0)
        return { kind: 'other', size, name: `float of ${size} bytes in a form of its own` };
      return form === 'float' ? { kind: form, size: size as 2 | 4 | 8, bigEndian } : { kind: form, size: 2, bigEndian };
    }
    case 3:
      return { kind: 'text', size, padding: bits & 15 };
    case 5:
      return { kind: 'opaque', size };
    case 8: {
      const base = readDatatype(cursor);
      const names = Array.from({ length: Math.min(bits & 0xffff, 2) }, () => name(cursor, version));
      const isBool = (bits & 0xffff) === 2 && base.size === 1 && names.join() === 'FALSE,TRUE';
      return isBool ? { kind: 'bool', size: 1 } : base;
    }
    case 9:
      if ((bits & 15) === 1 && size === 8 + cursor.file.offsetSize) return { kind: 'longText', size };
  }
  return { kind: 'other', size, name: classNames[kind] ?? `class ${kind}` };
}

/** The name of a member: it ends with a zero and, before version 3, is filled up to a multiple of eight. */
function name(cursor: Cursor, version: number): string {
  let text = '';
  for (let code = cursor.uint(1); code !== 0; code = cursor.uint(1)) text += String.fromCharCode(code);
  if (version < 3) cursor.skip((8 - ((text.length + 1) % 8)) % 8);
  return text;
}

/** Reads a dataspace message: the shape, or undefined for one that has no elements at all. */
export function readDataspace(cursor: Cursor): Shape | undefined {
  const version = cursor.version(1, 2);
  const rank = cursor.uint(1);
  if (rank > 32) throw cursor.refusal(`rank ${rank}; HDF5 has at most 32`);
  cursor.skip(1);
  if (version === 1) cursor.skip(5);
  else if (cursor.uint(1) === 2) return undefined;
  return Array.from({ length: rank }, () => cursor.length());
}
