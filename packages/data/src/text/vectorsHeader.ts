import { FormatError } from '@striate/tensor';
import { maxDimensions } from './VectorTable';

/** `words dimensions`, the first line of word2vec's files. */
export interface VectorsHeader {
  readonly words: number;
  readonly dimensions: number;
}

/** @throws {FormatError} unless the line is two whole numbers within reason. What it says is not trusted for memory. */
export function parseHeader(line: string, who: string): VectorsHeader {
  const [, words, dimensions] = /^(\d{1,15}) (\d{1,15})\s*$/.exec(line)?.map(Number) ?? [];
  if (words === undefined || dimensions < 1 || dimensions > maxDimensions) {
    throw new FormatError(
      `${who}: expected a first line with the number of words and of dimensions (1 … ${maxDimensions}), got ${JSON.stringify(line.slice(0, 64))}`,
    );
  }
  return { words, dimensions };
}
