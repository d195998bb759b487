import { type Kernels, ValueError, type View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split } from '../threads/split';

/** Values from which a task is worth a thread. */
const TASK = 4096;

export function softmax({ wasm, memory, parallel }: Engine) {
  const check = (bad: number, labels: View<Ptr>, classes: number): void => {
    if (bad < 0) return;
    const label = memory.int32[labels.buffer / 4 + bad];
    throw new ValueError(`softmaxCrossEntropy: label ${label} of row ${bad} is not one of ${classes} classes`);
  };
  const byRows = (kernel: typeof wasm.softmax, { buffer, shape: [rows, n] }: View<Ptr>, out: View<Ptr>): void =>
    parallel(
      kernel,
      split(rows, TASK / n).map(([i, past]) => [buffer + i * n * 4, out.buffer + i * n * 4, past - i, n] as const),
    );
  return {
    softmax: ([x], out) => byRows(wasm.softmax, x, out),
    logSoftmax: ([x], out) => byRows(wasm.logSoftmax, x, out),
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
