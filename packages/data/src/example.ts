import { Tensor, type TypedArray } from '@striate/tensor';
import { isTypedArray, type NdArray } from './ndArray';

/** Numbers in arrays, nested at will: one array of values, not a structure. */
export type NestedNumbers = readonly (number | boolean | NestedNumbers)[];

/** A value that `batch` turns into one tensor. */
export type Leaf = number | boolean | TypedArray | NdArray | NestedNumbers;

/**
 * What flows through a pipeline before `batch`: host values, and objects and arrays of them. No tensor is made per example.
 *
 * An array that holds nothing but numbers (nested at will) is one leaf; any other array is structure, like an object.
 */
export type Example = Leaf | readonly Example[] | { readonly [key: string]: Example };

/** What `batch` makes of an example of type `T`: the same structure with a tensor for every leaf. */
export type Batched<T> = T extends Leaf ? Tensor : T extends object ? { [K in keyof T]: Batched<T[K]> } : never;

export function isNestedNumbers(value: unknown): value is NestedNumbers {
  if (!Array.isArray(value)) return false;
  return value.every((v) => typeof v === 'number' || typeof v === 'boolean' || isNestedNumbers(v));
}

/** Whether the value is an object made by a literal, and so structure. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The place of a leaf, as messages print it: `x`, `x.left`, `[0]`. */
export function join(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Adds every tensor in a structure to `into`. */
export function tensorsIn(value: unknown, into: Set<Tensor> = new Set()): Set<Tensor> {
  if (typeof value !== 'object' || value === null || isTypedArray(value)) return into;
  if (value instanceof Tensor) into.add(value);
  else if (Array.isArray(value)) {
    // An array of numbers is a leaf: its thousands of values are not looked at one by one.
    if (typeof value[0] !== 'number') for (const inner of value) tensorsIn(inner, into);
  } else if (isRecord(value)) for (const inner of Object.values(value)) tensorsIn(inner, into);
  return into;
}

/** Frees every tensor in a structure, except those in `except`. */
export function release(value: unknown, except?: ReadonlySet<Tensor>): void {
  for (const tensor of tensorsIn(value)) if (!except?.has(tensor)) tensor.dispose();
}
