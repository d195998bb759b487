import type { Duel, Row } from './suite';

const headings = [
  'case',
  'parameters',
  'MACs',
  'memory',
  'WebAssembly',
  'threads',
  'ours ms',
  'peer',
  'peer ms',
  'ratio',
  'target',
  'difference',
  'images/s',
  'GFLOP/s',
  'of peak',
];

/** What the case says of the work in a run. */
type Work = Pick<Duel, 'flops' | 'images'>;

/** The rows for reading: columns aligned, numbers to the right. `work` is by case. */
export function table(rows: readonly Row[], work: ReadonlyMap<string, Work> = new Map()): string {
  const lines = rows.map((row) => {
    const { flops, images } = work.get(row.case) ?? {};
    const peak = rows.find((other) => other.case === row.case && other.peer === 'peak');
    const { parameters, macs, peakBytes, wasmBytes, difference, target } = row;
    return [
      row.case,
      parameters === undefined ? '' : parameters.toLocaleString('en'),
      macs === undefined ? '' : `${(macs / 1e6).toFixed(macs < 1e7 ? 2 : 0)} M`,
      megabytes(peakBytes),
      megabytes(wasmBytes),
      rows.some(({ threads }) => threads !== row.threads) ? String(row.threads) : '',
      milliseconds(row.oursMs),
      row.peer ?? '',
      row.reason ? 'absent' : row.peerMs === null ? '' : milliseconds(row.peerMs),
      row.ratio === null ? '' : `${row.ratio.toFixed(row.ratio < 10 ? 2 : 1)}x`,
      target === undefined ? '' : `${target}x`,
      difference === undefined ? '' : difference.toExponential(1),
      images === undefined ? '' : ((images / row.oursMs) * 1000).toFixed(1),
      flops === undefined ? '' : (flops / row.oursMs / 1e6).toFixed(1),
      peak?.ratio == null ? '' : `${(peak.ratio * 100).toFixed(0)} %`,
    ];
  });
  const used = headings.map((heading, column) => heading === 'case' || lines.some((cells) => cells[column] !== ''));
  const shown = [headings, ...lines].map((cells) => cells.filter((_, column) => used[column]));
  const texts = new Set(['case', 'peer']);
  const width = (column: number) => Math.max(...shown.map((cells) => cells[column].length));
  const widths = shown[0].map((_, column) => width(column));
  // Once a case, however many rows say it.
  const reasons = new Set(
    rows.flatMap(({ case: name, peer, reason }) => (reason ? [`${name}, no ${peer}: ${reason}`] : [])),
  );
  return shown
    .map((cells) =>
      cells
        .map((cell, i) => (texts.has(shown[0][i]) ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .concat(reasons.size > 0 ? ['', ...reasons] : [])
    .join('\n');
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : `${Math.round(bytes / 1e6)} MB`;
}

function milliseconds(value: number): string {
  return value.toFixed(value < 1 ? 4 : value < 100 ? 2 : 0);
}
