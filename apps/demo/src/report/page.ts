import type { ConfusionMatrix } from '../confusionMatrix';
import type { Metrics } from '../metrics';
import type { Mistake } from '../testSet';
import type { Filters, Stage } from '../visualize';
import { heatMap, worstConfusions } from './heatMap';
import { lineChart } from './lineChart';
import { filterPictures, mistakePictures, stagePictures } from './pictures';
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
export function page({ metrics, curves, counts, mistakes, filters, stages }: Findings): string {
  const { testAccuracy, trainSeconds, epochs, samplesPerSecond, parameters, trainSamples, testSamples } = metrics;
  const wrong = Math.round(testSamples * (1 - testAccuracy));
  const accuracy = percent(testAccuracy);
  const shown = mistakes.slice(0, 18);

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>LeNet-5: ${accuracy} on handwritten digits</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="over">Striate</p>
<h1>LeNet-5 reads handwritten digits</h1>
<p class="lede">A network of ${count(parameters)} parameters looked at ${count(trainSamples)} digits ${epochs === 1 ? 'once' : `${epochs} times`}, in ${seconds(trainSeconds)}. Of ${count(testSamples)} digits it had never seen, it now reads ${accuracy} as they were meant.</p>
</header>
<dl class="figures">
${figure('test accuracy', accuracy)}
${figure(`wrong of ${count(testSamples)}`, count(wrong))}
${figure('training', seconds(trainSeconds))}
${figure('digits a second', count(samplesPerSecond))}
${figure('parameters', count(parameters))}
</dl>
<section>
<h2>Learning</h2>
<p class="note">The training digits are shifted, turned, zoomed and slanted at random, so that no epoch shows the same picture twice. The test digits are left as they are.</p>
<div class="two">
${lineChart({ title: 'Loss', tick: String, format: (value) => value.toFixed(3), range: [0, Math.max(...curves.loss, ...curves.testLoss)], series: pair(curves.loss, curves.testLoss) })}
${lineChart({ title: 'Accuracy', tick: (value) => `${Number((100 * value).toFixed(1))}\u00a0%`, format: (value) => `${(100 * value).toFixed(1)}\u00a0%`, range: [Math.min(...curves.accuracy, ...curves.testAccuracy), 1], series: pair(curves.accuracy, curves.testAccuracy) })}
</div>
</section>
<section>
<h2>What is taken for what</h2>
<p class="note">On the diagonal, digits that were read right.</p>
<div class="matrix">${heatMap(counts)}${worstConfusions(counts)}</div>
</section>
<section>
<h2>The surest mistakes</h2>
<p class="note">${mistakes.length === 0 ? 'There are none.' : 'What the digit is → what the network read, and the probability it gave to that. Many of these would give a person pause, too.'}</p>
${mistakePictures(shown)}
</section>
<section>
<h2>What the first layer looks for</h2>
<p class="note">Its ${filters.count} filters of ${filters.size} × ${filters.size} pixels, as training left them: they want <span class="a"><span class="key"></span>ink</span> here and <span class="b"><span class="key"></span>none</span> there, and so respond to edges and strokes of one direction.</p>
${filterPictures(filters)}
</section>
<section>
<h2>One digit, layer by layer</h2>
<p class="note">Full ink is the strongest response of its layer. Early maps still show the digit, its edges and strokes; later ones say less where something is, and more what it is.</p>
${stagePictures(stages)}
</section>
</main>
<footer><p>${count(epochs)} epochs, batches of ${metrics.batchSize}, Adam with a cosine learning rate, seed ${metrics.seed}. The same seed gives the same network. Another: <code>npm run demo -- --seed ${metrics.seed + 1}</code></p></footer>
</body>
</html>
`;
}

function pair(train: readonly number[], test: readonly number[]) {
  return [
    { name: 'train', values: train, tone: 'b' as const },
    { name: 'test', values: test, tone: 'a' as const },
  ];
}

const figure = (name: string, value: string) => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
const count = (value: number) => Math.round(value).toLocaleString('en');
const percent = (share: number) => `${(100 * share).toFixed(2)}\u00a0%`;
const seconds = (value: number) => `${value.toFixed(1)}\u00a0s`;
