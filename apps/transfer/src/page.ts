import { count, heatMap, percent, picture, report, type Section, seconds } from '@striate/kit';
import { accuracyChart } from './charts';
import type { Experiment } from './Experiment';
import type { ExperimentMetrics, Metrics } from './metrics';
import { fewOfEach } from './pictures';
import { passTable, points, untouchedTable, waysTable } from './tables';

export interface Part {
  readonly experiment: Experiment;
  readonly metrics: ExperimentMetrics;
}

/** The report: one page that needs nothing but itself. */
export async function page(metrics: Metrics, parts: readonly Part[]): Promise<string> {
  const { seeds } = metrics;
  const figures = parts.flatMap(({ experiment: { title }, metrics: { gain } }): [string, string][] => [
    [`points, ${title.toLowerCase()}`, points(gain)],
  ]);
  const [main] = parts.slice(-1);
  const best = bestOf(main.metrics);
  const titled = parts.map(({ experiment, metrics: found }) => [experiment.title, found] as const);
  const sections = await Promise.all(parts.map((part) => experimentSections(part, seeds)));
  const times = Math.max(...parts.map(({ metrics: { pass } }) => pass.times));
  return report({
    title: `Transfer learning: ${points(main.metrics.gain)} points`,
    heading: 'What is learned once helps again',
    lede: 'A network that has learned from many pictures has filters for edges, corners and textures, which other pictures have too. Where there are only a few of those, it need not learn them again.',
    figures: [
      ...figures.toReversed(),
      [`${main.experiment.title.toLowerCase()}, transferred`, percent(best, 1)],
      ['from scratch', percent(lastOf(main.metrics).scratch.mean, 1)],
      ['faster, features kept', `${times.toFixed(0)}×`],
    ],
    sections: [
      ...sections.flat(),
      {
        title: 'Features that are kept',
        note: 'While the network is frozen, its answer to a picture is the same in every pass. It is computed once; then only the classifier is left to train. Batches of 64.',
        body: `<div class="wide">${passTable(titled)}</div>`,
      },
      {
        title: 'What is frozen stays',
        note: `The weights of the pretrained part before and after each of ${parts.map(({ metrics: { sizes } }) => 2 * sizes.length * seeds.length).reduce((a, b) => a + b)} trainings, compared bit by bit; so are the moving statistics of batch normalisation, which learn without gradients where nobody stops them.`,
        body: `<div class="wide">${untouchedTable(titled)}</div>`,
      },
    ],
    footer: `Seeds ${seeds.join(', ')}; the same seeds give the same figures. All of it took ${seconds(metrics.seconds)}. Others: <code>pnpm demo:transfer --seed ${seeds[seeds.length - 1] + 1}</code><br>MNIST: Y. LeCun, C. Cortes, CC BY-SA 3.0. Fashion-MNIST: H. Xiao, K. Rasul, R. Vollgraf, MIT licence. ResNet-20 for CIFAR-10: Y. Idelbayev, BSD 2-clause licence.`,
    style,
  });
}

async function experimentSections({ experiment, metrics }: Part, seeds: readonly number[]): Promise<Section[]> {
  const { title, story, classNames, source } = experiment;
  const accuracy = source.accuracy === null ? '' : ` (${percent(source.accuracy, 1)} right)`;
  const last = lastOf(metrics);
  return [
    {
      title: `${title}: ${percent(last.scratch.mean, 1)} from scratch, ${percent(bestOf(metrics), 1)} transferred`,
      note: `${story} It was trained on ${source.knows}${accuracy}; what it learns now is tested on ${count(metrics.testSamples)} other images. Each line is the mean of ${seeds.length} runs, thin ones are the runs.`,
      body: `<div class="two">\n${accuracyChart(metrics)}\n<figure class="chart"><figcaption>All there was to learn from, ${last.imagesPerClass} images a class (seed ${seeds[0]})</figcaption>${await fewGrid(experiment, last.imagesPerClass, seeds[0])}</figure>\n</div>\n<div class="wide">${waysTable(metrics, seeds)}</div>`,
    },
    {
      title: `${title}: what is taken for what`,
      note: `The fine-tuned network of seed ${seeds[0]}. On the diagonal, what was told rightly.`,
      body: `<div class="matrix-of" style="--n:${classNames.length}">${heatMap(metrics.confusionMatrix, {
        names: classNames,
        caption: 'Rows: what it is. Columns: what it was taken for. Last: share told rightly.',
      })}</div>`,
    },
  ];
}

/** A row for each class. */
async function fewGrid({ train, classNames }: Experiment, perClass: number, seed: number): Promise<string> {
  const { x, y } = fewOfEach(train, perClass, seed);
  const [, height, width, channels] = x.shape;
  const size = height * width * channels;
  const rows = [...y.keys()].toSorted((a, b) => y[a] - y[b]);
  const pictures = rows.map((row) => {
    const ink = Float32Array.from({ length: height * width }, (_, i) => x.data[row * size + i * channels] / 255);
    return picture(ink, width, height, classNames[y[row]]);
  });
  return `<div class="few" style="--n:${perClass}">${(await Promise.all(pictures)).join('')}</div>`;
}

function lastOf({ sizes }: ExperimentMetrics) {
  return sizes[sizes.length - 1];
}

function bestOf(metrics: ExperimentMetrics): number {
  const { frozen, fineTuned, logistic, nearestMean } = lastOf(metrics);
  return Math.max(...[frozen, fineTuned, logistic, nearestMean].map(({ mean }) => mean));
}

const style = `
.costs { width: 100%; border-collapse: collapse; font-size: 15px; margin-top: 28px; }
.costs caption { text-align: left; font-weight: 600; padding-bottom: 8px; }
.costs th, .costs td { text-align: right; padding: 9px 0 9px 16px; border-top: 1px solid var(--line); font-weight: 400; }
.costs th:first-child { text-align: left; padding-left: 0; color: var(--soft); }
.costs thead th { border-top: 0; color: var(--soft); font-size: 14px; vertical-align: bottom; }
.costs td { white-space: nowrap; }
.costs .best { font-weight: 600; color: var(--a); }
.wide { overflow-x: auto; } .matrix-of { max-width: calc(120px + 90px * var(--n)); }
.few { display: grid; grid-template-columns: repeat(var(--n), minmax(0, 40px)); gap: 3px; }
.few img { background: var(--card); border-radius: 2px; }
@media (max-width: 760px) { .costs { font-size: 12.5px; } .costs th, .costs td { padding-left: 8px; } .confusion.named { font-size: 9px; } }
`;
