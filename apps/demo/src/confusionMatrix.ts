/** How many of each class (rows) were taken for each class (columns). */
export type ConfusionMatrix = readonly (readonly number[])[];

export function confusionMatrix(truth: ArrayLike<number>, guesses: ArrayLike<number>, classes: number): ConfusionMatrix {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) counts[truth[i]][guesses[i]]++;
  return counts;
}

/** The matrix for a terminal: aligned, zeros as dots, the right answers green and the wrong ones red where `colour`. */
export function confusionMatrixText(counts: ConfusionMatrix, colour: boolean): string {
  const width = Math.max(...counts.flat().map((count) => String(count).length)) + 2;
  const paint = (text: string, code: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const cell = (count: number, isRight: boolean) => {
    const text = (count === 0 && !isRight ? '·' : String(count)).padStart(width);
    if (isRight) return paint(text, '32');
    return count === 0 ? paint(text, '2') : paint(text, '31');
  };
  const header = counts.map((_, column) => String(column).padStart(width)).join('');
  const rows = counts.map((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const recall = total === 0 ? '' : `${((100 * row[truth]) / total).toFixed(1)} %`;
    const cells = row.map((count, guess) => cell(count, guess === truth)).join('');
    return `${paint(String(truth).padStart(7), '1')}${cells}${recall.padStart(10)}`;
  });
  return [`${paint('true \\ read', '2')}`.padEnd(0), `${' '.repeat(7)}${paint(header, '1')}${paint('right'.padStart(10), '2')}`, ...rows].join('\n');
}
