import { type Backend, getBackend } from './backend';
import type { DType } from './dtype';
import { BackendError } from './errors';
import { kernelTimer } from './kernelTimer';
import { isMeta } from './meta';
import { scope } from './scope';
import { type Shape, sizeOf } from './shape';
import { allocate } from './storage';
import { isFollowed, record, unrecorded } from './tape';
import { Tensor } from './tensor';

/** `N` things of type `T`; any number of them where `N` is `number`. */
export type Tuple<T, N extends number> = number extends N
  ? readonly T[]
  : N extends 0
    ? readonly []
    : N extends 1
      ? readonly [T]
      : N extends 2
        ? readonly [T, T]
        : N extends 3
          ? readonly [T, T, T]
          : N extends 4
            ? readonly [T, T, T, T]
            : N extends 5
              ? readonly [T, T, T, T, T]
              : never;

/** What the backward pass finds of the forward one. */
export interface Saved<P, N extends number> {
  readonly inputs: Tuple<Tensor, N>;
  readonly output: Tensor;
  readonly params: P;
}

/** The gradient of each input, as thunks: only those asked for run. `null` where there is none. */
export type Gradients<N extends number> = Tuple<(() => Tensor) | null, N>;

/** Everything an op must answer, in one place. */
export interface Op<P = undefined, N extends number = number> {
  readonly name: string;
  /** The shape of the output. Validates, and throws with the offending values. */
  shape(inputs: Tuple<Shape, N>, params: P): Shape;
  /** The dtype of the output; default: that of the first input, float32 without inputs. */
  dtype?(inputs: Tuple<DType, N>, params: P): DType;
  /** The gradients, written in differentiable ops, so that gradients of gradients work. */
  vjp?(dy: Tensor, saved: Saved<P, N>): Gradients<N>;
  /** The op in terms of others: for a backend without a kernel, and for the gradient of an op without a `vjp`. */
  compose?(inputs: Tuple<Tensor, N>, params: P): Tensor;
}

/** An op whose parameters are not looked at. Method bivariance makes every `Op<P, N>` one. */
export interface AnyOp {
  readonly name: string;
  vjp?(
    dy: Tensor,
    saved: { inputs: readonly Tensor[]; output: Tensor; params: unknown },
  ): readonly ((() => Tensor) | null)[];
}

type AnyKernel = (inputs: readonly Tensor[], out: Tensor, params: unknown) => void;

/**
 * Runs an op: shape rule, memory, kernel (or composition), and a note on the tapes.
 * @param on Where an op without inputs runs. Default: the current backend.
 */
export function run<P, N extends number>(op: Op<P, N>, inputs: Tuple<Tensor, N>, params: P, on?: Backend): Tensor {
  const { list, backend } = onOneBackend(op.name, inputs, on);
  const shape = op.shape(list.map((t) => t.shape) as unknown as Tuple<Shape, N>, params);
  const kernel = (backend.kernels as unknown as Record<string, AnyKernel | undefined>)[op.name];

  if (op.compose && (!kernel || (!op.vjp && isFollowed(list)))) {
    const { compose } = op;
    const given = list as Tuple<Tensor, N>;
    if (!op.vjp) return scope(() => compose(given, params));
    const out = scope(() => unrecorded(() => compose(given, params)));
    record(op as AnyOp, list, out, params);
    return out;
  }
  if (!kernel) throw new BackendError(`${op.name}: backend '${backend.name}' has no kernel for it`);

  const dtype = op.dtype
    ? op.dtype(list.map((t) => t.dtype) as unknown as Tuple<DType, N>, params)
    : (list[0]?.dtype ?? 'float32');
  const size = sizeOf(shape);
  const out = new Tensor(allocate(backend, dtype, size), shape, dtype, size);
  try {
    if (size > 0) {
      const end = kernelTimer?.(op.name, backend);
      kernel(list, out, params);
      end?.();
    }
  } catch (error) {
    out.dispose();
    throw error;
  }
  record(op as AnyOp, list, out, params);
  return out;
}

/** Notes an op whose output is a view of its input, as reshape's is. */
export function runView<P>(op: Op<P, 1>, input: Tensor, params: P): Tensor {
  const shape = op.shape([input.shape], params);
  const out = new Tensor(input.storage.retain(), shape, input.dtype, input.size);
  record(op as AnyOp, [input], out, params);
  return out;
}

interface Together {
  readonly list: readonly Tensor[];
  readonly backend: Backend;
}

/** The inputs on the backend of the first that is no single number: numbers move by themselves, so that `mul(x, 2)` is an op of x's. */
function onOneBackend(name: string, list: readonly Tensor[], on?: Backend): Together {
  if (list.length === 0) return { list, backend: on ?? getBackend() };
  const [first] = list;
  if (list.every((input) => input.backend === first.backend)) return { list, backend: first.backend };
  const meta = list.find(isMeta);
  if (meta) return { list, backend: meta.backend };
  const { backend } = list.find((input) => input.rank > 0) ?? first;
  const moved = list.map((input) => {
    if (input.backend === backend) return input;
    const { backend: own, buffer, dtype, rank, shape } = input;
    if (rank > 0 || !own.readSync || isFollowed([input])) {
      throw new BackendError(
        `${name}: one tensor is on '${backend.name}', another on '${own.name}': move it with to()`,
      );
    }
    const storage = allocate(backend, dtype, 1);
    backend.write(storage.buffer, own.readSync(buffer, dtype, 1));
    return new Tensor(storage, shape, dtype, 1);
  });
  return { list: moved, backend };
}
