import { cast, formatShape, oneHot, reshape, type Shape, ShapeError, type Tensor } from '@striate/tensor';
import { isSparse, targetsOf } from '../losses/matchRank';

/** Class numbers, one for each row of scores, int32. */
export function classNumbers(yTrue: Tensor, output: Shape, who: string): Tensor {
  const rows = output.slice(0, -1);
  const size = rows.reduce((product, n) => product * n, 1);
  if (yTrue.size === size && yTrue.shape[0] === rows[0]) return cast(reshape(yTrue, rows), 'int32');
  throw new ShapeError(
    `${who}: an output of shape ${formatShape(output)} takes class numbers of shape ${formatShape(rows)}, got labels of shape ${formatShape(yTrue.shape)}`,
  );
}

/** Labels of the shape of the output, float32: class numbers become one-hot rows. */
export function denseLabels(yTrue: Tensor, yPred: Tensor, who: string): Tensor {
  if (!isSparse(yTrue.shape, yPred.shape)) return targetsOf(yTrue, yPred, who);
  return oneHot(classNumbers(yTrue, yPred.shape, who), yPred.shape[yPred.rank - 1]);
}
