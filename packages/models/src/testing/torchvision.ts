import type { TensorMap } from '@striate/formats';
import type { Model, StoredTensor } from '@striate/layers';
import goldens from '../../goldens/torchvision.json';
import { alexNet } from '../alexNet';
import { googLeNet } from '../googLeNet';
import { resNet18, resNet34, resNet50, resNet101, resNet152 } from '../resNet';
import { squeezeNet1_0, squeezeNet1_1 } from '../squeezeNet';
import { vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from '../vgg';
import { formula } from './formula';

/** A network of torchvision, as goldens/makeTorchvision.py found it. */
interface TorchvisionNetwork {
  /** Each module with parameters: `64x3x7x7`, `1000x512 bias`, `norm 64`. */
  readonly modules: Readonly<Record<string, string>>;
  /** Length of the vector of scores for the first of `formulaImages(1, 224)`. */
  readonly norm: number;
  /** Every eighth of them. */
  readonly scores: readonly number[];
}

export type TorchvisionName = keyof typeof goldens;

export const torchvisionNames = Object.keys(goldens) as TorchvisionName[];

// Each entry has keys of its own.
export const torchvision = goldens as unknown as Readonly<Record<TorchvisionName, TorchvisionNetwork>>;

const linear = { classifierActivation: 'linear' } as const;

/** Our networks by torchvision's names; the scores are their first output. */
export const ours: Readonly<Record<TorchvisionName, () => Model>> = {
  alexnet: () => alexNet(linear),
  squeezenet1_0: () => squeezeNet1_0(linear),
  squeezenet1_1: () => squeezeNet1_1(linear),
  vgg11: () => vgg11(linear),
  vgg11_bn: () => vgg11Bn(linear),
  vgg13: () => vgg13(linear),
  vgg13_bn: () => vgg13Bn(linear),
  vgg16: () => vgg16(linear),
  vgg16_bn: () => vgg16Bn(linear),
  vgg19: () => vgg19(linear),
  vgg19_bn: () => vgg19Bn(linear),
  resnet18: () => resNet18(linear),
  resnet34: () => resNet34(linear),
  resnet50: () => resNet50(linear),
  resnet101: () => resNet101(linear),
  resnet152: () => resNet152(linear),
  googlenet: () => googLeNet({ ...linear, auxiliary: true }),
};

/** The state dict's names and shapes, in its order. */
export function stateShapes({ modules }: TorchvisionNetwork): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  for (const [name, words] of Object.entries(modules)) {
    const [first, second] = words.split(' ');
    if (first === 'norm') {
      for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
        shapes.set(`${name}.${part}`, [Number(second)]);
      shapes.set(`${name}.num_batches_tracked`, []);
    } else {
      const shape = first.split('x').map(Number);
      shapes.set(`${name}.weight`, shape);
      if (second === 'bias') shapes.set(`${name}.bias`, [shape[0]]);
    }
  }
  return shapes;
}

/** The state dict that the script gave the network. Large tensors are computed once where `kept` is given. */
export function formulaState(network: TorchvisionNetwork, kept?: Map<string, StoredTensor>): TensorMap {
  return new Map(
    [...stateShapes(network)].map(([name, shape]): [string, StoredTensor] => {
      if (shape.length === 0) return [name, { dtype: 'int32', shape, data: new Int32Array(1) }];
      const key = `${name} ${shape.join('x')}`;
      const stored = kept?.get(key) ?? formula(name, shape);
      if (kept && stored.data.length > 1e7) kept.set(key, stored);
      return [name, stored];
    }),
  );
}
