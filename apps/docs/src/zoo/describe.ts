import { layerCosts, type Model, type NetworkName, network, networks, withoutValues } from 'striate';

export interface NetworkFacts {
  readonly name: NetworkName;
  /** Of one input, without the batch. */
  readonly input: readonly (number | null)[];
  readonly parameters: number;
  readonly trainable: number;
  readonly layers: number;
  /** Convolutions and dense layers: those with a kernel. */
  readonly weighted: number;
  /** Multiplications and additions for one input. */
  readonly operations: number;
}

export const names = Object.keys(networks) as NetworkName[];

/** Builds a network without values, looks at it, and frees it. */
export function withNetwork<T>(name: NetworkName, look: (net: Model) => T): T {
  const net = withoutValues(() => network(name));
  try {
    return look(net);
  } finally {
    for (const weight of net.weights) weight.dispose();
  }
}

/** What can be counted on a network. */
export function describe(name: NetworkName): NetworkFacts {
  return withNetwork(name, (net) => {
    const costs = layerCosts(net);
    return {
      name,
      input: net.inputs[0].shape.slice(1),
      parameters: net.countParams(),
      trainable: net.trainableWeights.reduce((sum, { size }) => sum + size, 0),
      layers: net.layers.length,
      weighted: net.layers.filter(({ weights }) => weights.some(({ shape }) => shape.length > 1)).length,
      operations: costs.reduce((sum, { flops }) => sum + flops, 0),
    };
  });
}
