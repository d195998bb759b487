import { ValueError } from '../errors';
import { philox } from './philox';

/** Where a generator stands: enough to go on from there. */
export interface GeneratorState {
  readonly seed: number;
  /** Draws taken so far, each a stream of its own. */
  readonly draws: number;
}

/** One draw's place in the stream, as the random ops and their kernels take it. */
export interface Draw {
  readonly key: readonly [number, number];
  readonly counter: readonly [number, number];
}

/**
 * A source of random numbers that depends on its seed and on how many draws came before, and on nothing else: not on the
 * backend, not on the number of threads.
 *
 * @example
 * const generator = new Generator(42);
 * randomNormal([2, 3], { generator });
 */
export class Generator {
  #seed: number;
  #draws: number;

  /** @throws {ValueError} unless the seed is a whole number from 0 to 2⁵³ - 1. */
  constructor(seed: number, draws = 0) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new ValueError(`seed: must be a whole number from 0 to 2^53 - 1, got ${seed}`);
    this.#seed = seed;
    this.#draws = draws;
  }

  get state(): GeneratorState {
    return { seed: this.#seed, draws: this.#draws };
  }

  /** Goes to where a generator stood when it gave this state. */
  set state({ seed, draws }: GeneratorState) {
    const { state } = new Generator(seed, draws);
    this.#seed = state.seed;
    this.#draws = state.draws;
  }

  /** A generator that stands where another one stood. */
  static from({ seed, draws }: GeneratorState): Generator {
    return new Generator(seed, draws);
  }

  /** Takes the next draw: a stream of numbers that no other draw of this generator shares. */
  next(): Draw {
    const n = this.#draws++;
    return { key: words(this.#seed), counter: words(n) };
  }

  /** A generator whose numbers have nothing to do with this one's further draws. */
  fork(): Generator {
    const out = new Uint32Array(4);
    const { key, counter } = this.next();
    philox(0, 0, counter[0], counter[1], key[0], key[1], out);
    return new Generator((out[0] & 0x1fffff) * 4294967296 + out[1]);
  }

  /** `size` random 32-bit words, on the host. */
  bits(size: number): Uint32Array {
    const { key, counter } = this.next();
    const out = new Uint32Array(Math.ceil(size / 4) * 4);
    for (let block = 0; block * 4 < size; block++) {
      philox(block, Math.floor(block / 4294967296), counter[0], counter[1], key[0], key[1], out, block * 4);
    }
    return out.subarray(0, size);
  }

  /** `size` numbers from 0 up to, not including, 1, with 24 random bits each, on the host. */
  uniform(size: number): Float32Array {
    return Float32Array.from(this.bits(size), (bits) => (bits >>> 8) * 2 ** -24);
  }

  /** The numbers from 0 to n - 1 in random order (Fisher and Yates), on the host. */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    const bits = this.bits(n);
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor((bits[i] / 4294967296) * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }
}

function words(n: number): [number, number] {
  return [n >>> 0, Math.floor(n / 4294967296) >>> 0];
}

let shared = new Generator(Math.floor(Math.random() * 2 ** 32));

/**
 * Starts the shared generator anew: initializers, dropout, shuffles and random ops give the same numbers from here on.
 * Without it every run of the program differs.
 */
export function seed(value: number): void {
  shared = new Generator(value);
}

/** The generator that is used where none is given. */
export function sharedGenerator(): Generator {
  return shared;
}

/** Puts the shared generator where another one stood. */
export function restoreGenerator(state: GeneratorState): void {
  shared = Generator.from(state);
}
