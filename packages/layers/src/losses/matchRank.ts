import {
  cast,
  expandDims,
  formatShape,
  type Shape,
  ShapeError,
  sameShape,
  squeeze,
  type Tensor,
} from '@striate/tensor';

/** What has to happen to labels for them to have the shape of the output; undefined where nothing helps. */
function fitOf(labels: Shape, output: Shape): 'same' | 'expand' | 'squeeze' | undefined {
  if (sameShape(labels, output)) return 'same';
  if (sameShape([...labels, 1], output)) return 'expand';
  if (sameShape(labels, [...output, 1])) return 'squeeze';
  return undefined;
}

/** Whether labels of this shape are a class number for each row of scores. */
export function isSparse(labels: Shape, output: Shape): boolean {
  const rows = output.slice(0, -1);
  return output[output.length - 1] !== 1 && (sameShape(labels, rows) || sameShape(labels, [...rows, 1]));
}

/** Throws unless labels have the shape of the output, up to an axis of size 1 at the end. */
export function checkFit(labels: Shape, output: Shape, who: string): void {
  if (fitOf(labels, output)) return;
  const classes = output[output.length - 1];
  const hint = isSparse(labels, output)
    ? `. Class numbers become rows of 0 and 1 with oneHot(labels, ${classes})${who === 'categoricalCrossentropy' ? ', or go with sparseCategoricalCrossentropy as they are' : ''}`
    : '';
  throw new ShapeError(
    `${who}: labels of shape ${formatShape(labels)} do not fit an output of shape ${formatShape(output)}${hint}`,
  );
}

/** Labels with the rank of the output: an axis of size 1 at the end is added or taken away. */
export function matchRank(yTrue: Tensor, yPred: Tensor, who: string): Tensor {
  checkFit(yTrue.shape, yPred.shape, who);
  const fit = fitOf(yTrue.shape, yPred.shape);
  if (fit === 'expand') return expandDims(yTrue, yTrue.rank);
  return fit === 'squeeze' ? squeeze(yTrue, yPred.rank) : yTrue;
}

/** Labels as float32 in the shape of the output. */
export function targetsOf(yTrue: Tensor, yPred: Tensor, who: string): Tensor {
  return cast(matchRank(yTrue, yPred, who), 'float32');
}
