import { matmul, normalizeAxis, type Pair, reshape, type Tensor, transpose } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { pairOf } from './pairOf';
import { unitVectors } from './UnitNormalization';

export interface DotOptions extends LayerOptions {
  /** The axis along which products are summed: of both inputs, or one of each. */
  axes: number | Pair;
  /** Bring the vectors to length 1 before: the result is the cosine of their angle. Default false. */
  normalize?: boolean;
}

/** The layer that `dot` makes. */
export class Dot extends Layer {
  static className = 'Dot';
  static override readonly defaults = { axes: undefined, normalize: false } satisfies LayerDefaults<DotOptions>;
  declare readonly config: LayerConfig<DotOptions, typeof Dot.defaults>;

  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    if (!Array.isArray(inputs) || inputs.length !== 2)
      throw this.refusal(
        `takes an array of two tensors, got ${Array.isArray(inputs) ? inputs.length : 'a single one'}`,
      );
    const [a, b] = inputs;
    const [i, j] = this.#axes(a, b);
    if (i === 0 || j === 0) throw this.refusal(`sums within samples; axes [${i},${j}] has the batch, which is 0`);
    if (a.shape[0] !== b.shape[0] || a.shape[i] !== b.shape[j])
      throw this.refusal(
        `cannot sum axes [${i},${j}] of [${a.shape}] and [${b.shape}]: their sizes and batches must be equal`,
      );
  }

  #axes(a: Tensor, b: Tensor): Pair {
    const [first, second] = pairOf(this.config.axes);
    return [normalizeAxis(first, a.rank, 'dot'), normalizeAxis(second, b.rank, 'dot')];
  }

  override call([a, b]: readonly Tensor[]): Tensor {
    const [i, j] = this.#axes(a, b);
    const unit = (x: Tensor, axis: number) => (this.config.normalize ? unitVectors(x, axis) : x);
    const [left, right] = [rows(unit(a, i), i), rows(unit(b, j), j)];
    const y = matmul(left.matrix, right.matrix, { transposeB: true });
    const free = [...left.free, ...right.free];
    return reshape(y, [a.shape[0], ...(free.length === 0 ? [1] : free)]);
  }
}

/** `[batch, rest, axis]`, and the sizes of the rest. */
function rows(x: Tensor, axis: number): { matrix: Tensor; free: number[] } {
  const others = [...x.shape.keys()].filter((i) => i !== 0 && i !== axis);
  const free = others.map((i) => x.shape[i]);
  return { matrix: reshape(transpose(x, [0, ...others, axis]), [x.shape[0], -1, x.shape[axis]]), free };
}

/**
 * Products of two tensors summed along an axis of each, sample by sample: `[batch, features]` twice gives `[batch, 1]`.
 *
 * @throws {ShapeError} unless the axes have one size.
 *
 * @example
 * dot({ axes: 1, normalize: true })([question, answer]); // cosine similarity
 * dot({ axes: 2 })([ones([1, 5, 8]), ones([1, 7, 8])]).shape; // [1, 5, 7]
 */
export function dot(options: DotOptions): Dot {
  return new Dot(options);
}
