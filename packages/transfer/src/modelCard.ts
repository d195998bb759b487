import type { BackboneSource } from './backbone';
import type { ClassificationReport } from './report';

/** What a stage of a fine-tuning did. */
export interface StageRecord {
  readonly name: string;
  /** Weights that learned, in numbers, and all. */
  readonly trainableParameters: number;
  readonly parameters: number;
  /** Epochs that were run, and the one whose weights were kept, from 1; 0 if none was better than the stage before. */
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly learningRate: number;
  readonly rateSpread: number;
  readonly optimizer: string;
  /** Whether the features of the frozen part came from memory. */
  readonly cached: boolean;
  /** Seconds of the pass that made these features, and of all epochs. */
  readonly featureSeconds: number;
  readonly seconds: number;
}

/** A model card as data. */
export interface ModelCardData {
  readonly title: string;
  readonly backbone: BackboneSource;
  readonly classNames: readonly string[];
  /** Pictures of each class, in the order of the names. */
  readonly data: {
    readonly train: readonly number[];
    readonly evaluation: readonly number[];
    readonly evaluatedOn: 'test' | 'validation' | 'train';
  };
  readonly seed: number;
  readonly batchSize: number;
  readonly stages: readonly StageRecord[];
  readonly metrics: ClassificationReport['metrics'];
  readonly perClass: ClassificationReport['perClass'];
  readonly confusionMatrix: ClassificationReport['confusionMatrix'];
  readonly seconds: number;
  /** When it was trained, ISO 8601. */
  readonly date: string;
}

/** What a model is, how it was made and how good it is (Mitchell 2019): as data, and as a text for people. */
export interface ModelCard {
  readonly json: ModelCardData;
  readonly markdown: string;
}

export function modelCard(json: ModelCardData): ModelCard {
  return { json, markdown: `${sections(json).join('\n\n')}\n` };
}

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);
const seconds = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
const total = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const cell = (value: string | number) => String(value).replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

function sections(card: ModelCardData): string[] {
  const { title, backbone, classNames, data, stages, metrics, perClass, confusionMatrix, seed, batchSize } = card;
  const { network, weights, upTo, pooling } = backbone;
  const on = { test: 'test pictures', validation: 'validation pictures', train: 'pictures it was trained on' }[
    data.evaluatedOn
  ];
  const origin = `${network}${weights ? ` with weights \`${weights}\`` : ''}, up to \`${upTo}\`, pooling \`${pooling}\``;
  return [
    `# ${title}`,
    `Tells ${classNames.length} classes apart, from pixels 0 … 255: ${classNames.join(', ')}.`,
    `Accuracy **${percent(metrics.accuracy)}** on ${metrics.samples} ${on} (balanced ${percent(metrics.balancedAccuracy)}, macro F1 ${metrics.macroF1.toFixed(3)}, loss ${metrics.loss.toFixed(4)}).`,
    ...(data.evaluatedOn === 'train'
      ? [
          '**There were no pictures to validate on: these figures say what it has learned by heart, not how it does on others.**',
        ]
      : []),
    `## Made of\n\nBackbone: ${origin}.`,
    table(
      ['Class', 'Trained on', 'Evaluated on', 'Precision', 'Recall', 'F1'],
      perClass.map(({ name, precision, recall, f1 }, i) => [
        name,
        data.train[i],
        data.evaluation[i],
        percent(precision),
        percent(recall),
        Number.isNaN(f1) ? '–' : f1.toFixed(3),
      ]),
    ),
    `## Training\n\n${total(data.train)} pictures, batches of ${batchSize}, seed ${seed}, ${seconds(card.seconds)} in all.`,
    table(
      ['Stage', 'Weights that learned', 'Epochs', 'Best', 'Optimizer', 'Rate', 'Spread', 'Features cached', 'Time'],
      stages.map((stage) => [
        stage.name,
        `${stage.trainableParameters} of ${stage.parameters}`,
        stage.epochs,
        stage.bestEpoch === 0 ? 'none' : stage.bestEpoch,
        stage.optimizer,
        stage.learningRate,
        stage.rateSpread,
        stage.cached ? 'yes' : 'no',
        seconds(stage.featureSeconds + stage.seconds),
      ]),
    ),
    `## Confusion\n\nRows are the true classes, columns what was said.`,
    table(
      ['', ...classNames],
      confusionMatrix.map((row, i) => [classNames[i], ...row]),
    ),
  ];
}
