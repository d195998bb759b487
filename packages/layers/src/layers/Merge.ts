import {
  add as addTensors,
  concat,
  div,
  maximum as larger,
  mul,
  minimum as smaller,
  sub,
  type Tensor,
} from '@striate/tensor';
import type { InferenceForm } from '../InferenceForm';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

/** A layer that takes an array of two tensors or more. */
abstract class Merge extends Layer {
  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    if (!Array.isArray(inputs) || inputs.length < 2)
      throw this.refusal(`takes an array of two tensors or more, ${count(inputs)}`);
  }
}

function count(inputs: Tensor | readonly Tensor[]): string {
  return `got ${Array.isArray(inputs) ? inputs.length : 'a single one'}`;
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

/** The layer that `subtract` makes. */
export class Subtract extends Merge {
  static className = 'Subtract';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    if (!Array.isArray(inputs) || inputs.length !== 2)
      throw this.refusal(`takes an array of two tensors, ${count(inputs)}`);
  }

  override call([a, b]: readonly Tensor[]): Tensor {
    return sub(a, b);
  }
}

/** The first of two tensors less the second. */
export function subtract(options: LayerOptions = {}): Subtract {
  return new Subtract(options);
}

/** The layer that `multiply` makes. */
export class Multiply extends Merge {
  static className = 'Multiply';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((product, x) => mul(product, x));
  }
}

/** The product of several tensors of one shape, element by element: a gate, say. */
export function multiply(options: LayerOptions = {}): Multiply {
  return new Multiply(options);
}

/** The layer that `average` makes. */
export class Average extends Merge {
  static className = 'Average';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  override call(inputs: readonly Tensor[]): Tensor {
    return div(
      inputs.reduce((total, x) => addTensors(total, x)),
      inputs.length,
    );
  }
}

/** The mean of several tensors of one shape, element by element: what an ensemble says. */
export function average(options: LayerOptions = {}): Average {
  return new Average(options);
}

/** The layer that `maximum` makes. */
export class Maximum extends Merge {
  static className = 'Maximum';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((most, x) => larger(most, x));
  }
}

/** The largest of several tensors of one shape, element by element (Goodfellow 2013: maxout). */
export function maximum(options: LayerOptions = {}): Maximum {
  return new Maximum(options);
}

/** The layer that `minimum` makes. */
export class Minimum extends Merge {
  static className = 'Minimum';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  override call(inputs: readonly Tensor[]): Tensor {
    return inputs.reduce((least, x) => smaller(least, x));
  }
}

/** The smallest of several tensors of one shape, element by element. */
export function minimum(options: LayerOptions = {}): Minimum {
  return new Minimum(options);
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
