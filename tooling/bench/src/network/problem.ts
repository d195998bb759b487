import { type Network, weightSpecs } from './network';

export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A network with its first weights and one batch: the same for every framework, down to the last number. */
export interface Problem {
  readonly network: Network;
  readonly batch: number;
  /** [batch, height, width, channels], in [0, 1). */
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly weights: readonly Weight[];
}

/** Adam as Keras sets it; PyTorch's epsilon is another by default. */
export const adamOptions = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

export function makeProblem(network: Network, batch: number): Problem {
  const random = numbers(42);
  const weights = weightSpecs(network).map(({ shape, fans }) => {
    const limit = fans > 0 ? Math.sqrt(6 / fans) : 0;
    const size = shape.reduce((product, extent) => product * extent, 1);
    return { shape, values: Float32Array.from({ length: size }, () => (2 * random() - 1) * limit) };
  });
  const [height, width, channels] = network.inputShape;
  const images = Float32Array.from({ length: batch * height * width * channels }, random);
  const labels = Int32Array.from({ length: batch }, (_, i) => i % 10);
  return { network, batch, images, labels, weights };
}

/** Uniform numbers in [0, 1): a linear congruential generator is random enough for weights that are only timed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
