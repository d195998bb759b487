import type { Series } from '../kit/LineChart';
import { seriesColors } from '../kit/seriesColors';
import type { TrainingRun } from './TrainingRun';

/** What a `striate-line-chart` draws. */
export interface Curves {
  readonly series: readonly Series[];
  readonly x: readonly number[];
  readonly lines: readonly (readonly (number | null)[])[];
}

export interface CurveNames {
  readonly training: string;
  readonly heldOut: string;
  readonly earlier: string;
  /** What each network is called. */
  readonly network: (name: string) => string;
}

/** One batch is few digits: their accuracy jumps, the mean of some does not. */
const meanOf = 10;

/** The loss or the accuracy of trainings, step by step, with the held-out digits' values where there are checkpoints. */
export function curves(runs: readonly TrainingRun[], what: 'loss' | 'accuracy', names: CurveNames): Curves {
  const steps = Math.max(1, ...runs.map(({ step }) => step), ...runs.map(({ earlier }) => earlier.length));
  const drawn = runs.flatMap((run, i) => {
    const whose = runs.length > 1 ? `${names.network(run.settings.network)}, ` : '';
    const [training, heldOut] = runs.length > 1 ? [seriesColors[i], seriesColors[i]] : seriesColors;
    const results = run.results.map((result) => result[what]);
    const before = run.earlier.map((result) => result[what]);
    const checkpoints = new Map(run.checkpoints.map((checkpoint) => [checkpoint.step, checkpoint[what]]));
    const past = {
      series: { label: whose + names.earlier, color: seriesColors[7], dashed: true },
      line: running(before, steps),
    };
    return [
      ...(before.length > 0 ? [past] : []),
      { series: { label: whose + names.training, color: training }, line: running(results, steps) },
      {
        series: { label: whose + names.heldOut, color: heldOut, dots: true, dashed: true },
        line: Array.from({ length: steps + 1 }, (_, step) => checkpoints.get(step) ?? null),
      },
    ];
  });
  return {
    series: drawn.map(({ series }) => series),
    x: Array.from({ length: steps + 1 }, (_, step) => step),
    lines: drawn.map(({ line }) => line),
  };
}

/** After each step the mean of the last few values; holes where there are none. */
function running(values: readonly number[], steps: number): (number | null)[] {
  let sum = 0;
  const line: (number | null)[] = [null];
  for (let i = 0; i < steps; i++) {
    if (i >= values.length) line.push(null);
    else {
      sum += values[i] - (i >= meanOf ? values[i - meanOf] : 0);
      line.push(sum / Math.min(i + 1, meanOf));
    }
  }
  return line;
}
