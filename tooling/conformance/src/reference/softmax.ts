import { at, fromFunction, type NdArray } from '../ndArray';
import { elementwise, softplus } from './elementwise';
import { logSumExp } from './reduce';

const difference = elementwise((x, y) => x - y);

export function logSoftmax(x: NdArray, axis = -1): NdArray {
  return difference(x, logSumExp(x, axis, true));
}

export function softmax(x: NdArray, axis = -1): NdArray {
  const log = logSoftmax(x, axis);
  return { shape: log.shape, data: log.data.map(Math.exp) };
}

/** logits [..., classes], labels [...] of class numbers → one loss a row. */
export function sparseSoftmaxCrossEntropy(logits: NdArray, labels: NdArray): NdArray {
  const log = logSoftmax(logits);
  return fromFunction(labels.shape, (index) => -at(log, [...index, at(labels, index)]));
}

/** logits and label probabilities of one shape → one loss a row. */
export function softmaxCrossEntropy(logits: NdArray, labels: NdArray): NdArray {
  const log = logSoftmax(logits);
  const classes = logits.shape[logits.shape.length - 1];
  return fromFunction(logits.shape.slice(0, -1), (index) => {
    let loss = 0;
    for (let c = 0; c < classes; c++) loss -= at(labels, [...index, c]) * at(log, [...index, c]);
    return loss;
  });
}

/** -(t log σ(x) + (1-t) log(1-σ(x))), written without overflow. */
export const sigmoidCrossEntropy = elementwise((logit, target) => softplus(logit) - logit * target);
