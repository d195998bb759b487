/** How many of each class (rows) were taken for each class (columns). */
export type ConfusionMatrix = readonly (readonly number[])[];

export interface HeatMapOptions {
  /** Of the classes. Default: their numbers. */
  readonly names?: readonly string[];
  readonly caption: string;
}

/** The confusion matrix as a table: right answers in one colour, mistakes in the other, the more the stronger. */
export function heatMap(counts: ConfusionMatrix, { names, caption }: HeatMapOptions): string {
  const worst = Math.max(1, ...counts.flatMap((row, truth) => row.filter((_, guess) => guess !== truth)));
  const name = (which: number) => names?.[which] ?? String(which);
  const rows = counts.map((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const recall = total === 0 ? 0 : row[truth] / total;
    const cells = row.map((count, guess) => {
      if (guess === truth) return cell('right', 100 * recall ** 4, count);
      return count === 0 ? '<td class="none">·</td>' : cell('wrong', 18 + 67 * (count / worst) ** 1.5, count);
    });
    return `<tr><th scope="row">${name(truth)}</th>${cells.join('')}<td class="recall">${(100 * recall).toFixed(1)}</td></tr>`;
  });
  const header = counts.map((_, guess) => `<th scope="col"><span>${name(guess)}</span></th>`).join('');
  return (
    `<table class="confusion${names ? ' named' : ''}"><caption>${caption}</caption>` +
    `<thead><tr><td></td>${header}<td class="recall">%</td></tr></thead><tbody>${rows.join('')}</tbody></table>`
  );
}

/** The confusions that happened most often, the worst first. */
export function worstConfusions(counts: ConfusionMatrix, names?: readonly string[], limit = 6): string {
  const pairs = counts.flatMap((row, truth) => row.map((count, guess) => ({ truth, guess, count })));
  const worst = pairs
    .filter(({ truth, guess, count }) => truth !== guess && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, limit);
  const name = (which: number) => names?.[which] ?? String(which);
  const items = worst.map(({ truth, guess, count }) => {
    return `<li><b>${name(truth)} → <i>${name(guess)}</i></b> &nbsp;${count === 1 ? 'once' : `${count} times`}</li>`;
  });
  return items.length === 0 ? '' : `<div><h3>Most often</h3><ol>${items.join('')}</ol></div>`;
}

function cell(kind: 'right' | 'wrong', strength: number, count: number): string {
  const strong = strength > 60 ? ' strong' : '';
  return `<td class="${kind}${strong}" style="--p:${strength.toFixed(0)}%">${count}</td>`;
}
