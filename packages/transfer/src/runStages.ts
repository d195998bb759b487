import {
  type Callback,
  type DatasetLike,
  earlyStopping,
  type Functional,
  type History,
  type Layer,
  type Verbose,
} from '@striate/layers';
import { keep, sizeOf } from '@striate/tensor';
import { assembleForTraining } from './assemble';
import { type Features, featuresWithin } from './extractFeatures';
import { freeze, unfreeze } from './freeze';
import { cutAtFrozen } from './frozenPrefix';
import { checkRange, eachBatch, type OpenedData } from './labelledData';
import type { StageRecord } from './modelCard';
import { discriminativeRates, type FineTuneStage, type OptimizerFactory, stageSchedule } from './Stage';

/** The values of a stage by name, an entry an epoch: `loss`, `accuracy`, `val_loss`, … */
export interface StageHistory extends History {
  readonly stage: string;
}

/** What the stages work on. */
export interface Setting {
  readonly backbone: Functional;
  readonly head: readonly Layer[];
  readonly model: Functional;
  readonly train: OpenedData;
  readonly validation: OpenedData | undefined;
  readonly classes: number;
}

export interface RunOptions {
  readonly batchSize: number;
  readonly seed: number;
  readonly optimizer: OptimizerFactory;
  /** Bytes that features may take; 0 for no cache. */
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly verbose: Verbose | undefined;
  readonly callbacks: readonly Callback[] | undefined;
}

/** What `runStages` gives. */
export interface RanStages {
  readonly history: readonly StageHistory[];
  readonly records: readonly StageRecord[];
  /** The classes that were trained on. */
  readonly labels: Int32Array;
}

/** Features of the training and the validation. */
interface Cached {
  readonly train: Features;
  readonly validation: Features | undefined;
}

/** Trains stage after stage; what a stage made worse is taken back. */
export async function runStages(
  setting: Setting,
  stages: readonly Required<FineTuneStage>[],
  options: RunOptions,
): Promise<RanStages> {
  const history: StageHistory[] = [];
  const records: StageRecord[] = [];
  let best = Number.POSITIVE_INFINITY;
  let labels: Int32Array | undefined = setting.train.arrays?.y;
  for (const stage of stages) {
    const before = await setting.model.getWeights();
    for (const value of before) keep(value);
    try {
      const ran = await runStage(setting, stage, options);
      labels ??= ran.labels;
      const { validated, found } = scoreOf(ran.history);
      // Without a validation there is nothing to compare stages by.
      const worse = validated && found >= best;
      if (worse) setting.model.setWeights(before);
      else best = found;
      history.push({ stage: stage.name, ...ran.history });
      records.push({ ...ran.record, bestEpoch: worse ? 0 : ran.record.bestEpoch });
    } finally {
      for (const value of before) value.dispose();
    }
  }
  return { history, records, labels: labels ?? (await readLabels(setting.train, options.signal)) };
}

function scoreOf({ history }: History): { validated: boolean; found: number } {
  const validated = Object.hasOwn(history, 'val_loss');
  return { validated, found: Math.min(...(validated ? history.val_loss : history.loss)) };
}

async function readLabels({ batches }: OpenedData, signal: AbortSignal | undefined): Promise<Int32Array> {
  const parts: number[] = [];
  await eachBatch(batches, 'fineTune', async (_, classes) => void parts.push(...classes), signal);
  return Int32Array.from(parts);
}

async function runStage(setting: Setting, stage: Required<FineTuneStage>, options: RunOptions) {
  const { backbone, head, model, train, validation, classes } = setting;
  const { batchSize, seed, signal, verbose, callbacks = [], maxBytes } = options;
  freeze(backbone);
  const { unfreeze: chosen, batchNormalization } = stage;
  if (chosen === true) unfreeze(backbone, () => true, { batchNormalization });
  else if (chosen !== false) unfreeze(backbone, chosen, { batchNormalization });
  const cut = cutAtFrozen(backbone);
  const begun = performance.now();
  const cached = cut.frozen && maxBytes > 0 ? await computeOnce(cut.frozen, train, validation, options) : undefined;
  const featured = performance.now();
  if (cached) {
    checkRange(cached.train.labels, classes, 'fineTune: train');
    if (cached.validation) checkRange(cached.validation.labels, classes, 'fineTune: validation');
  }
  const learner = assembleForTraining(backbone, cut, head, cached !== undefined);
  const data = cached ? { arrays: asArrays(cached.train), batches: undefined } : train;
  const steps =
    stage.epochs * (data.arrays ? Math.ceil(data.arrays.y.length / batchSize) : await batchCount(train.batches));
  const optimizer = options.optimizer({
    learningRate: stageSchedule(stage, steps),
    learningRateMultipliers: discriminativeRates(backbone, stage.rateSpread),
  });
  learner.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const validationData = cached
    ? cached.validation && asArrays(cached.validation)
    : (validation?.arrays ?? validation?.batches);
  const monitor = validationData ? 'val_loss' : 'loss';
  const stopping = earlyStopping({ monitor, patience: stage.patience, restoreBestWeights: true });
  const fitOptions = {
    epochs: stage.epochs,
    batchSize,
    seed,
    signal,
    verbose,
    validationData,
    callbacks: [...callbacks, stopping],
  };
  const found = data.arrays
    ? await learner.fit(data.arrays.x, data.arrays.y, fitOptions)
    : await learner.fit(train.batches, fitOptions);
  const values = found.history[monitor];
  const trained = learner.trainableWeights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const record: StageRecord = {
    name: stage.name,
    trainableParameters: trained,
    parameters: model.countParams(),
    epochs: values.length,
    bestEpoch: 1 + values.indexOf(Math.min(...values)),
    learningRate: stage.learningRate,
    rateSpread: stage.unfreeze === false ? 1 : stage.rateSpread,
    optimizer: optimizer.className,
    cached: cached !== undefined,
    featureSeconds: (featured - begun) / 1000,
    seconds: (performance.now() - featured) / 1000,
  };
  return { history: found, record, labels: cached?.train.labels };
}

function asArrays({ features, labels }: Features) {
  return { x: features, y: labels };
}

async function computeOnce(
  frozen: Functional,
  train: OpenedData,
  validation: OpenedData | undefined,
  { maxBytes, signal, batchSize }: RunOptions,
): Promise<Cached | undefined> {
  const features = (data: OpenedData, room: number) =>
    featuresWithin(frozen, data.batches, { maxBytes: room, signal, batchSize });
  const ofTrain = await features(train, maxBytes);
  if (!ofTrain || !validation) return ofTrain && { train: ofTrain, validation: undefined };
  const ofValidation = await features(validation, maxBytes - ofTrain.features.data.byteLength);
  return ofValidation && { train: ofTrain, validation: ofValidation };
}

/** Batches in a pass; where nobody knows, one pass counts them. */
async function batchCount(batches: DatasetLike): Promise<number> {
  if (typeof batches.length === 'number' && Number.isFinite(batches.length)) return batches.length;
  let count = 0;
  for await (const _ of batches) count++;
  return count;
}
