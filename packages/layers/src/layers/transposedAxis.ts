import { type Pair, ValueError } from '@striate/tensor';

/** How much a transposed convolution cuts off and adds at an axis. */
export interface TransposedAxis {
  readonly edges: Pair;
  readonly outputPadding: number;
}

/**
 * Keras' sizes: `valid` gives `(in - 1) * stride + max(window, stride)`, `same` gives `in * stride`; with `outputPadding` they are
 * `(in - 1) * stride + window + outputPadding` and `(in - 1) * stride + window % 2 + outputPadding`.
 */
export function transposedAxis(
  padding: 'valid' | 'same' | Pair,
  window: number,
  stride: number,
  outputPadding: number | undefined,
  who: string,
): TransposedAxis {
  if (outputPadding !== undefined && (!Number.isInteger(outputPadding) || outputPadding < 0 || outputPadding >= stride))
    throw new ValueError(
      `${who}: outputPadding must be a whole number from 0 to below the stride ${stride}, got ${outputPadding}`,
    );
  if (padding === 'valid') return { edges: [0, 0], outputPadding: outputPadding ?? Math.max(0, stride - window) };
  if (padding !== 'same') return { edges: padding, outputPadding: outputPadding ?? 0 };
  const cut = outputPadding === undefined ? window - stride : window - (window % 2) - outputPadding;
  const before = Math.floor(Math.max(0, cut) / 2);
  return { edges: [before, Math.max(0, cut) - before], outputPadding: Math.max(0, -cut) };
}
