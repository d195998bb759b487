import { cpu } from '@striate/backend-cpu';
import { DTypeError, setBackend, ValueError } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { type PadSequencesOptions, padSequences } from './padSequences';

beforeAll(() => setBackend(cpu()));

describe('padSequences', () => {
  // The examples of Keras' documentation, and every combination of ends.
  it.each<[number[][], PadSequencesOptions, number[][]]>([
    [
      [[1], [2, 3], [4, 5, 6]],
      {},
      [
        [0, 0, 1],
        [0, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      [[1], [2, 3], [4, 5, 6]],
      { value: -1 },
      [
        [-1, -1, 1],
        [-1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      [[1], [2, 3], [4, 5, 6]],
      { padding: 'post' },
      [
        [1, 0, 0],
        [2, 3, 0],
        [4, 5, 6],
      ],
    ],
    [
      [[1], [2, 3], [4, 5, 6]],
      { maxlen: 2 },
      [
        [0, 1],
        [2, 3],
        [5, 6],
      ],
    ],
    [
      [[1], [4, 5, 6]],
      { maxlen: 2, truncating: 'post' },
      [
        [0, 1],
        [4, 5],
      ],
    ],
    [
      [[], [1]],
      { maxlen: 2, padding: 'post' },
      [
        [0, 0],
        [1, 0],
      ],
    ],
  ])('%j with %j', async (sequences, options, expected) => {
    const padded = padSequences(sequences, options);
    expect([padded.dtype, await padded.array()]).toEqual(['int32', expected]);
  });

  it('takes typed arrays and other dtypes', async () => {
    const padded = padSequences([Float32Array.of(0.5), [1.5, 2]], { dtype: 'float32', value: 9 });
    expect([padded.dtype, await padded.array()]).toEqual([
      'float32',
      [
        [9, 0.5],
        [1.5, 2],
      ],
    ]);
    expect(padSequences([]).shape).toEqual([0, 0]);
  });

  it('refuses the rest', () => {
    expect(() => padSequences([[1]], { maxlen: -1 })).toThrow(ValueError);
    expect(() => padSequences([[1]], { padding: 'left' as 'pre' })).toThrow("padding 'left' is not known");
    expect(() => padSequences(['ab' as unknown as number[]])).toThrow(DTypeError);
    expect(() => padSequences([[1], 3 as unknown as number[]])).toThrow('sequence 1 is 3');
  });
});
