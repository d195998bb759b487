import { DTypeError, ShapeError, StriateError } from './errors';
import { isMeta } from './meta';
import { add } from './ops/arithmetic';
import { onesLike, zerosLike } from './ops/creation';
import { isOwned, scope } from './scope';
import { format, sameShape } from './shape';
import { isRecording, record, recordOn, Tape, unrecorded } from './tape';
import type { Tensor } from './tensor';

/**
 * The gradient of a function of one tensor. `dy` is the gradient that arrives at the result, ones when left out.
 *
 * @example
 * const cube = (x: Tensor) => mul(x, square(x));
 * grad(cube)(tensor(2));       // 12
 * grad(grad(cube))(tensor(2)); // 12 = 6x
 */
export function grad(f: (x: Tensor) => Tensor): (x: Tensor, dy?: Tensor) => Tensor {
  const both = valueAndGrad(f);
  return (x, dy) => scope(() => both(x, dy).grad);
}

/** The gradients of a function of several tensors, in their order. */
export function grads(f: (...xs: Tensor[]) => Tensor): (xs: readonly Tensor[], dy?: Tensor) => Tensor[] {
  const both = valueAndGrads(f);
  return (xs, dy) => scope(() => both(xs, dy).grads);
}

/** The value of a function of one tensor together with its gradient. */
export function valueAndGrad(f: (x: Tensor) => Tensor): (x: Tensor, dy?: Tensor) => { value: Tensor; grad: Tensor } {
  const both = valueAndGrads(f);
  return (x, dy) => {
    const { value, grads } = both([x], dy);
    return { value, grad: grads[0] };
  };
}

/**
 * The value of a function together with the gradients of several tensors. Variables that `f` uses from outside
 * its arguments count too: this is the heart of a training step.
 *
 * @throws {StriateError} if a tensor has no influence on the result or a variable changed between the two passes.
 *
 * @example
 * const { value, grads } = valueAndGrads(() => net(x).sub(y).square().mean())(net.trainableWeights);
 * optimizer.apply(grads, net.trainableWeights);
 */
export function valueAndGrads(
  f: (...xs: Tensor[]) => Tensor,
): (xs: readonly Tensor[], dy?: Tensor) => { value: Tensor; grads: Tensor[] } {
  return (xs, dy) =>
    scope(() => {
      for (const x of xs)
        if (x.dtype !== 'float32')
          throw new DTypeError(`gradient: takes float32 tensors, got ${x.dtype} ${format(x.shape)}`);
      const tape = new Tape(xs);
      const value = recordOn(tape, () => f(...xs));
      if (dy && !sameShape(dy.shape, value.shape)) {
        throw new ShapeError(`gradient: dy has shape ${format(dy.shape)}, the result ${format(value.shape)}`);
      }
      return { value, grads: backward(tape, value, xs, dy ?? onesLike(value)) };
    });
}

/** Walks the tape backwards, gathering what arrives at each tensor, and frees what no earlier op needs. */
function backward(tape: Tape, value: Tensor, xs: readonly Tensor[], seed: Tensor): Tensor[] {
  const arrived = new Map<Tensor, Tensor>([[value, seed]]);
  const kept = new Set<Tensor>([value, seed, ...xs]);
  const nested = isRecording();
  for (let i = tape.entries.length - 1; i >= 0; i--) {
    const { op, inputs, output, params, versions } = tape.entries[i];
    const dy = arrived.get(output);
    if (dy) {
      if (!op.vjp)
        throw new StriateError(
          `gradient: ${op.name} has no gradient; stopGradient() its input if it should count as constant`,
        );
      checkVersions(op.name, inputs, versions);
      const thunks = op.vjp(dy, { inputs, output, params });
      thunks.forEach((thunk, k) => {
        const input = inputs[k];
        if (!thunk || !tape.tracks(input)) return;
        const gradient = thunk();
        const before = arrived.get(input);
        arrived.set(input, before ? add(before, gradient) : gradient);
      });
    }
    if (nested || kept.has(output)) continue;
    arrived.delete(output);
    if (dy && dy !== seed && !passedOn(arrived, dy)) dy.dispose();
    if (isOwned(output)) output.dispose();
  }
  return xs.map((x) => arrived.get(x) ?? zerosLike(x));
}

function passedOn(arrived: Map<Tensor, Tensor>, dy: Tensor): boolean {
  for (const other of arrived.values()) if (other === dy) return true;
  return false;
}

function checkVersions(name: string, inputs: readonly Tensor[], versions: readonly number[]): void {
  inputs.forEach((input, i) => {
    if (input.version !== versions[i])
      throw new StriateError(
        `gradient: a variable ${format(input.shape)} that ${name} used changed before the backward pass`,
      );
  });
}

/**
 * A function with a gradient of your own. `f` gives its value and a function from the arriving gradient to
 * the gradient of each argument (one tensor, or as many as there are arguments).
 *
 * @example
 * const clipped = customGradient((x) => ({ value: x.clone(), gradient: (dy) => clip(dy, -1, 1) }));
 */
export function customGradient(
  f: (...xs: Tensor[]) => { value: Tensor; gradient: (dy: Tensor) => Tensor | readonly Tensor[] },
): (...xs: Tensor[]) => Tensor {
  return (...xs) => {
    const { value, gradient } = unrecorded(() => f(...xs));
    if (isMeta(value)) return value;
    let given: readonly Tensor[] | undefined;
    const vjp = (dy: Tensor) =>
      xs.map((x, i) => () => {
        if (!given) {
          const found = gradient(dy);
          given = Array.isArray(found) ? found : [found as Tensor];
        }
        const own = given[i];
        if (!own || !sameShape(own.shape, x.shape)) {
          throw new ShapeError(
            `customGradient: argument ${i} has shape ${format(x.shape)}, its gradient ${own ? format(own.shape) : 'is missing'}`,
          );
        }
        return own;
      });
    record({ name: 'customGradient', vjp }, xs, value, undefined);
    return value;
  };
}
