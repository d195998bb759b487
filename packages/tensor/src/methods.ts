import type { Backend } from './backend';
import type { DType } from './dtype';
import { add, div, mul, pow, sub } from './ops/arithmetic';
import { cast } from './ops/cast';
import { equal, greater, less } from './ops/compare';
import type { TensorLike } from './ops/creation';
import { matmul } from './ops/matmul';
import { type Axis, argMax, max, mean, min, sum } from './ops/reduce';
import { clone, expandDims, flatten, reshape, squeeze } from './ops/reshape';
import { slice } from './ops/slice';
import { transpose } from './ops/transpose';
import { abs, exp, log, neg, relu, sqrt, square } from './ops/unary';
import { Tensor } from './tensor';
import { to } from './to';

// The two dozen ops used most, as methods. Here and nowhere else, so that tensor.ts imports no op.
const methods = {
  add(this: Tensor, b: TensorLike) {
    return add(this, b);
  },
  sub(this: Tensor, b: TensorLike) {
    return sub(this, b);
  },
  mul(this: Tensor, b: TensorLike) {
    return mul(this, b);
  },
  div(this: Tensor, b: TensorLike) {
    return div(this, b);
  },
  pow(this: Tensor, b: TensorLike) {
    return pow(this, b);
  },
  matmul(this: Tensor, b: TensorLike) {
    return matmul(this, b);
  },
  neg(this: Tensor) {
    return neg(this);
  },
  abs(this: Tensor) {
    return abs(this);
  },
  exp(this: Tensor) {
    return exp(this);
  },
  log(this: Tensor) {
    return log(this);
  },
  sqrt(this: Tensor) {
    return sqrt(this);
  },
  square(this: Tensor) {
    return square(this);
  },
  relu(this: Tensor) {
    return relu(this);
  },
  sum(this: Tensor, axis?: Axis, keepDims?: boolean) {
    return sum(this, axis, keepDims);
  },
  mean(this: Tensor, axis?: Axis, keepDims?: boolean) {
    return mean(this, axis, keepDims);
  },
  max(this: Tensor, axis?: Axis, keepDims?: boolean) {
    return max(this, axis, keepDims);
  },
  min(this: Tensor, axis?: Axis, keepDims?: boolean) {
    return min(this, axis, keepDims);
  },
  argMax(this: Tensor, axis?: number) {
    return argMax(this, axis);
  },
  equal(this: Tensor, b: TensorLike) {
    return equal(this, b);
  },
  greater(this: Tensor, b: TensorLike) {
    return greater(this, b);
  },
  less(this: Tensor, b: TensorLike) {
    return less(this, b);
  },
  reshape(this: Tensor, shape: readonly number[]) {
    return reshape(this, shape);
  },
  flatten(this: Tensor) {
    return flatten(this);
  },
  squeeze(this: Tensor, axes?: number | readonly number[]) {
    return squeeze(this, axes);
  },
  expandDims(this: Tensor, axis?: number) {
    return expandDims(this, axis);
  },
  transpose(this: Tensor, perm?: readonly number[]) {
    return transpose(this, perm);
  },
  slice(this: Tensor, begin: number | readonly number[], size?: number | readonly number[]) {
    return slice(this, begin, size);
  },
  cast(this: Tensor, dtype: DType) {
    return cast(this, dtype);
  },
  clone(this: Tensor) {
    return clone(this);
  },
  to(this: Tensor, backend: Backend<never>) {
    return to(this, backend);
  },
};

type Methods = typeof methods;

declare module './tensor' {
  interface Tensor extends Methods {}
}

Object.assign(Tensor.prototype, methods);
