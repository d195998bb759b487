import { release } from '../example';

/**
 * The elements of a pass, of which up to `count` (at least 1) are made before they are asked for, and never more: then the
 * pass waits. Those that nobody asks for any more are given to `drop`.
 */
export async function* runAhead<T>(
  pass: AsyncGenerator<T, void, undefined>,
  count: number,
  drop: (element: T) => void = release,
): AsyncGenerator<T, void, undefined> {
  const waiting: T[] = [];
  const change = new Signal();
  let state: 'running' | 'ended' | 'left' = 'running';
  let failure: { readonly error: unknown } | undefined;

  const producing = (async () => {
    try {
      while (state === 'running') {
        if (waiting.length >= count) await change.next();
        else {
          const { done, value } = await pass.next();
          if (done) break;
          waiting.push(value);
          change.happened();
        }
      }
    } catch (error) {
      failure = { error };
    }
    if (state === 'running') state = 'ended';
    change.happened();
  })();

  try {
    for (;;) {
      while (waiting.length === 0 && state === 'running') await change.next();
      if (waiting.length === 0) break;
      const [element] = waiting.splice(0, 1);
      change.happened();
      yield element;
    }
    if (failure) throw failure.error;
  } finally {
    state = 'left';
    change.happened();
    await producing;
    for (const element of waiting) drop(element);
    await pass.return();
  }
}

/** Something that happens again and again, and can be waited for. */
class Signal {
  #happened: () => void = () => {};
  #next: Promise<void> | undefined;

  next(): Promise<void> {
    this.#next ??= new Promise((resolve) => {
      this.#happened = resolve;
    });
    return this.#next;
  }

  happened(): void {
    this.#next = undefined;
    this.#happened();
  }
}
