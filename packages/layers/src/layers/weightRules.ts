import type { Defaults } from '../config/options';
import type { ConstraintLike } from '../constraints/constraints';
import type { InitializerLike } from '../initializers/resolveInitializer';
import type { WeightOptions } from '../LayerOptions';
import type { RegularizerLike } from '../regularizers/regularizers';

export interface BiasOptions {
  /** Default true. */
  useBias?: boolean;
  /** Default `zeros`. */
  biasInitializer?: InitializerLike;
  /** A penalty on the bias, added to the loss. Default: none. */
  biasRegularizer?: RegularizerLike;
  /** The values the bias may have. Default: any. */
  biasConstraint?: ConstraintLike;
}

export const biasDefaults = {
  useBias: true,
  biasInitializer: 'zeros',
  biasRegularizer: undefined,
  biasConstraint: undefined,
} satisfies Defaults<BiasOptions>;

export interface KernelOptions {
  /** Default `glorotUniform`. */
  kernelInitializer?: InitializerLike;
  /** A penalty on the kernel, added to the loss: `l2(1e-4)`. Default: none. */
  kernelRegularizer?: RegularizerLike;
  /** The values the kernel may have: `maxNorm(3)`. Default: any. */
  kernelConstraint?: ConstraintLike;
}

export const kernelDefaults = {
  kernelInitializer: 'glorotUniform',
  kernelRegularizer: undefined,
  kernelConstraint: undefined,
} satisfies Defaults<KernelOptions>;

export interface DepthwiseOptions {
  /** Default `glorotUniform`. */
  depthwiseInitializer?: InitializerLike;
  /** A penalty on the depthwise filters, added to the loss. Default: none. */
  depthwiseRegularizer?: RegularizerLike;
  /** The values the depthwise filters may have. Default: any. */
  depthwiseConstraint?: ConstraintLike;
}

export const depthwiseDefaults = {
  depthwiseInitializer: 'glorotUniform',
  depthwiseRegularizer: undefined,
  depthwiseConstraint: undefined,
} satisfies Defaults<DepthwiseOptions>;

export interface PointwiseOptions {
  /** Default `glorotUniform`. */
  pointwiseInitializer?: InitializerLike;
  /** A penalty on the 1x1 filters, added to the loss. Default: none. */
  pointwiseRegularizer?: RegularizerLike;
  /** The values the 1x1 filters may have. Default: any. */
  pointwiseConstraint?: ConstraintLike;
}

export const pointwiseDefaults = {
  pointwiseInitializer: 'glorotUniform',
  pointwiseRegularizer: undefined,
  pointwiseConstraint: undefined,
} satisfies Defaults<PointwiseOptions>;

export interface ScaleOffsetOptions {
  /** Whether there is a learned offset, `beta`. Default true. */
  center?: boolean;
  /** Whether there is a learned factor, `gamma`. Default true. */
  scale?: boolean;
  /** Default `zeros`. */
  betaInitializer?: InitializerLike;
  /** A penalty on `beta`, added to the loss. Default: none. */
  betaRegularizer?: RegularizerLike;
  /** The values `beta` may have. Default: any. */
  betaConstraint?: ConstraintLike;
  /** Default `ones`. */
  gammaInitializer?: InitializerLike;
  /** A penalty on `gamma`, added to the loss. Default: none. */
  gammaRegularizer?: RegularizerLike;
  /** The values `gamma` may have. Default: any. */
  gammaConstraint?: ConstraintLike;
}

type Rule<P extends string, T> = { readonly [K in P]?: T };

/** What options say of one weight, as `addWeight` takes it: of `kernel` what `kernelInitializer` and its like hold. */
export function rulesOf<P extends string>(
  config: Rule<`${P}Initializer`, InitializerLike> &
    Rule<`${P}Regularizer`, RegularizerLike> &
    Rule<`${P}Constraint`, ConstraintLike>,
  part: P,
): Pick<WeightOptions, 'initializer' | 'regularizer' | 'constraint'> {
  const initializers: Rule<`${P}Initializer`, InitializerLike> = config;
  const regularizers: Rule<`${P}Regularizer`, RegularizerLike> = config;
  const constraints: Rule<`${P}Constraint`, ConstraintLike> = config;
  return {
    initializer: initializers[`${part}Initializer`],
    regularizer: regularizers[`${part}Regularizer`],
    constraint: constraints[`${part}Constraint`],
  };
}
