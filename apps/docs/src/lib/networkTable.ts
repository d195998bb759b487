import { denseNetwork, layerCosts, lecture5Cnn, type Model } from 'striate';

export interface Row {
  readonly layer: string;
  readonly output: string;
  readonly parameters: number;
  readonly operations: number;
}

/** The summary of a network as rows, with the operations for one picture. */
export function networkTable(net: Model): Row[] {
  return layerCosts(net).map(({ type, outputShape, params, flops }) => ({
    layer: type,
    output: (outputShape as (number | null)[]).slice(1).join(' × '),
    parameters: params,
    operations: flops,
  }));
}

/** The two networks of lecture 5. */
export const clothes = () => ({ dense: networkTable(denseNetwork()), cnn: networkTable(lecture5Cnn()) });
