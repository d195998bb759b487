import { type Axis, add, clip, div, maximum, mul, norm, type Tensor, ValueError } from '@striate/tensor';
import { described } from '../config/described';
import { lookUp } from '../config/names';

/** The values that a weight may have, nearest to those it has: applied after each step of an optimizer. */
export type Constraint = (values: Tensor) => Tensor;

export interface AxisOptions {
  /**
   * The axes along which a norm is taken. Default 0: the weights of one unit of a dense kernel `[in, units]`. For filters
   * `[height, width, in, filters]` give `[0, 1, 2]`.
   */
  axis?: Axis;
}

export interface MaxNormOptions extends AxisOptions {
  /** Default 2. */
  maxValue?: number;
}

const epsilon = 1e-7;

/**
 * No norm above `maxValue` (Srebro 2005; with dropout Srivastava 2014). `maxNorm(3)`, or `maxNorm({ maxValue: 3 })`.
 *
 * @throws {ValueError} for a bound below 0; so do all constraints.
 *
 * @example
 * dense({ units: 100, kernelConstraint: maxNorm(3) });
 * conv2d({ filters: 32, kernelSize: 3, kernelConstraint: maxNorm({ maxValue: 3, axis: [0, 1, 2] }) });
 */
export function maxNorm(given: number | MaxNormOptions = {}): Constraint {
  const { maxValue = 2, axis = 0 } = typeof given === 'number' ? { maxValue: given } : given;
  checkBounds('maxNorm', { maxValue });
  const bring = (values: Tensor) => scaled(values, axis, (size) => clip(size, 0, maxValue));
  return described(bring, 'MaxNorm', { maxValue, axis });
}

/** No value below 0. */
export function nonNeg(): Constraint {
  return described((values: Tensor) => maximum(values, 0), 'NonNeg', {});
}

/** All norms 1. */
export function unitNorm({ axis = 0 }: AxisOptions = {}): Constraint {
  const bring = (values: Tensor) => div(values, add(norm(values, 2, axis, true), epsilon));
  return described(bring, 'UnitNorm', { axis });
}

export interface MinMaxNormOptions extends AxisOptions {
  /** Default 0. */
  minValue?: number;
  /** Default 1. */
  maxValue?: number;
  /** Share of the way to the bound that a step goes. Default 1. */
  rate?: number;
}

/** All norms between two bounds. */
export function minMaxNorm(options: MinMaxNormOptions = {}): Constraint {
  const { minValue = 0, maxValue = 1, rate = 1, axis = 0 } = options;
  checkBounds('minMaxNorm', { minValue, maxValue, rate });
  if (minValue > maxValue) throw new ValueError(`minMaxNorm: minValue ${minValue} is above maxValue ${maxValue}`);
  const bring = (values: Tensor) =>
    scaled(values, axis, (size) => add(mul(clip(size, minValue, maxValue), rate), mul(size, 1 - rate)));
  return described(bring, 'MinMaxNorm', { minValue, maxValue, rate, axis });
}

/** The values, scaled from their norms to those wanted. */
function scaled(values: Tensor, axis: Axis, wanted: (size: Tensor) => Tensor): Tensor {
  const size = norm(values, 2, axis, true);
  return mul(values, div(wanted(size), add(size, epsilon)));
}

function checkBounds(who: string, bounds: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(bounds))
    if (!(value >= 0)) throw new ValueError(`${who}: ${name} must be a number >= 0, got ${value}`);
}

/** The factories that a name can stand for. */
export const constraintsByName = { maxNorm, nonNeg, unitNorm, minMaxNorm } satisfies Record<string, () => Constraint>;

export type ConstraintName = keyof typeof constraintsByName;

/** A constraint, the name of one with its defaults, or a function of your own. */
export type ConstraintLike = ConstraintName | Constraint;

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveConstraint(like: ConstraintLike): Constraint {
  if (typeof like === 'function') return like;
  return lookUp<() => Constraint>(constraintsByName, like, 'constraint')();
}
