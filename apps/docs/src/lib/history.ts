// What the networks of the chapters on history weigh, counted on the networks themselves when the site is built.
import { layerCosts, lenet5, type NetworkName, scope } from 'striate';
import facts from '../zoo/networks.generated.json';

export interface Stage {
  readonly layer: string;
  readonly size: string;
  readonly parameters: number;
  /** Width of what one place of the map can see of the picture. */
  readonly sees: number;
}

export interface Ancestor {
  readonly name: string;
  readonly year: number;
  /** Layers with weights as the paper counts them: convolutions on the longest way, and dense layers. */
  readonly depth: number;
  readonly parameters: number;
  /** Multiplications and additions, for one picture. */
  readonly operations: number;
}

const lane: readonly [name: string, network: NetworkName, year: number, depth: number][] = [
  ['LeNet-5', 'lenet5', 1998, 5],
  ['AlexNet', 'alexNet', 2012, 8],
  ['VGG-19', 'vgg19', 2014, 19],
  ['GoogLeNet', 'googLeNet', 2014, 22],
  ['ResNet-34', 'resNet34', 2015, 34],
  ['ResNet-152', 'resNet152', 2015, 152],
];

/** The networks of the lane, as the zoo has counted them. */
export function ancestors(): Ancestor[] {
  return lane.map(([name, key, year, depth]) => {
    const { parameters, operations } = facts.find((fact) => fact.name === key)!;
    return { name, year, depth, parameters, operations };
  });
}

/** LeNet-5, layer by layer. */
export function lenetStages(): Stage[] {
  return scope(() => layerCosts(lenet5())).map(({ name, outputShape, params, receptiveField }) => ({
    layer: name,
    size: (outputShape as (number | null)[]).slice(1).join(' × '),
    parameters: params,
    sees: Math.min(28, receptiveField?.size[0] ?? 28),
  }));
}
