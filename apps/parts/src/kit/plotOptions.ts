import type UPlot from 'uplot';
import type { LineChart } from './LineChart';
import { seriesColors } from './seriesColors';

/** How uPlot draws a chart: in the colours that the page has now. */
export function plotOptions(chart: LineChart, onPoint: (at: number | undefined) => void): UPlot.Options {
  const place = chart.renderRoot.querySelector<HTMLElement>('.plot');
  const known = new Map<string, string>();
  // A canvas knows neither `var()` nor `light-dark()`: the browser resolves them on an element, which takes it a while.
  const resolved = (color: string) => {
    const found = known.get(color);
    if (found !== undefined || !place) return found ?? color;
    place.style.color = color;
    known.set(color, getComputedStyle(place).color);
    place.style.color = '';
    return known.get(color) ?? color;
  };
  const axis = (): UPlot.Axis => ({
    stroke: () => resolved('var(--quiet)'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: () => resolved('var(--line)'), width: 1 },
    ticks: { show: false },
  });
  return {
    width: place?.clientWidth || 300,
    height: place?.clientHeight || 200,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
    scales: {
      x: { time: false, range: (_, from, to) => [from, Math.max(to, from + 1)] },
      y: {
        ...(chart.logarithmic && { distr: 3 as const }),
        range: (_, from, to) => [...(chart.range ?? around(from, to, chart.logarithmic))],
      },
    },
    axes: [
      {
        ...axis(),
        size: 28,
        label: chart.xLabel || undefined,
        labelSize: 18,
        labelFont: '12px system-ui, sans-serif',
      },
      {
        ...axis(),
        size: 52,
        // uPlot would round small powers of ten to 0.
        ...(chart.logarithmic && { values: (_: UPlot, ticks: (number | null)[]) => ticks.map(power) }),
      },
    ],
    series: [
      {},
      ...chart.series.map(({ label, color, dashed, dots }, i) => ({
        label,
        stroke: () => resolved(color ?? seriesColors[i % seriesColors.length]),
        width: 2,
        dash: dashed ? [6, 5] : undefined,
        points: { show: dots ?? false, size: 6 },
        spanGaps: true,
      })),
    ],
  };
}

/** A power of ten as a label; nothing for what stands between two. */
function power(value: number | null): string {
  if (value === null) return '';
  const exponent = Math.log10(value);
  return Number.isInteger(Math.round(exponent * 1e6) / 1e6)
    ? exponent < -2
      ? value.toExponential(0)
      : String(value)
    : '';
}

function around(from: number, to: number, logarithmic: boolean): [from: number, to: number] {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return logarithmic ? [0.1, 10] : [0, 1];
  if (logarithmic) return [10 ** Math.floor(Math.log10(from)), 10 ** Math.ceil(Math.log10(to * 1.0001))];
  const air = (to - from || Math.abs(to) || 1) * 0.06;
  return [from >= 0 && from < to / 2 ? 0 : from - air, to + air];
}
