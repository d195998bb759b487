/** One line of a chart: a value for each epoch, or step. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  /** Its colour: `a` or `b` of the page's two. */
  readonly tone: 'a' | 'b';
  /** Default `line`; `faint` is one of several that another line stands for: thin, without points and name. */
  readonly look?: 'line' | 'dashed' | 'faint';
}

export interface LineChartOptions {
  readonly title: string;
  readonly series: readonly Series[];
  /** The ends of the value axis are moved outward to round numbers. */
  readonly range: readonly [number, number];
  /** A value on the axis. */
  readonly tick: (value: number) => string;
  /** A value of a line. */
  readonly format: (value: number) => string;
  /** Epochs from one value to the next. Default 1. */
  readonly every?: number;
  /** What the values belong to in place of epochs, evenly spaced: what it is, and the name of each. */
  readonly steps?: { readonly axis: string; readonly labels: readonly string[] };
}

const [width, height] = [460, 290];
const plot = { left: 52, top: 18, bottom: 246 };

/** Curves over the epochs, or other steps, as inline SVG, named at their ends, each point with its value as a tooltip. */
export function lineChart({ title, series, range, tick, format, every = 1, steps }: LineChartOptions): string {
  const epochs = every * Math.max(...series.map(({ values }) => values.length));
  const named = series.filter(({ look }) => look !== 'faint');
  // Names stand right of the lines, some 8 units a letter.
  const right = Math.min(382, width - 8 * Math.max(...named.map(({ name }) => name.length)));
  const ticks = niceTicks(...range);
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const x = (epoch: number) => plot.left + ((epoch - every) / Math.max(1, epochs - every)) * (right - plot.left);
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);
  const at = (value: number, i: number) => `${x((i + 1) * every).toFixed(1)},${y(value).toFixed(1)}`;

  const grid = ticks.map(
    (value) =>
      `<path class="grid" d="M${plot.left} ${y(value).toFixed(1)}H${right}"/>` +
      `<text class="tick" x="${plot.left - 10}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${tick(value)}</text>`,
  );
  const axis = steps?.axis ?? 'epoch';
  const label = (epoch: number) => steps?.labels[epoch - 1] ?? String(epoch);
  const epochTicks = (steps ? steps.labels.map((_, i) => i + 1) : wholeTicks(epochs, every)).map(
    (epoch) =>
      `<text class="tick" x="${x(epoch).toFixed(1)}" y="${plot.bottom + 22}" text-anchor="middle">${label(epoch)}</text>`,
  );
  const labelY = apart(named.map(({ values }) => y(values[values.length - 1])));
  const faint = series.filter(({ look }) => look === 'faint');
  const faintLines = faint.map(
    ({ values, tone }) => `<g class="${tone} faint"><polyline points="${values.map(at).join(' ')}"/></g>`,
  );
  const lines = named.map(({ name, values, tone, look }, i) => {
    const last = values[values.length - 1];
    const points = values.map((value, at) => {
      const epoch = (at + 1) * every;
      return (
        `<circle class="point" cx="${x(epoch).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3">` +
        `<title>${name}, ${axis} ${label(epoch)}: ${format(value)}</title></circle>`
      );
    });
    return (
      `<g class="${tone}${look === 'dashed' ? ' dashed' : ''}"><polyline points="${values.map(at).join(' ')}"/>${points.join('')}` +
      `<text class="end" x="${right + 14}" y="${(labelY[i] - 2).toFixed(1)}">${name}</text>` +
      `<text class="value" x="${right + 14}" y="${(labelY[i] + 14).toFixed(1)}">${format(last)}</text></g>`
    );
  });
  return (
    `<figure class="chart"><figcaption>${title}</figcaption>` +
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title} by ${axis}">${grid.join('')}${epochTicks.join('')}` +
    `<text class="tick" x="${(plot.left + right) / 2}" y="${height - 4}" text-anchor="middle">${axis}</text>` +
    `${faintLines.join('')}${lines.join('')}</svg></figure>`
  );
}

/** Round numbers from at or below `low` to at or above `high`, four to seven of them. */
export function niceTicks(low: number, high: number): number[] {
  const rough = (high - low || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Epoch numbers for the axis: at most seven that have a value, evenly spaced, the last among them. */
function wholeTicks(epochs: number, every: number): number[] {
  const step = every * Math.ceil(epochs / every / 6);
  const ticks: number[] = [];
  for (let epoch = epochs; epoch >= every; epoch -= step) ticks.unshift(epoch);
  return ticks;
}

/** Heights for labels: those that would touch are spread about their middle, and moved where they would leave the plot. */
export function apart(heights: readonly number[], gap = 36): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  // Groups of neighbours that touch; with the gaps taken out, a group is one height: the mean of what its labels want.
  const groups: { sum: number; size: number }[] = [];
  order.forEach((label, rank) => {
    let group = { sum: heights[label] - rank * gap, size: 1 };
    for (let above = groups.at(-1); above && above.sum / above.size > group.sum / group.size; above = groups.at(-1)) {
      groups.pop();
      group = { sum: above.sum + group.sum, size: above.size + group.size };
    }
    groups.push(group);
  });
  const spread = groups.flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size));
  const placed = new Array<number>(heights.length);
  let lowest = plot.bottom - 12;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    placed[order[rank]] = Math.min(spread[rank] + rank * gap, lowest);
    lowest = placed[order[rank]] - gap;
  }
  let highest = plot.top - 10;
  for (const label of order) {
    placed[label] = Math.max(placed[label], highest);
    highest = placed[label] + gap;
  }
  return placed;
}
