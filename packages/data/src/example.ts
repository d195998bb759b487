import { StriateError, Tensor, type TypedArray } from '@striate/tensor';
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

/** The same structure with other tensors; what holds none is given back as it is. */
export function mapTensors<T>(value: T, fn: (tensor: Tensor) => Tensor): T {
  if (tensorsIn(value).size === 0) return value;
  const inner = (v: unknown): unknown => {
    if (v instanceof Tensor) return fn(v);
    if (Array.isArray(v)) return v.map(inner);
    return isRecord(v) ? Object.fromEntries(Object.entries(v).map(([key, value]) => [key, inner(value)])) : v;
  };
  return inner(value) as T;
}

/** An error that names the element it happened at, by its index and, where it carries one, its file. */
export function failure(who: string, element: unknown, index: number, cause: unknown): StriateError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const file = fileOf(element);
  const named = file === undefined ? '' : ` (${file.length > 200 ? `${file.slice(0, 200)}…` : file})`;
  return new StriateError(`${who}: the function failed at element ${index}${named}: ${reason}`, { cause });
}

/** The file an element came from: itself, or its `file`, `path`, `url` or first entry, if that is a path, a URL or a `File`. */
function fileOf(element: unknown): string | undefined {
  if (typeof element === 'string') return element;
  if (element instanceof URL) return element.href;
  if (typeof File !== 'undefined' && element instanceof File) return element.name;
  if (Array.isArray(element))
    return typeof element[0] === 'object' || typeof element[0] === 'string' ? fileOf(element[0]) : undefined;
  if (!isRecord(element)) return undefined;
  return fileOf(element.file ?? element.path ?? element.url);
}
