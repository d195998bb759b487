import { add, mul, sub, type Tensor, type Variable } from '@striate/tensor';

/** Moves a running mean towards `value`; a share `keep` of it stays. */
export function follow(mean: Variable, value: Tensor, keep: number): Variable {
  return mean.assign(add(mean, mul(sub(value, mean), 1 - keep)));
}

/** Takes `change` off a variable, and its weight decay before. */
export function descend(variable: Variable, change: Tensor, decay: number): void {
  variable.assign(sub(decay === 1 ? variable : mul(variable, decay), change));
}
