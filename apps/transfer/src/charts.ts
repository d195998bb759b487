import { lineChart, percent, type Series } from '@striate/kit';
import type { ExperimentMetrics, Way } from './metrics';

const shown = [
  ['scratch', 'from scratch', 'b', 'line'],
  ['frozen', 'frozen', 'a', 'dashed'],
  ['fineTuned', 'fine-tuned', 'a', 'line'],
] as const;

/** The test accuracies over the pictures there were to learn from: means, and the runs of scratch and fine-tuning behind them. */
export function accuracyChart({ sizes }: ExperimentMetrics): string {
  const mean = (way: Way) => sizes.map((size) => size[way].mean);
  const runs = (way: Way) => sizes[0][way].accuracies.map((_, run) => sizes.map((size) => size[way].accuracies[run]));
  const series = shown.flatMap(([way, name, tone, look]): Series[] => [
    ...(look === 'line' ? runs(way).map((values) => ({ name, values, tone, look: 'faint' as const })) : []),
    { name, values: mean(way), tone, look },
  ]);
  const values = series.flatMap((one) => [...one.values]);
  return lineChart({
    title: 'Test accuracy',
    tick: (value) => `${Number((100 * value).toFixed(1))}\u00a0%`,
    format: (value) => percent(value, 1),
    range: [Math.min(...values), Math.max(...values)],
    series,
    steps: { axis: 'images of each class', labels: sizes.map(({ imagesPerClass }) => String(imagesPerClass)) },
  });
}
