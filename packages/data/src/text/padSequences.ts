import { type DType, DTypeError, type Tensor, ValueError } from '@striate/tensor';
import { checkOptions, type OptionNames, unknownName } from '../unknownName';
import { longest, rowsToTensor, type SequenceEnd } from './rows';

/** Options of `padSequences`. */
export interface PadSequencesOptions {
  /** Length of the rows. Default: that of the longest sequence. */
  readonly maxlen?: number;
  /** Default `int32`. */
  readonly dtype?: DType;
  /** Where short sequences are filled up. Default `pre`. */
  readonly padding?: SequenceEnd;
  /** Where long sequences are cut: `pre` keeps their end. Default `pre`. */
  readonly truncating?: SequenceEnd;
  /** What they are filled up with. Default 0. */
  readonly value?: number;
}

const names: OptionNames<PadSequencesOptions> = {
  maxlen: true,
  dtype: true,
  padding: true,
  truncating: true,
  value: true,
};

/**
 * Sequences of numbers as a matrix `[sequences, maxlen]`: short ones filled up, long ones cut, both at the beginning unless
 * told otherwise (Keras' `pad_sequences`).
 *
 * @throws {ValueError} for a `maxlen` that is not a whole number >= 0, or another end than `pre` and `post`.
 * @throws {DTypeError} for a sequence that is not a list of numbers.
 *
 * @example
 * await padSequences([[1, 2, 3], [4]]).array();                                 // [[1, 2, 3], [0, 0, 4]]
 * await padSequences([[1, 2, 3], [4]], { maxlen: 2, padding: 'post' }).array(); // [[2, 3], [4, 0]]
 */
export function padSequences(sequences: readonly ArrayLike<number>[], options: PadSequencesOptions = {}): Tensor {
  const { maxlen, dtype = 'int32', padding = 'pre', truncating = 'pre', value = 0 } = options;
  checkOptions(options, names, 'padSequences');
  if (maxlen !== undefined && !(Number.isInteger(maxlen) && maxlen >= 0)) {
    throw new ValueError(`padSequences: maxlen ${maxlen} is not a whole number >= 0`);
  }
  for (const [option, end] of Object.entries({ padding, truncating })) {
    if (end !== 'pre' && end !== 'post') throw unknownName(`padSequences: ${option}`, end, ['pre', 'post']);
  }
  sequences.forEach((sequence, i) => {
    if (isNumbers(sequence)) return;
    throw new DTypeError(`padSequences: sequence ${i} is ${JSON.stringify(sequence)}; each is a list of numbers`);
  });
  return rowsToTensor(sequences, { length: maxlen ?? longest(sequences), dtype, padding, truncating, value });
}

function isNumbers(sequence: unknown): boolean {
  if (ArrayBuffer.isView(sequence)) return true;
  return Array.isArray(sequence) && sequence.every((value) => typeof value === 'number');
}
