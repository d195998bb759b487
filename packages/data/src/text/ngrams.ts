/**
 * The runs of each of these lengths, joined by spaces: all of the first length, then all of the second.
 *
 * @example
 * ngrams(['not', 'so', 'good'], [1, 2]); // 'not', 'so', 'good', 'not so', 'so good'
 */
export function ngrams(tokens: readonly string[], lengths: readonly number[]): string[] {
  return lengths.flatMap((length) => {
    const runs = Math.max(0, tokens.length - length + 1);
    return Array.from({ length: runs }, (_, i) => tokens.slice(i, i + length).join(' '));
  });
}
