import { lineChart, percent, type Series } from '@striate/kit';
import type { AugmentationMetrics, Curves, Metrics, Runs } from './metrics';

const shareTick = (value: number) => `${Number((100 * value).toFixed(1))}\u00a0%`;
const shareFormat = (value: number) => percent(value, 1);

export function lossChart(metrics: Metrics): string {
  const series = bothNetworks(metrics, 'loss', 'testLoss');
  return lineChart({
    title: 'Loss',
    tick: String,
    format: (value) => value.toFixed(3),
    range: [0, Math.max(...allValues(series))],
    series,
  });
}

export function accuracyChart(metrics: Metrics): string {
  const series = bothNetworks(metrics, 'accuracy', 'testAccuracy');
  const range = [Math.min(...allValues(series)), Math.max(...allValues(series))] as const;
  return lineChart({ title: 'Accuracy', tick: shareTick, format: shareFormat, range, series });
}

/** The test accuracies of every run, and their means. */
export function augmentationChart({ plain, augmented, every }: AugmentationMetrics): string {
  const of = (name: string, tone: 'a' | 'b', { testCurves }: Runs): Series[] => [
    ...testCurves.map((values) => ({ name, values, tone, look: 'faint' as const })),
    { name, values: meanCurve(testCurves), tone },
  ];
  const series = [...of('as they are', 'b', plain), ...of('augmented', 'a', augmented)];
  const range = [Math.min(...allValues(series)), Math.max(...allValues(series))] as const;
  return lineChart({ title: 'Test accuracy', tick: shareTick, format: shareFormat, range, series, every });
}

function bothNetworks({ dense, cnn }: Metrics, train: keyof Curves, test: keyof Curves): Series[] {
  return [
    { name: 'dense, train', values: dense.curves[train], tone: 'b', look: 'dashed' },
    { name: 'dense, test', values: dense.curves[test], tone: 'b' },
    { name: 'CNN, train', values: cnn.curves[train], tone: 'a', look: 'dashed' },
    { name: 'CNN, test', values: cnn.curves[test], tone: 'a' },
  ];
}

function meanCurve(curves: readonly (readonly number[])[]): number[] {
  return curves[0].map((_, at) => curves.reduce((sum, curve) => sum + curve[at], 0) / curves.length);
}

function allValues(series: readonly Series[]): number[] {
  return series.flatMap(({ values }) => [...values]);
}
