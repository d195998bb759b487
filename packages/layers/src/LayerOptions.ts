import type { Shape } from '@striate/tensor';
import type { Defaults, Filled } from './config/options';
import type { ConstraintLike } from './constraints/constraints';
import type { InitializerLike } from './initializers/resolveInitializer';
import type { RegularizerLike } from './regularizers/regularizers';

/** What every layer takes. */
export interface LayerOptions {
  /** Default: the class in snake case, numbered within its model: `conv2d`, `conv2d_1`. */
  name?: string;
  /** Whether training changes the weights. Default true. */
  trainable?: boolean;
  /** Shape of one sample, without the batch axis: for the first layer of a `sequential` model. */
  inputShape?: readonly (number | null)[];
  /** A penalty on the output, added to the loss; divided by the size of the batch. */
  activityRegularizer?: RegularizerLike;
}

/** A default for every option of a layer, undefined where there is none: `static defaults = { … } satisfies LayerDefaults<…>`. */
export type LayerDefaults<O> = Defaults<O, LayerOptions>;

/** The options `O` of a layer, filled with the class's defaults `D`. */
export type LayerConfig<O, D> = Filled<O, D>;

/** Names of the options that every layer takes. */
export const commonOptions = ['name', 'trainable', 'inputShape', 'activityRegularizer'];

export interface CallOptions {
  /** Whether this is a training step. Default: as the call around it, and false outside of `fit`. */
  training?: boolean;
}

export interface WeightOptions {
  /** `kernel`, `bias`, …: the last part of its name in a weights file. */
  name: string;
  shape: Shape;
  /** Default `glorotUniform`. */
  initializer?: InitializerLike;
  /** Whether optimizers update it. Default true. */
  trainable?: boolean;
  /** A penalty on its values that is added to the loss while it is trainable. */
  regularizer?: RegularizerLike;
  /** The values it may have: applied after each step of an optimizer. */
  constraint?: ConstraintLike;
}
