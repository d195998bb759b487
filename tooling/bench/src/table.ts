import type { Duel, Row } from './suite';

const headings = ['case', 'ours ms', 'peer', 'peer ms', 'ratio', 'images/s', 'GFLOP/s', 'of peak'];

/** What the case says of the work in a run. */
type Work = Pick<Duel, 'flops' | 'images'>;

/** The rows for reading: columns aligned, numbers to the right. `work` is by case. */
export function table(rows: readonly Row[], work: ReadonlyMap<string, Work> = new Map()): string {
  const lines = rows.map((row) => {
    const { flops, images } = work.get(row.case) ?? {};
    const peak = rows.find((other) => other.case === row.case && other.peer === 'peak');
    return [
      row.case,
      milliseconds(row.oursMs),
      row.peer ?? '',
      row.peerMs === null ? '' : milliseconds(row.peerMs),
      row.ratio === null ? '' : `${row.ratio.toFixed(row.ratio < 10 ? 2 : 1)}x`,
      images === undefined ? '' : ((images / row.oursMs) * 1000).toFixed(1),
      flops === undefined ? '' : (flops / row.oursMs / 1e6).toFixed(1),
      peak?.ratio == null ? '' : `${(peak.ratio * 100).toFixed(0)} %`,
    ];
  });
  const used = headings.map((_, column) => column < 2 || lines.some((cells) => cells[column] !== ''));
  const shown = [headings, ...lines].map((cells) => cells.filter((_, column) => used[column]));
  const texts = new Set(['case', 'peer']);
  const width = (column: number) => Math.max(...shown.map((cells) => cells[column].length));
  const widths = shown[0].map((_, column) => width(column));
  return shown
    .map((cells) =>
      cells
        .map((cell, i) => (texts.has(shown[0][i]) ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function milliseconds(value: number): string {
  return value.toFixed(value < 1 ? 4 : value < 100 ? 2 : 0);
}
