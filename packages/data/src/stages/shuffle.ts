import { Generator, sharedGenerator, ValueError } from '@striate/tensor';
import { release } from '../example';
import { fromAccess, isIndexed, type Seed, type Stage } from './stage';

export interface ShuffleOptions {
  /** Draw from a window of this many elements. Default: all of them, which needs a known length. */
  readonly bufferSize?: number;
  /** The same seed gives the same orders. Default: drawn from the shared generator, and so fixed by `seed()`. */
  readonly seed?: number;
  /** Another order each pass. Default true. */
  readonly reshuffleEachIteration?: boolean;
}

export function shuffleStage<T>(source: Stage<T>, options: ShuffleOptions = {}): Stage<T> {
  const { bufferSize, reshuffleEachIteration = true } = options;
  const { length, floats } = source;
  if (bufferSize !== undefined && !(Number.isInteger(bufferSize) && bufferSize >= 1)) {
    throw new ValueError(`shuffle: bufferSize ${bufferSize} is not a whole number >= 1`);
  }
  const window = bufferSize ?? length;
  if (window === undefined || window === Number.POSITIVE_INFINITY) {
    throw new ValueError(`shuffle: the data set's length is ${length ?? 'not known'}; give a bufferSize to draw from`);
  }
  const seed: Seed = {
    value: options.seed ?? sharedGenerator().fork().state.seed,
    given: options.seed !== undefined,
  };
  // The epoch is the generator's place in its stream: any pass can be had again without those before it.
  const generator = (epoch: number) => new Generator(seed.value, reshuffleEachIteration ? epoch : 0);
  generator(0); // refuses a bad seed here and not in the first pass

  const seeds = [...source.seeds, seed];
  if (isIndexed(source)) {
    const { access, length } = source;
    return fromAccess({
      ...source,
      seeds,
      access: async (epoch, ending) => {
        const get = await access(epoch, ending);
        const order =
          window >= length ? generator(epoch).permutation(length) : windowed(length, window, generator(epoch));
        return (i) => get(order[i]);
      },
    });
  }
  return {
    length,
    floats,
    seeds,
    async *open(epoch, from) {
      // What comes out at `from` depends on all that went in before.
      let skip = from;
      for await (const element of drawFromWindow(source.open(epoch, 0), window, generator(epoch))) {
        if (skip === 0) yield element;
        else {
          skip--;
          release(element);
        }
      }
    },
  };
}

/** The order in which a window of `size` gives out the numbers from 0 to `length - 1`: no element has to wait in it. */
function windowed(length: number, size: number, generator: Generator): Int32Array {
  const window = new Window<number>(size, generator);
  const order = new Int32Array(length);
  let at = 0;
  for (let i = 0; i < length; i++) for (const drawn of window.exchange(i)) order[at++] = drawn;
  for (const drawn of window.rest()) order[at++] = drawn;
  return order;
}

async function* drawFromWindow<T>(
  pass: AsyncGenerator<T, void, undefined>,
  size: number,
  generator: Generator,
): AsyncGenerator<T, void, undefined> {
  const window = new Window<T>(size, generator);
  try {
    for await (const element of pass) yield* window.exchange(element);
    yield* window.rest();
  } finally {
    release(window.elements);
  }
}

/** Keeps `size` elements at hand and gives a random one of them for each that comes in. */
class Window<T> {
  readonly elements: T[] = [];
  readonly #size: number;
  readonly #below: (bound: number) => number;

  constructor(size: number, generator: Generator) {
    this.#size = size;
    this.#below = integers(generator.fork());
  }

  /** Takes an element; gives one for it, or none while the window fills. */
  exchange(element: T): readonly T[] {
    const { elements } = this;
    if (elements.length < this.#size) {
      elements.push(element);
      return [];
    }
    const at = this.#below(this.#size);
    const drawn = elements[at];
    elements[at] = element;
    return [drawn];
  }

  /** What is left, in random order. */
  *rest(): Iterable<T> {
    const { elements } = this;
    while (elements.length > 0) {
      const at = this.#below(elements.length);
      const drawn = elements[at];
      elements[at] = elements[elements.length - 1];
      elements.pop();
      yield drawn;
    }
  }
}

/** Random whole numbers below a bound, drawn in blocks. */
function integers(generator: Generator): (bound: number) => number {
  let block: Uint32Array = new Uint32Array(0);
  let next = 0;
  return (bound) => {
    if (next === block.length) {
      block = generator.bits(1024);
      next = 0;
    }
    return Math.floor((block[next++] / 2 ** 32) * bound);
  };
}
