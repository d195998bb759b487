import {
  type ConfusionMatrix,
  count,
  heatMap,
  lineChart,
  type Mistake,
  mistakePictures,
  percent,
  report,
  seconds,
  worstConfusions,
} from '@striate/kit';
import type { Metrics } from '../metrics';
import type { Filters, Stage } from '../visualize';
import { filterPictures, stagePictures } from './pictures';
import { style } from './style';

/** Everything the report shows. */
export interface Findings {
  readonly metrics: Metrics;
  /** A value for each epoch. */
  readonly curves: Readonly<Record<'loss' | 'accuracy' | 'testLoss' | 'testAccuracy', readonly number[]>>;
  readonly counts: ConfusionMatrix;
  /** The surest first. */
  readonly mistakes: readonly Mistake[];
  readonly filters: Filters;
  readonly stages: readonly Stage[];
}

/** The report: one page that needs nothing but itself. */
export async function page({ metrics, curves, counts, mistakes, filters, stages }: Findings): Promise<string> {
  const { testAccuracy, trainSeconds, epochs, samplesPerSecond, parameters, trainSamples, testSamples } = metrics;
  const wrong = Math.round(testSamples * (1 - testAccuracy));
  const accuracy = percent(testAccuracy);
  const loss = lineChart({
    title: 'Loss',
    tick: String,
    format: (value) => value.toFixed(3),
    range: [0, Math.max(...curves.loss, ...curves.testLoss)],
    series: pair(curves.loss, curves.testLoss),
  });
  const accuracies = lineChart({
    title: 'Accuracy',
    tick: (value) => `${Number((100 * value).toFixed(1))}\u00a0%`,
    format: (value) => percent(value, 1),
    range: [Math.min(...curves.accuracy, ...curves.testAccuracy), 1],
    series: pair(curves.accuracy, curves.testAccuracy),
  });
  const caption = 'Rows: what the digit is. Columns: what the network read. Last: share read right, in %.';
  return report({
    title: `LeNet-5: ${accuracy} on handwritten digits`,
    heading: 'LeNet-5 reads handwritten digits',
    lede: `A network of ${count(parameters)} parameters looked at ${count(trainSamples)} digits ${epochs === 1 ? 'once' : `${epochs} times`}, in ${seconds(trainSeconds)}. Of ${count(testSamples)} digits it had never seen, it now reads ${accuracy} as they were meant.`,
    figures: [
      ['test accuracy', accuracy],
      [`wrong of ${count(testSamples)}`, count(wrong)],
      ['training', seconds(trainSeconds)],
      ['digits a second', count(samplesPerSecond)],
      ['parameters', count(parameters)],
    ],
    sections: [
      {
        title: 'Learning',
        note: 'The training digits are shifted, turned, zoomed and slanted at random, so that no epoch shows the same picture twice. The test digits are left as they are.',
        body: `<div class="two">\n${loss}\n${accuracies}\n</div>`,
      },
      {
        title: 'What is taken for what',
        note: 'On the diagonal, digits that were read right.',
        body: `<div class="matrix">${heatMap(counts, { caption })}${worstConfusions(counts)}</div>`,
      },
      {
        title: 'The surest mistakes',
        note:
          mistakes.length === 0
            ? 'There are none.'
            : 'What the digit is → what the network read, and the probability it gave to that. Many of these would give a person pause, too.',
        body: await mistakePictures(mistakes.slice(0, 18)),
      },
      {
        title: 'What the first layer looks for',
        note: `Its ${filters.count} filters of ${filters.size} × ${filters.size} pixels, as training left them: they want <span class="a"><span class="key"></span>ink</span> here and <span class="b"><span class="key"></span>none</span> there, and so respond to edges and strokes of one direction.`,
        body: filterPictures(filters),
      },
      {
        title: 'One digit, layer by layer',
        note: 'Full ink is the strongest response of its layer. Early maps still show the digit, its edges and strokes; later ones say less where something is, and more what it is.',
        body: await stagePictures(stages),
      },
    ],
    footer: `${count(epochs)} epochs, batches of ${metrics.batchSize}, Adam with a cosine learning rate, seed ${metrics.seed}. The same seed gives the same network. Another: <code>npm run demo -- --seed ${metrics.seed + 1}</code>`,
    style,
  });
}

function pair(train: readonly number[], test: readonly number[]) {
  return [
    { name: 'train', values: train, tone: 'b' as const },
    { name: 'test', values: test, tone: 'a' as const },
  ];
}
