import type { Shape, TypedArray } from '@striate/tensor';
import type { Datatype } from './datatype';

/** What an attribute holds: texts, or numbers; the shape of a single one is []. */
export interface Hdf5Attribute {
  readonly shape: Shape;
  readonly values: readonly string[] | readonly number[];
}

interface Hdf5Object {
  /** `/model_weights/dense`. */
  readonly path: string;
  /** @throws {FormatError} where there is one whose type is not read. */
  attribute(name: string): Hdf5Attribute | undefined;
  attributeNames(): readonly string[];
}

export interface Hdf5Group extends Hdf5Object {
  readonly kind: 'group';
  /** By name, in the order of the file. */
  readonly members: ReadonlyMap<string, Hdf5Member>;
}

export interface Hdf5Dataset extends Hdf5Object {
  readonly kind: 'dataset';
  readonly shape: Shape;
  readonly datatype: Datatype;
  /** The values, in a buffer of their own, least significant byte first. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

/** A link that is not followed: it may lead out of the file, or nowhere. */
export interface Hdf5Link {
  readonly kind: 'soft link' | 'external link';
  readonly path: string;
}

export type Hdf5Member = Hdf5Group | Hdf5Dataset | Hdf5Link;

/** A group to write. */
export interface GroupContents {
  readonly attributes?: Readonly<Record<string, AttributeContents>>;
  readonly members: ReadonlyMap<string, GroupContents | DatasetContents>;
}

/** A text of any length, or a list of texts, of at most 64 kB together. */
export type AttributeContents = string | readonly string[];

/** A data set to write. */
export interface DatasetContents {
  readonly dtype: 'float32' | 'int32' | 'uint8' | 'bool' | 'int64';
  readonly shape: Shape;
  readonly data: TypedArray | BigInt64Array;
}
