import { argMax, formatShape, greaterEqual, reshape, ShapeError, type Tensor, ValueError } from '@striate/tensor';
import type { Config } from '../config/described';
import { settings } from '../config/settings';
import { alignWeights } from '../losses/reduceLoss';
import { addUp, kerasMetric, type Metric, type MetricOptions, ratio } from './Metric';
import { countPairs, marginsOf, rowsOf } from './matrix';

export interface MeanIoUOptions extends MetricOptions {
  /** Default: the size of the output's axis of scores; to be said where the output is class numbers. */
  numClasses?: number;
  /** A label that counts for nothing: the void of segmentation maps, often 255 or -1. Default: none. */
  ignoreClass?: number;
  /** Whether labels are class numbers. Default true; labels with more elements than the output are one-hot anyway. */
  sparseYTrue?: boolean;
  /** Whether outputs are class numbers. Default true, as in Keras; outputs with more elements than the labels are scores anyway. */
  sparseYPred?: boolean;
  /** The axis of one-hot labels and of scores. Default -1. */
  axis?: number;
}

export interface IoUOptions extends MeanIoUOptions {
  /** The classes whose mean is taken. Default: all. */
  targetClassIds?: readonly number[];
}

export interface OneHotMeanIoUOptions extends Omit<MeanIoUOptions, 'sparseYTrue'> {
  /** Whether outputs are class numbers. Default false. */
  sparseYPred?: boolean;
}

export interface OneHotIoUOptions extends OneHotMeanIoUOptions {
  /** The classes whose mean is taken. Default: all. */
  targetClassIds?: readonly number[];
}

export interface BinaryIoUOptions extends MetricOptions {
  /** The classes whose mean is taken. Default: 0 and 1. */
  targetClassIds?: readonly number[];
  /** Outputs from it on mean class 1. Default 0.5. */
  threshold?: number;
}

type Settings = {
  readonly name: string;
  readonly numClasses: number | undefined;
  readonly targetClassIds: readonly number[] | undefined;
  readonly ignoreClass: number | undefined;
};

/** What both sides say, as class numbers, and how many classes the scores are of. */
type Classes = (yTrue: Tensor, yPred: Tensor) => { labels: Tensor; said: Tensor; scored?: number };

function iouMetric(
  className: string,
  who: string,
  config: Config,
  given: Settings,
  classesOf: Classes,
): Metric<readonly number[]> {
  const { name, numClasses, targetClassIds, ignoreClass } = given;
  const outside = targetClassIds?.find((id) => !(id >= 0 && id < (numClasses ?? Number.POSITIVE_INFINITY)));
  if (outside !== undefined)
    throw new ValueError(`${who}: targetClassIds has ${outside}, there are ${numClasses} classes`);
  const byClass = (sums: Float64Array) => {
    const { actual, said, right } = marginsOf(rowsOf(sums));
    return right.map((both, i) => {
      const either = actual[i] + said[i] - both;
      return either > 0 ? both / either : Number.NaN;
    });
  };
  return kerasMetric(className, config, {
    name,
    update(yTrue, yPred, sampleWeight) {
      const { labels, said, scored } = classesOf(yTrue, yPred);
      const classes = numClasses ?? scored;
      if (classes === undefined) {
        throw new ValueError(
          `${who}: numClasses is needed where the output, ${formatShape(yPred.shape)}, is class numbers`,
        );
      }
      if (labels.size !== said.size) {
        throw new ShapeError(
          `${who}: labels of shape ${formatShape(yTrue.shape)} do not fit an output of shape ${formatShape(yPred.shape)}`,
        );
      }
      const weights = sampleWeight && alignWeights(labels, sampleWeight, who);
      return countPairs(labels, reshape(said, labels.shape), weights, { who, classes, ignoreClass });
    },
    result(sums) {
      const all = byClass(sums);
      const known = (targetClassIds ?? [...all.keys()]).map((id) => all[id]).filter((value) => !Number.isNaN(value));
      return ratio(addUp(known), known.length);
    },
    details: byClass,
  });
}

/** One-hot labels and scores as class numbers, where either is such. */
function decoded(sparseYTrue: boolean, sparseYPred: boolean, axis: number): Classes {
  return (yTrue, yPred) => {
    const [rows, scores] = [!sparseYTrue || yTrue.size > yPred.size, !sparseYPred || yPred.size > yTrue.size];
    return {
      labels: rows ? argMax(yTrue, axis) : yTrue,
      said: scores ? argMax(yPred, axis) : yPred,
      scored: scores ? yPred.shape.at(axis) : rows ? yTrue.shape.at(axis) : undefined,
    };
  };
}

type Filled = Settings & { sparseYTrue: boolean; sparseYPred: boolean; axis: number };

const sparse = (name: string): Filled => ({
  numClasses: undefined,
  targetClassIds: undefined,
  ignoreClass: undefined,
  sparseYTrue: true,
  sparseYPred: true,
  axis: -1,
  name,
});

/**
 * Intersection over union, `tp / (tp + fp + fn)`, the mean over some classes: how well regions of pixels are found. Classes that neither
 * labels nor outputs have are left out. The details are the values of all classes, NaN for those.
 *
 * @throws {ValueError} for labels that are no class.
 *
 * @example
 * unet.compile({ loss: 'sparseCategoricalCrossentropy', metrics: [iou({ numClasses: 3, targetClassIds: [1] })] });
 */
export function iou(options: IoUOptions = {}): Metric<readonly number[]> {
  const config = settings('iou', options, sparse('iou'));
  return iouMetric('IoU', 'iou', config, config, decoded(config.sparseYTrue, config.sparseYPred, config.axis));
}

/** The mean of the intersection over union of all classes; see `iou`. */
export function meanIoU(options: MeanIoUOptions = {}): Metric<readonly number[]> {
  const { targetClassIds, ...defaults } = sparse('meanIoU');
  const config = settings('meanIoU', options, defaults);
  const classes = decoded(config.sparseYTrue, config.sparseYPred, config.axis);
  return iouMetric('MeanIoU', 'meanIoU', config, { ...config, targetClassIds }, classes);
}

/** The intersection over union of some classes, of one-hot labels and scores; see `iou`. */
export function oneHotIoU(options: OneHotIoUOptions = {}): Metric<readonly number[]> {
  const { sparseYTrue: _, ...defaults } = sparse('oneHotIoU');
  const config = settings('oneHotIoU', options, { ...defaults, sparseYPred: false });
  return iouMetric('OneHotIoU', 'oneHotIoU', config, config, decoded(false, config.sparseYPred, config.axis));
}

/** The mean of the intersection over union of all classes, of one-hot labels and scores; see `iou`. */
export function oneHotMeanIoU(options: OneHotMeanIoUOptions = {}): Metric<readonly number[]> {
  const { sparseYTrue: _, targetClassIds, ...defaults } = sparse('oneHotMeanIoU');
  const config = settings('oneHotMeanIoU', options, { ...defaults, sparseYPred: false });
  const classes = decoded(false, config.sparseYPred, config.axis);
  return iouMetric('OneHotMeanIoU', 'oneHotMeanIoU', config, { ...config, targetClassIds }, classes);
}

/** The intersection over union of yes/no outputs: of what is found, and of what is left. */
export function binaryIoU(options: BinaryIoUOptions = {}): Metric<readonly number[]> {
  const config = settings('binaryIoU', options, {
    targetClassIds: [0, 1] as readonly number[],
    threshold: 0.5,
    name: 'binaryIoU',
  });
  const given = { ...config, numClasses: 2, ignoreClass: undefined };
  return iouMetric('BinaryIoU', 'binaryIoU', config, given, (yTrue, yPred) => ({
    labels: yTrue,
    said: greaterEqual(yPred, config.threshold),
  }));
}
