import { adam, type Callback, type Functional, type Layer, type Model, type Verbose } from '@striate/layers';
import { setPictureRules } from '@striate/models';
import { ValueError } from '@striate/tensor';
import { assemble } from './assemble';
import { backbone as backboneOf, backboneSource } from './backbone';
import { checkRange, type LabelledData, openLabelled } from './labelledData';
import { type ModelCard, modelCard } from './modelCard';
import { headLayers } from './replaceHead';
import { type ClassificationReport, reportOn } from './report';
import { runStages, type StageHistory } from './runStages';
import { defaultStages, type FineTuneStage, fullStage, type OptimizerFactory } from './Stage';
import { selectLayers } from './selectLayers';
import { countLabels, splitOff } from './trainingData';

/** What `fineTune` learns from. */
export interface FineTuneData {
  /** Pictures 0 … 255 with their classes, as numbers from 0. */
  readonly train: LabelledData;
  /** Chooses the best weights, and ends the stages. Default: a fifth of `train`, where that is arrays; otherwise none. */
  readonly validation?: LabelledData;
  /** What the result is measured on. Default: the validation. */
  readonly test?: LabelledData;
  /** Names of the classes, in the order of their numbers. Default: those of an `imageFolder`, or the numbers. */
  readonly classNames?: readonly string[];
}

/** Options of `fineTune`. */
export interface FineTuneOptions {
  /** One after the other. Default: the classifier alone, then all of it. */
  stages?: readonly FineTuneStage[];
  /** Number of classes. Default: as many as there are names, or labels in arrays. */
  classes?: number;
  /** Samples a step, where the data has no batches of its own. Default 32. */
  batchSize?: number;
  /** Layers of the new classifier. Default: dropout 0.2 and one dense layer. */
  head?: { readonly dropout?: number; readonly hidden?: readonly number[] };
  /** Default `adam`. */
  optimizer?: OptimizerFactory;
  /** Fixes the first weights, the order and the split. Default 0. */
  seed?: number;
  /**
   * Whether features of what is frozen are computed once and kept: false for data that changes from pass to pass (augmentation), or bytes
   * they may take, beyond which they are computed anew in each epoch. Default 1 GiB.
   */
  cache?: boolean | number;
  /** Share of the arrays of `train` to validate on where no validation is given; 0 for none. Default 0.2. */
  validationSplit?: number;
  /** How many of the worst mistakes are reported, with their pictures. Default 12. */
  mistakes?: number;
  /** Name of the model. Default: that of the backbone. */
  name?: string;
  /** Default `auto`: a bar on a terminal, else a line per epoch. */
  verbose?: Verbose;
  /** Besides those of the stages. */
  callbacks?: readonly Callback[];
  /** Ends it between two steps, with the signal's reason. */
  signal?: AbortSignal;
}

/** What `fineTune` gives. */
export interface FineTuneResult extends ClassificationReport {
  /** From pixels to the probabilities of the classes, preprocessing included. */
  readonly model: Functional;
  readonly classNames: readonly string[];
  /** What each stage went through, epoch by epoch. */
  readonly history: readonly StageHistory[];
  readonly card: ModelCard;
}

/**
 * Teaches a pretrained network other classes: first a new classifier on features that are computed once, then all of it, the early layers
 * more slowly (Howard and Ruder 2018), with a warm-up. Each stage ends when the validation gets no better, and the best weights stay.
 *
 * A model that `backbone` did not make is taken up to its classifier. The backbone's weights change in stages that unfreeze it.
 *
 * @throws {ValueError} for labels that are no classes, numbers out of range, or layers that are not there, before anything learns.
 * @throws {StriateError} for data of no kind that is known, or none at all.
 *
 * @example
 * const net = backbone(lenet5(), { preprocessing: 'unit' });
 * const result = await fineTune(net, { train: { x: pictures, y: labels }, classNames: ['round', 'edged'] });
 * result.metrics.accuracy;
 * @example
 * // Only the classifier, then the last stage of a ResNet.
 * await fineTune(net, data, { stages: [{ epochs: 20 }, { unfreeze: 'layer4', epochs: 5, learningRate: 1e-4 }] });
 */
export async function fineTune(net: Model, data: FineTuneData, options: FineTuneOptions = {}): Promise<FineTuneResult> {
  const who = 'fineTune';
  const begun = performance.now();
  const { batchSize = 32, seed = 0, optimizer = adam, mistakes = 12, signal, verbose, callbacks } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new ValueError(`${who}: batchSize must be a whole number >= 1, got ${batchSize}`);
  const stages = (options.stages ?? defaultStages).map(fullStage);
  if (stages.length === 0) throw new ValueError(`${who}: stages is an empty list`);
  const base = backboneSource(net) ? (net as Functional) : backboneOf(net, { name: net.name });
  for (const { unfreeze } of stages) if (typeof unfreeze !== 'boolean') selectLayers(base, unfreeze, who);
  const shape = base.inputs[0].shape.slice(1);
  const { train: trainData, validation: validationData } = await splitOff(data, options, seed, who);
  const open = (each: LabelledData, what: string) => openLabelled(each, shape, batchSize, `${who}: ${what}`);
  const train = await open(trainData, 'train');
  const validation = validationData && (await open(validationData, 'validation'));
  const classNames = namesOf(data, options.classes, train.classNames, train.arrays?.y);
  for (const [what, y] of [
    ['train', train.arrays?.y],
    ['validation', validation?.arrays?.y],
  ] as const)
    if (y) checkRange(y, classNames.length, `${who}: ${what}`);
  const head = seededHead(base, classNames.length, options.head, seed);
  const model = assemble(base, head, options.name ?? base.name);
  const setting = { backbone: base, head, model, train, validation, classes: classNames.length };
  const cache = options.cache ?? 2 ** 30;
  const maxBytes = cache === true ? Number.POSITIVE_INFINITY : cache === false ? 0 : cache;
  const ran = await runStages(setting, stages, { batchSize, seed, optimizer, maxBytes, signal, verbose, callbacks });
  const evaluated = data.test ? await open(data.test, 'test') : (validation ?? train);
  const evaluatedOn = data.test ? 'test' : validation ? 'validation' : 'train';
  const report = await reportOn(model, evaluated, { classNames, mistakes, signal }, `${who}: ${evaluatedOn}`);
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  sayRules(model, base, classNames);
  const card = modelCard({
    title: model.name,
    backbone: backboneSource(base) ?? { network: net.name, upTo: '', pooling: 'avg', preprocessing: 'none' },
    classNames,
    data: {
      train: countLabels(ran.labels, classNames.length),
      evaluation: report.perClass.map(({ support }) => support),
      evaluatedOn,
    },
    seed,
    batchSize,
    stages: ran.records,
    metrics: report.metrics,
    perClass: report.perClass,
    confusionMatrix: report.confusionMatrix,
    seconds: (performance.now() - begun) / 1000,
    date: new Date().toISOString(),
  });
  return { model, classNames, history: ran.history, card, ...report };
}

/** What `classify` has to know. */
function sayRules(model: Model, base: Model, labels: readonly string[]): void {
  const [, height, width, channels] = model.inputs[0].shape;
  const takesBytes = backboneSource(base)?.preprocessing !== 'none';
  setPictureRules(model, { labels });
  if (!takesBytes || !height || !width || (channels !== 1 && channels !== 3)) return;
  const resize = Math.max(height, width);
  setPictureRules(model, { preprocessing: { size: [height, width], channels, resize, scale: 1 }, labels });
}

function seededHead(base: Functional, classes: number, options: FineTuneOptions['head'], seed: number): Layer[] {
  const { dropout = 0.2, hidden } = options ?? {};
  const taken = [base.name];
  return headLayers({ classes, dropout, hidden, seed }, taken, 'fineTune');
}

function namesOf(
  { classNames }: FineTuneData,
  classes: number | undefined,
  ofFolder: readonly string[] | undefined,
  labels: Int32Array | undefined,
): readonly string[] {
  const names = classNames ?? ofFolder;
  const count = classes ?? names?.length ?? (labels && labels.reduce((a, b) => Math.max(a, b), -1) + 1);
  if (count === undefined)
    throw new ValueError('fineTune: the number of classes is not known; give classNames, or classes');
  if (!Number.isInteger(count) || count < 2)
    throw new ValueError(`fineTune: there must be two classes or more, got ${count}`);
  if (names && names.length !== count)
    throw new ValueError(
      `fineTune: classes is ${count}, but there are ${names.length} classNames: ${names.join(', ')}`,
    );
  if (names && new Set(names).size !== names.length)
    throw new ValueError(`fineTune: two classNames are the same: ${names.join(', ')}`);
  return names ?? Array.from({ length: count }, (_, i) => String(i));
}
