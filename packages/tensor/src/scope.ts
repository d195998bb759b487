import { StriateError } from './errors';
import { isRecorded } from './tape';
import type { Tensor } from './tensor';

/** Tensors made since a scope was opened; the innermost scope is the last. */
const scopes: Set<Tensor>[] = [];

/** Frees the memory of tensors that the garbage collector took before anyone disposed them. */
const collected = new FinalizationRegistry<() => void>((release) => release());

/** Tensors that will be freed at a time of someone's own, see `hold`. */
const holds = new WeakMap<Tensor, Set<Tensor>>();

/** Called by every new tensor: the innermost scope owns it, or the garbage collector where there is none. */
export function own(tensor: Tensor): void {
  const scope = scopes.at(-1);
  if (scope) scope.add(tensor);
  else collected.register(tensor, tensor.releaser(), tensor);
}

/** Called when a tensor is disposed by hand. */
export function disown(tensor: Tensor): void {
  for (const scope of scopes) scope.delete(tensor);
  collected.unregister(tensor);
}

/**
 * Runs `body` and frees every tensor made in it, except what it returns (a tensor, or arrays and
 * plain objects of them) and what was passed to `keep`. Scopes nest: what leaves one belongs to the next.
 *
 * @throws {StriateError} if `body` returns a promise: tensors of other tasks would be freed with it.
 *
 * @example
 * const y = scope(() => relu(add(mul(x, w), b))); // the product and the sum are gone
 */
export function scope<T>(body: () => T): T {
  const owned = new Set<Tensor>();
  scopes.push(owned);
  let result: T | undefined;
  let done = false;
  try {
    result = body();
    if (result instanceof Promise)
      throw new StriateError('scope: the function is asynchronous; use a scope around each synchronous part');
    done = true;
    return result;
  } finally {
    scopes.splice(scopes.indexOf(owned), 1);
    const escaping = new Set<Tensor>();
    if (done) collect(result, escaping);
    for (const tensor of owned) {
      // A gradient tape still needs what it recorded: the scope around it frees that.
      if (escaping.has(tensor) || (done && isRecorded(tensor))) own(tensor);
      else tensor.dispose();
    }
  }
}

/**
 * Takes a tensor out of every open scope, and away from the data set whose batch it is part of: it lives until it is
 * disposed, or no longer reachable.
 */
export function keep<T extends Tensor>(tensor: T): T {
  holds.get(tensor)?.delete(tensor);
  let found = false;
  for (const scope of scopes) found = scope.delete(tensor) || found;
  if (found) collected.register(tensor, tensor.releaser(), tensor);
  return tensor;
}

/**
 * For code that lends tensors to other people's code: the function that it returns frees them, except those that were
 * passed to `keep` in between.
 */
export function hold(tensors: Iterable<Tensor>): () => void {
  const held = new Set(tensors);
  for (const tensor of held) holds.set(tensor, held);
  return () => {
    for (const tensor of held) tensor.dispose();
    held.clear();
  };
}

/**
 * Frees a tensor ahead of the end of the innermost scope, if that scope made it; leaves every other tensor alone.
 * For code that runs other people's code and cannot know whose tensor it was given.
 */
export function release(tensor: Tensor): void {
  if (scopes.at(-1)?.has(tensor)) tensor.dispose();
}

/** Whether any open scope owns the tensor, and so will free it. */
export function isOwned(tensor: Tensor): boolean {
  return scopes.some((scope) => scope.has(tensor));
}

function collect(value: unknown, into: Set<Tensor>, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 8) return;
  if ('releaser' in value) into.add(value as Tensor);
  else if (Array.isArray(value)) for (const v of value) collect(v, into, depth + 1);
  else if (Object.getPrototypeOf(value) === Object.prototype)
    for (const v of Object.values(value)) collect(v, into, depth + 1);
}
