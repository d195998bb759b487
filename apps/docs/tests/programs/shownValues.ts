import { Tensor } from 'striate';

/** The numbers and words that a comment such as `[1, 2]`, `0, 0.2, 1` or `'cat'` stands for; of prose, nothing. */
export function readComment(comment: string): unknown[] | undefined {
  try {
    const found: unknown[] = new Function(`'use strict'; return [${comment.replace(/\w+Array (?=\[)/g, '')}];`)();
    // `[28, 28], Uint8Array`: what it is, after what it holds.
    return leaves(found.filter((value) => typeof value !== 'function'));
  } catch {
    return undefined;
  }
}

/** The numbers and words in a value, in order. */
export async function leavesOf(value: unknown): Promise<unknown[]> {
  return leaves(value instanceof Tensor ? await value.array() : value);
}

function leaves(value: unknown): unknown[] {
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return [value];
}
