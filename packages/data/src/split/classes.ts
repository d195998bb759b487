import { ShapeError, Tensor, ValueError } from '@striate/tensor';
import { isRecord } from '../example';
import { isNdArray, isTypedArray } from '../ndArray';
import type { Arrays } from '../stages/fromArrays';

/** The class of each example: numbers or names. */
export type ClassLabels = ArrayLike<number | string | boolean>;

/** `true`: by the array `y`. Labels of their own: by those. */
export type Stratify = boolean | ClassLabels;

/** The indices of the examples of each class; classes in the order of their first example. */
export type Classes = readonly (readonly number[])[];

/** Groups the examples by class, or puts all into one where nothing is to be stratified. */
export function classesOf(stratify: Stratify, arrays: Arrays | number, count: number, who: string): Classes {
  if (stratify === false) return [Array.from({ length: count }, (_, i) => i)];
  const labels = stratify === true ? labelsIn(arrays, who) : stratify;
  if (labels.length !== count) throw new ShapeError(`${who}: ${count} examples, but ${labels.length} labels`);
  const classes = new Map<unknown, number[]>();
  for (let i = 0; i < count; i++) {
    const members = classes.get(labels[i]);
    if (members) members.push(i);
    else classes.set(labels[i], [i]);
  }
  return [...classes.values()];
}

function labelsIn(arrays: Arrays | number, who: string): ClassLabels {
  const y = isRecord(arrays) && !isNdArray(arrays) ? arrays.y : undefined;
  if (isTypedArray(y)) return y;
  if (Array.isArray(y) && typeof y[0] !== 'object') return y;
  // One label an example, not one-hot rows, whose classes would be no numbers.
  if (y instanceof Tensor && y.size === y.shape[0]) return y.dataSync();
  if (isNdArray(y) && y.data.length === y.shape[0]) return y.data;
  throw new ValueError(
    `${who}: stratifying needs one label an example: an array y of class numbers or names, or labels`,
  );
}
