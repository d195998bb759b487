/** One line of a chart: a value for each epoch. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
  /** Its colour: `a` or `b` of the page's two. */
  readonly tone: 'a' | 'b';
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
}

const [width, height] = [460, 290];
const plot = { left: 52, right: 382, top: 18, bottom: 246 };

/** Curves over the epochs as inline SVG, named at their ends, each point with its value as a tooltip. */
export function lineChart({ title, series, range, tick, format }: LineChartOptions): string {
  const epochs = Math.max(...series.map(({ values }) => values.length));
  const ticks = niceTicks(...range);
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const x = (epoch: number) => plot.left + ((epoch - 1) / Math.max(1, epochs - 1)) * (plot.right - plot.left);
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);
  const at = (value: number, i: number) => `${x(i + 1).toFixed(1)},${y(value).toFixed(1)}`;

  const grid = ticks.map(
    (value) =>
      `<path class="grid" d="M${plot.left} ${y(value).toFixed(1)}H${plot.right}"/>` +
      `<text class="tick" x="${plot.left - 10}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${tick(value)}</text>`,
  );
  const epochTicks = wholeTicks(epochs).map(
    (epoch) =>
      `<text class="tick" x="${x(epoch).toFixed(1)}" y="${plot.bottom + 22}" text-anchor="middle">${epoch}</text>`,
  );
  const labelY = apart(series.map(({ values }) => y(values[values.length - 1])));
  const lines = series.map(({ name, values, tone }, i) => {
    const last = values[values.length - 1];
    const points = values.map(
      (value, epoch) =>
        `<circle class="point" cx="${x(epoch + 1).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3">` +
        `<title>${name}, epoch ${epoch + 1}: ${format(value)}</title></circle>`,
    );
    return (
      `<g class="${tone}"><polyline points="${values.map(at).join(' ')}"/>${points.join('')}` +
      `<text class="end" x="${plot.right + 14}" y="${(labelY[i] - 2).toFixed(1)}">${name}</text>` +
      `<text class="value" x="${plot.right + 14}" y="${(labelY[i] + 14).toFixed(1)}">${format(last)}</text></g>`
    );
  });
  return (
    `<figure class="chart"><figcaption>${title}</figcaption>` +
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title} by epoch">${grid.join('')}${epochTicks.join('')}` +
    `<text class="tick" x="${(plot.left + plot.right) / 2}" y="${height - 4}" text-anchor="middle">epoch</text>` +
    `${lines.join('')}</svg></figure>`
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

/** Epoch numbers for the axis: at most seven, evenly spaced, the last among them. */
function wholeTicks(epochs: number): number[] {
  const step = Math.ceil(epochs / 6);
  const ticks: number[] = [];
  for (let epoch = epochs; epoch >= 1; epoch -= step) ticks.unshift(epoch);
  return ticks;
}

/** Heights for two labels: moved apart where they would touch, and up where they would leave the plot. */
function apart(heights: readonly number[]): number[] {
  const gap = 36;
  const lowest = plot.bottom - 12;
  if (heights.length !== 2) return heights.map((height) => Math.min(height, lowest));
  const [a, b] = heights;
  const middle = (a + b) / 2;
  const half = Math.max(gap, Math.abs(a - b)) / 2;
  const bottom = Math.min(middle + half, lowest);
  const top = Math.min(middle - half, bottom - gap);
  return a <= b ? [top, bottom] : [bottom, top];
}
