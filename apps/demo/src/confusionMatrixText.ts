import type { ConfusionMatrix } from '@striate/kit';

/** The matrix for a terminal: aligned, zeros as dots; with `colour` the right answers green and the wrong ones red. */
export function confusionMatrixText(counts: ConfusionMatrix, colour: boolean): string {
  const width = Math.max(3, ...counts.flat().map((count) => String(count).length)) + 2;
  const paint = (text: string, code: number) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const [bold, dim, red, green] = [1, 2, 31, 32];

  const cell = (count: number, isRight: boolean) => {
    if (isRight) return paint(String(count).padStart(width), green);
    return count === 0 ? paint('·'.padStart(width), dim) : paint(String(count).padStart(width), red);
  };
  const line = (row: readonly number[], truth: number) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const recall = total === 0 ? '' : `${((100 * row[truth]) / total).toFixed(1)} %`;
    const cells = row.map((count, guess) => cell(count, guess === truth)).join('');
    return `${paint(String(truth).padStart(6), bold)}${cells}${paint(recall.padStart(10), dim)}`;
  };
  const header = counts.map((_, guess) => String(guess).padStart(width)).join('');
  return [`${'true'.padStart(6)}${paint(header, bold)}   read as`, ...counts.map(line)].join('\n');
}
