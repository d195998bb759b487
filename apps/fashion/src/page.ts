import {
  count,
  heatMap,
  type Mistake,
  mistakePictures,
  percent,
  picture,
  report,
  seconds,
  worstConfusions,
} from '@striate/kit';
import { accuracyChart, augmentationChart, lossChart } from './charts';
import type { Metrics } from './metrics';
import { comparisonTable, layerTable, seedTable } from './tables';

/** Everything the report shows. */
export interface Findings {
  readonly metrics: Metrics;
  readonly classNames: readonly string[];
  /** The surest first. */
  readonly mistakes: Readonly<Record<'dense' | 'cnn', readonly Mistake[]>>;
  /** Rows of images, the first as it is and the others augmented. */
  readonly samples: readonly (readonly Float32Array[])[];
}

/** The report: one page that needs nothing but itself. */
export async function page({ metrics, classNames, mistakes, samples }: Findings): Promise<string> {
  const { dense, cnn, augmentation, epochs, batchSize, seed, testSamples, trainSamples } = metrics;
  const { plain, augmented, seeds } = augmentation;
  const caption = (name: string) =>
    `${name}. Rows: what it is. Columns: what it was taken for. Last: share told rightly.`;
  const gain = 100 * (augmented.mean - plain.mean);
  return report({
    title: `Fashion-MNIST: ${percent(dense.testAccuracy, 1)} dense, ${percent(cnn.testAccuracy, 1)} convolutional`,
    heading: 'Two networks tell clothes apart',
    lede: `A dense network takes a photograph as a list of pixels; a convolutional one looks for the same small patterns everywhere. Both saw ${count(trainSamples)} photographs ${epochs === 1 ? 'once' : `${epochs} times`}, and are asked about ${count(testSamples)} they have never seen.`,
    figures: [
      ['CNN, test accuracy', percent(cnn.testAccuracy)],
      ['dense network', percent(dense.testAccuracy)],
      ['training the CNN', seconds(cnn.trainSeconds)],
      ['the dense network', seconds(dense.trainSeconds)],
      ['points, augmented', `${gain < 0 ? '−' : '+'}${Math.abs(gain).toFixed(1)}`],
    ],
    sections: [
      {
        title: 'Learning',
        note: 'After each epoch both networks are tested. Where the dashed line of the training images runs away from the test, a network begins to learn its pictures by heart.',
        body: `<div class="two">\n${lossChart(metrics)}\n${accuracyChart(metrics)}\n</div>`,
      },
      {
        title: 'What it costs',
        note: 'A filter is used at every place of the image: few parameters, and much arithmetic. A dense layer uses each of its weights once.',
        body: `${comparisonTable(metrics)}\n<div class="two layers">${layerTable('Dense network', dense)}${layerTable('CNN', cnn)}</div>`,
      },
      {
        title: 'What is taken for what',
        note: 'On the diagonal, what was told rightly. Trousers, bags and shoes have shapes of their own; shirts, coats and pullovers differ in details.',
        body:
          `<div class="two">${heatMap(dense.confusionMatrix, { names: classNames, caption: caption('Dense network') })}` +
          `${heatMap(cnn.confusionMatrix, { names: classNames, caption: caption('CNN') })}</div>` +
          `<div class="two matrix-lists">${worstConfusions(dense.confusionMatrix, classNames)}${worstConfusions(cnn.confusionMatrix, classNames)}</div>`,
      },
      {
        title: 'The surest mistakes',
        note: 'What it is → what it was taken for, and the probability the network gave to that. Some of the labels could be argued about.',
        body:
          `<h3>Dense network</h3>${await mistakePictures(mistakes.dense.slice(0, 6), classNames)}` +
          `<h3>CNN</h3>${await mistakePictures(mistakes.cnn.slice(0, 12), classNames)}`,
      },
      {
        title: `Only ${count(augmentation.trainSamples)} images`,
        note: `The same CNN, ${augmentation.epochs} epochs on ${count(augmentation.trainSamples)} images: as they are it soon knows them by heart, and each epoch shows it the same again. Augmented, no epoch shows the same picture twice. ${seeds.length} runs each; the thick line is their mean.`,
        body: `<div class="two">\n${augmentationChart(augmentation)}\n${seedTable(augmentation)}\n</div>`,
      },
      {
        title: 'What augmentation makes of a picture',
        note: 'On the left the picture; then mirrored, moved and zoomed at random, as seven epochs would show it.',
        body: await sampleGrid(samples),
      },
    ],
    footer: `${count(epochs)} epochs, batches of ${batchSize}, Adam with a cosine learning rate, seed ${seed}. The same seed gives the same networks. Another: <code>pnpm demo:fashion --seed ${seed + 1}</code><br>Fashion-MNIST: H. Xiao, K. Rasul, R. Vollgraf, 2017, MIT licence.`,
    style,
  });
}

async function sampleGrid(samples: Findings['samples']): Promise<string> {
  const pictures = samples.flatMap((row) =>
    row.map(async (ink, i) => {
      const side = Math.sqrt(ink.length);
      return `<span>${await picture(ink, side, side, i === 0 ? 'An image' : 'The image, augmented')}</span>`;
    }),
  );
  const columns = samples[0]?.length ?? 1;
  return `<div class="samples" style="--n:${columns}">${(await Promise.all(pictures)).join('')}</div>`;
}

const style = `
section h3 { font-size: 15px; font-weight: 600; margin: 22px 0 12px; }
.costs { width: 100%; border-collapse: collapse; font-size: 15px; }
.costs caption { text-align: left; font-weight: 600; padding-bottom: 8px; }
.costs th, .costs td { text-align: right; padding: 9px 0 9px 16px; border-top: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
.costs th:first-child { text-align: left; padding-left: 0; color: var(--soft); }
.costs thead th { border-top: 0; color: var(--soft); font-size: 14px; }
.costs .best { font-weight: 600; color: var(--a); }
.costs tfoot th, .costs tfoot td { font-weight: 600; color: var(--ink); }
.layers { margin-top: 40px; align-items: start; } .layers .costs { font-size: 13.5px; } .layers .costs td, .layers .costs th { padding: 6px 0 6px 10px; }
.layers .costs th:first-child { padding-left: 0; }
.matrix-lists { margin-top: 4px; } .matrix-lists ol { list-style: none; padding: 0; color: var(--soft); font-size: 14px; line-height: 1.9; }
.matrix-lists b { color: var(--ink); font-weight: 600; } .matrix-lists b i { color: var(--b); font-style: normal; }
.samples { display: grid; grid-template-columns: repeat(var(--n), minmax(0, 1fr)); gap: 10px; }
.samples span { display: block; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 6px; }
.samples span:nth-child(8n + 1) { border-color: var(--a); }
@media (max-width: 760px) { .samples { gap: 4px; } .samples span { padding: 2px; } .costs { font-size: 13px; }
  .layers .costs { font-size: 12px; } .layers .costs td, .layers .costs th { padding-left: 6px; } .confusion.named { font-size: 9px; } }
`;
