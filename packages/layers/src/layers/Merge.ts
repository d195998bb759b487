import { add as addTensors, concat, type Tensor } from '@striate/tensor';
import type { InferenceForm } from '../InferenceForm';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

/** A layer that takes an array of two tensors or more. */
abstract class Merge extends Layer {
  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    if (!Array.isArray(inputs) || inputs.length < 2) {
      throw this.refusal(
        `takes an array of two tensors or more, got ${Array.isArray(inputs) ? inputs.length : 'a single one'}`,
      );
    }
  }
}

/** The layer that `add` makes. */
export class Add extends Merge {
  static className = 'Add';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  override inferenceForm(): InferenceForm {
    return { kind: 'sum' };
  }

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((total, x) => addTensors(total, x));
  }
}

/**
 * The sum of several tensors of one shape: where a residual network's paths meet.
 *
 * @example
 * const y = add()([x, shortcut]);
 */
export function add(options: LayerOptions = {}): Add {
  return new Add(options);
}

export interface ConcatenateOptions extends LayerOptions {
  /** Default: the last axis, channels. */
  axis?: number;
}

/** The layer that `concatenate` makes. */
export class Concatenate extends Merge {
  static className = 'Concatenate';
  static override readonly defaults = { axis: -1 } satisfies LayerDefaults<ConcatenateOptions>;
  declare readonly config: LayerConfig<ConcatenateOptions, typeof Concatenate.defaults>;

  override call(inputs: readonly Tensor[]): Tensor {
    return concat(inputs, this.config.axis);
  }
}

/**
 * Several tensors side by side along an axis: where the branches of an inception module meet.
 *
 * @throws {ShapeError} if they differ on another axis.
 *
 * @example
 * concatenate()([ones([1, 7, 7, 64]), ones([1, 7, 7, 32])]).shape; // [1, 7, 7, 96]
 */
export function concatenate(options: ConcatenateOptions = {}): Concatenate {
  return new Concatenate(options);
}
