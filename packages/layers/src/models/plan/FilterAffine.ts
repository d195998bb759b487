import { add, keep, mul, ones, rsqrt, scope, sub, type Tensor, zeros } from '@striate/tensor';
import type { NormStatistics } from '../../InferenceForm';

/**
 * What a convolution's bias and the batch normalisation after it do to each filter: one factor, one offset. They are made once
 * and again when one of the variables they come from has changed.
 */
export class FilterAffine {
  #sources: readonly (Tensor | undefined)[] = [];
  #versions: readonly (number | undefined)[] = [];
  #made: { scale: Tensor; shift: Tensor } | undefined;

  /** Both of shape [filters]; they stay the same tensors while nothing changes. */
  read(filters: number, bias: Tensor | undefined, norm: NormStatistics | undefined): { scale: Tensor; shift: Tensor } {
    const sources = [bias, norm?.gamma, norm?.beta, norm?.mean, norm?.variance];
    const current = sources.every((source, i) => source === this.#sources[i] && source?.version === this.#versions[i]);
    if (this.#made && current) return this.#made;
    this.#made?.scale.dispose();
    this.#made?.shift.dispose();
    const [scale, shift] = scope(() => combine(filters, bias, norm));
    this.#made = { scale: keep(scale), shift: keep(shift) };
    this.#sources = sources;
    this.#versions = sources.map((source) => source?.version);
    return this.#made;
  }
}

function combine(filters: number, bias: Tensor | undefined, norm: NormStatistics | undefined): [Tensor, Tensor] {
  if (!norm) return [ones([filters]), bias ? add(bias, 0) : zeros([filters])];
  const { mean, variance, gamma, beta, epsilon } = norm;
  const inverse = rsqrt(add(variance, epsilon));
  const scale = gamma ? mul(inverse, gamma) : inverse;
  // (y + bias - mean) * scale + beta
  const shift = mul(bias ? sub(bias, mean) : sub(0, mean), scale);
  return [scale, beta ? add(shift, beta) : shift];
}
