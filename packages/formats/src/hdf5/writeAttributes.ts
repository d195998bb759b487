import { FormatError, type Shape } from '@striate/tensor';
import type { AttributeContents, DatasetContents, GroupContents } from './Hdf5Node';
import { filled, type Output, pack, textBytes } from './Output';

const int = (size: number, signed: boolean) =>
  pack([0x10, 1], [signed ? 8 : 0, 1], [0, 2], [size, 4], [0, 2], [8 * size, 2]);

function float(size: number, exponentAt: number, exponent: number, bias: number): Uint8Array {
  const sign = 8 * size - 1;
  return pack(
    [0x11, 1],
    [0x20, 1],
    [sign, 1],
    [0, 1],
    [size, 4],
    [0, 2],
    [8 * size, 2],
    [exponentAt, 1],
    [exponent, 1],
    [0, 1],
    [exponentAt, 1],
    [bias, 4],
  );
}

const text = (name: string) => filled(pack(textBytes(name), [0, 1]));

/** Datatype messages (specification, section IV.A.2.d); a bool is an enumeration, as h5py has it. */
export const datatypes: Readonly<Record<DatasetContents['dtype'], Uint8Array>> = {
  float32: float(4, 23, 8, 127),
  int32: int(4, true),
  int64: int(8, true),
  uint8: int(1, false),
  bool: pack([0x18, 1], [2, 1], [0, 2], [1, 4], int(1, true), text('FALSE'), text('TRUE'), [0, 1], [1, 1]),
};

/** Texts of some bytes, filled up with zeros: ASCII, or UTF-8. */
const shortText = (size: number, isAscii: boolean) => pack([0x13, 1], [isAscii ? 0x01 : 0x11, 1], [0, 2], [size, 4]);
/** UTF-8 text of any length: its length, and its place in the global heap. */
const longText = pack([0x19, 1], [1, 1], [1, 1], [0, 1], [16, 4], [0x10, 1], [0, 1], [0, 2], [1, 4], [0, 2], [8, 2]);

export function dataspaceOf(shape: Shape): Uint8Array {
  return pack([1, 1], [shape.length, 1], [0, 2], [0, 4], ...shape.map((length) => [length, 8] as const));
}

/** Where each text is: a collection of the global heap, and its number in that. */
export type TextPlaces = ReadonlyMap<string, readonly [collection: number, index: number]>;

/** The texts of all attributes. */
export function longTexts(group: GroupContents, found = new Set<string>()): Set<string> {
  for (const value of Object.values(group.attributes ?? {})) if (typeof value === 'string') found.add(value);
  for (const member of group.members.values()) if ('members' in member) longTexts(member, found);
  return found;
}

/** Writes the texts as collections of the global heap (specification, section III.E), which number what they hold by 16 bits. */
export function writeTexts(out: Output, texts: ReadonlySet<string>): TextPlaces {
  const places = new Map<string, readonly [number, number]>();
  const all = [...texts];
  for (let first = 0; first < all.length; first += 60_000) {
    const some = all.slice(first, first + 60_000);
    const objects = some.map((value, i) => {
      const bytes = textBytes(value);
      return pack([i + 1, 2], [1, 2], [0, 4], [bytes.length, 8], filled(bytes));
    });
    const used = 16 + objects.reduce((sum, { length }) => sum + length, 0);
    const size = Math.max(4096, used + 16);
    // What is left is an object, too, of number 0.
    const free = pack([0, 8], [size - used, 8], new Uint8Array(size - used - 16));
    const at = out.put(pack(textBytes('GCOL'), [1, 1], [0, 1], [0, 2], [size, 8], ...objects, free));
    some.forEach((value, i) => void places.set(value, [at, i + 1]));
  }
  return places;
}

/** An attribute message of version 1 (specification, section IV.A.2.m). */
export function attributeMessage(name: string, value: AttributeContents, path: string, texts: TextPlaces): Uint8Array {
  const [type, space, data] = typeof value === 'string' ? longAttribute(value, texts) : listAttribute(value);
  const key = pack(textBytes(name), [0, 1]);
  const sizes = [key, type, space].map(({ length }) => [length, 2] as const);
  const message = pack([1, 1], [0, 1], ...sizes, filled(key), filled(type), filled(space), data);
  if (message.length > 0xfff8)
    throw new FormatError(
      `writeHdf5: attribute '${name}' of '${path}' has ${message.length} bytes; the format takes 65528`,
    );
  return message;
}

function longAttribute(value: string, texts: TextPlaces): Uint8Array[] {
  const [collection, index] = texts.get(value) ?? [0, 0];
  return [longText, dataspaceOf([]), pack([textBytes(value).length, 4], [collection, 8], [index, 4])];
}

/** Texts of equal length. An empty list is one of numbers, which is what h5py makes of it. */
function listAttribute(values: readonly string[]): Uint8Array[] {
  if (values.length === 0) return [float(8, 52, 11, 1023), dataspaceOf([0]), new Uint8Array(0)];
  const all = values.map(textBytes);
  const size = Math.max(1, ...all.map(({ length }) => length));
  const isAscii = all.every((bytes) => bytes.every((byte) => byte < 128));
  return [shortText(size, isAscii), dataspaceOf([values.length]), pack(...all.map((bytes) => filled(bytes, size)))];
}
