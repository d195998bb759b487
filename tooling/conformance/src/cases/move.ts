import type { Tensor } from '@striate/tensor';
import { bool, type Case, type CaseInput, int32, uint8 } from '../case';
import type { NdArray } from '../ndArray';
import { randomArray, randomIntegers } from '../randomArray';

/** An op that only moves elements around. */
export interface Move {
  readonly op: string;
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly run: (...x: Tensor[]) => Tensor;
  readonly reference: (...x: NdArray[]) => NdArray;
}

/** What only moves elements must move every dtype. */
export function inDTypes(move: Move): Case[] {
  const { op, name, shapes, run, reference } = move;
  const shared = { op, run, reference };
  const integers = (low: number, high: number) => shapes.map((shape, i) => randomIntegers(shape, 430 + i, low, high));
  const variant = (dtype: 'int32' | 'bool' | 'uint8', inputs: CaseInput[]): Case => ({
    ...shared,
    name: `of ${dtype}, ${name}`,
    inputs,
    dtype,
  });
  return [
    {
      ...shared,
      name,
      inputs: shapes.map((shape, i) => randomArray(shape, 420 + i)),
      secondOrder: name.includes('[2,4,5,3]'),
    },
    variant('int32', integers(-99, 100).map(int32)),
    ...(name.includes('constant') ? [] : [variant('bool', integers(0, 2).map(bool))]),
    variant('uint8', integers(0, 256).map(uint8)),
  ];
}
