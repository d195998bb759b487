import { formatShape, type Shape, type TypedArray, ValueError } from '@striate/tensor';
import type { LabelCheck } from './Loss';
import { checkFit } from './matchRank';

/** What is wrong with a label, as far as errors have a remedy for it. */
type Hint = (label: number, labels: TypedArray, shape: Shape) => string;

/** Labels that lie in a range; `range` says it in words. */
function checkRange(who: string, range: string, allowed: (label: number) => boolean, hint: Hint): LabelCheck {
  return (labels, shape, outputShape) => {
    checkFit(shape, outputShape, who);
    for (let i = 0; i < labels.length; i++) {
      if (allowed(labels[i])) continue;
      throw new ValueError(
        `${who}: label ${show(labels[i])} at index ${i}: labels are ${range}${hint(labels[i], labels, shape)}`,
      );
    }
  };
}

const show = (value: number): string => String(Number(value.toPrecision(6)));
/** Rounding may take a probability this far out of its range. */
const slack = 1e-5;
const isProbability = (label: number): boolean => label >= -slack && label <= 1 + slack;

const binary = /^binary/;

/** Yes or no, or a probability of it. */
export const checkProbabilities = (who: string): LabelCheck =>
  checkRange(who, 'from 0 (no) to 1 (yes)', isProbability, (label, labels) => {
    if (label === -1) return '. Labels -1 and 1 go with hinge';
    if (!labels.every((value) => Number.isInteger(value))) return '. Divide by the largest value there can be';
    return binary.test(who)
      ? '. More than two classes take an output for each, and sparseCategoricalCrossentropy'
      : '. Class numbers become rows of 0 and 1 with oneHot(labels, classes)';
  });

/** Rows of probabilities with sum 1 along the axis of the classes; one-hot rows are such. */
export const checkDistributions =
  (who: string, axis = -1): LabelCheck =>
  (labels, shape, outputShape) => {
    checkRange(
      who,
      'one-hot rows: 1 at the class, 0 elsewhere (or probabilities with sum 1)',
      isProbability,
      () => '',
    )(labels, shape, outputShape);
    const at = axis < 0 ? axis + outputShape.length : axis;
    const classes = outputShape[at];
    const step = outputShape.slice(at + 1).reduce((size, n) => size * n, 1);
    for (let row = 0; row < labels.length / classes; row++) {
      const begin = Math.floor(row / step) * step * classes + (row % step);
      let total = 0;
      for (let c = 0; c < classes; c++) total += labels[begin + c * step];
      if (Math.abs(total - 1) < 1e-3) continue;
      const remedy =
        total > 1
          ? 'For several classes at once use a sigmoid output with binaryCrossentropy'
          : 'Was a class number beyond the last column made one-hot? A sample is left out by sampleWeight 0';
      throw new ValueError(
        `${who}: row ${row} of the labels ${formatShape(shape)} has sum ${show(total)}, and not 1. ${remedy}`,
      );
    }
  };

/** -1 and 1, or 0 and 1. */
export const checkSigns = (who: string): LabelCheck =>
  checkRange(
    who,
    '-1 and 1, or 0 and 1',
    (label) => label === -1 || label === 0 || label === 1,
    () => '',
  );

/** Counts and other things that cannot be negative. */
export const checkNotNegative = (who: string): LabelCheck =>
  checkRange(
    who,
    '0 or more',
    (label) => label >= 0,
    () => '',
  );
