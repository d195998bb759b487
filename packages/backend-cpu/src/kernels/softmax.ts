import { type Kernels, ValueError, type View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

export function softmax({ wasm, memory }: Engine) {
  const check = (bad: number, labels: View<Ptr>, classes: number): void => {
    if (bad < 0) return;
    const label = memory.int32[labels.buffer / 4 + bad];
    throw new ValueError(`softmaxCrossEntropy: label ${label} of row ${bad} is not one of ${classes} classes`);
  };
  return {
    softmax: ([x], out) => wasm.softmax(x.buffer, out.buffer, x.shape[0], x.shape[1]),
    logSoftmax: ([x], out) => wasm.logSoftmax(x.buffer, out.buffer, x.shape[0], x.shape[1]),
    softmaxCrossEntropy: ([logits, labels], out) => {
      const [rows, n] = logits.shape;
      check(wasm.crossEntropy(logits.buffer, labels.buffer, out.buffer, rows, n), labels, n);
    },
    softmaxCrossEntropyGrad: ([dLoss, logits, labels], out) => {
      const [rows, n] = logits.shape;
      check(wasm.crossEntropyGrad(dLoss.buffer, logits.buffer, labels.buffer, out.buffer, rows, n), labels, n);
    },
  } satisfies Partial<Kernels<Ptr>>;
}
