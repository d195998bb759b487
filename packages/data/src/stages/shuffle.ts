import { Generator, sharedGenerator, ValueError } from '@striate/tensor';
import { release } from '../example';
import { fromAccess, type Stage } from './stage';

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
  const { length, floats, access } = source;
  if (bufferSize !== undefined && !(Number.isInteger(bufferSize) && bufferSize >= 1)) {
    throw new ValueError(`shuffle: bufferSize ${bufferSize} is not a whole number >= 1`);
  }
  const window = bufferSize ?? length;
  if (window === undefined || window === Number.POSITIVE_INFINITY) {
    throw new ValueError(`shuffle: the data set's length is ${length ?? 'not known'}; give a bufferSize to draw from`);
  }
  const seed = options.seed ?? sharedGenerator().fork().state.seed;
  // The epoch is the generator's place in its stream: any pass can be had again without those before it.
  const generator = (epoch: number) => new Generator(seed, reshuffleEachIteration ? epoch : 0);
  generator(0); // refuses a bad seed here and not in the first pass

  if (access && length !== undefined && window >= length) {
    const permuted = async (epoch: number) => {
      const get = await access(epoch);
      const order = generator(epoch).permutation(length);
      return (i: number) => get(order[i]);
    };
    return fromAccess(length, permuted, floats);
  }
  return { length, floats, open: (epoch) => drawFromWindow(source.open(epoch), window, generator(epoch).fork()) };
}

/** Keeps `size` elements at hand and gives a random one of them for each that comes in. */
async function* drawFromWindow<T>(
  pass: AsyncGenerator<T, void, undefined>,
  size: number,
  generator: Generator,
): AsyncGenerator<T, void, undefined> {
  const below = integers(generator);
  const window: T[] = [];
  try {
    for await (const element of pass) {
      if (window.length < size) {
        window.push(element);
        continue;
      }
      const at = below(size);
      const drawn = window[at];
      window[at] = element;
      yield drawn;
    }
    while (window.length > 0) {
      const at = below(window.length);
      const drawn = window[at];
      window[at] = window[window.length - 1];
      window.pop();
      yield drawn;
    }
  } finally {
    release(window);
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
