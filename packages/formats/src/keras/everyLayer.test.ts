import { input, type Layer, layerClasses, model, type SymbolicTensor } from '@striate/layers';
import { Generator, randomInt, randomUniform } from '@striate/tensor';
import { expect, it } from 'vitest';
import { useCpu } from '../testing';
import { encodeModel } from './encodeModel';
import { loadModel } from './loadModel';

useCpu();

/** Options that a class cannot do without. */
const needed: Readonly<Record<string, object>> = {
  Activation: { activation: 'hardSigmoid' },
  AdaptiveAveragePooling1D: { outputSize: 3 },
  AdaptiveAveragePooling2D: { outputSize: [3, 2] },
  AdaptiveMaxPooling1D: { outputSize: 3 },
  AdaptiveMaxPooling2D: { outputSize: 3 },
  AlphaDropout: { rate: 0.3 },
  CenterCrop: { height: 4, width: 5 },
  Conv1D: { filters: 3, kernelSize: 3, padding: 'causal', kernelRegularizer: 'l2' },
  Conv1DTranspose: { filters: 3, kernelSize: 3, strides: 2 },
  Conv2D: { filters: 4, kernelSize: [3, 1], kernelInitializer: 'heNormal', kernelConstraint: 'maxNorm' },
  Conv2DTranspose: { filters: 4, kernelSize: 3, strides: 2, activation: 'softplus' },
  Dense: { units: 3, useBias: false, activation: 'logSoftmax' },
  DepthwiseConv2D: { kernelSize: 3, depthMultiplier: 2 },
  Dot: { axes: [2, 2] },
  Dropout: { rate: 0.25, seed: 7 },
  Embedding: { inputDim: 10, outputDim: 4 },
  GaussianDropout: { rate: 0.3 },
  GaussianNoise: { stddev: 0.3 },
  GroupNormalization: { groups: 2 },
  MaxPooling2D: { poolSize: 3, strides: 2, ceilMode: true },
  Permute: { dims: [2, 1] },
  RandomBrightness: { factor: 0.2 },
  RandomContrast: { factor: 0.2 },
  RandomCrop: { height: 4, width: 5 },
  RandomErasing: {},
  RandomHue: { factor: 0.2 },
  RandomResizedCrop: { height: 4, width: 5 },
  RandomRotation: { factor: 0.1 },
  RandomSaturation: { factor: 0.4 },
  RandomShear: { xFactor: 0.3 },
  RandomTranslation: { heightFactor: 0.1, widthFactor: 0.1 },
  RandomZoom: { heightFactor: 0.3 },
  RepeatVector: { n: 3 },
  Rescaling: { scale: 0.5, offset: -1 },
  Reshape: { targetShape: [-1, 2] },
  Resizing: { height: 4, width: 5 },
  SeparableConv2D: { filters: 4, kernelSize: 3 },
  SpatialDropout1D: { rate: 0.3 },
  SpatialDropout2D: { rate: 0.3 },
};

const merges = ['Add', 'Average', 'Concatenate', 'Dot', 'Maximum', 'Minimum', 'Multiply', 'Subtract'];
const pairs = ['CutMix', 'MixUp'];

/** Every class but those that hold a function, or come before all others, by the kind of input it takes. */
const classes = Object.entries(
  layerClasses as unknown as Readonly<Record<string, new (options: object) => Layer>>,
).filter(([name]) => !['Lambda', 'InputLayer', ...pairs].includes(name));

it.each(['keras', 'h5'] as const)(
  'one model with a layer of every class comes back from .%s',
  { timeout: 120_000 },
  async (format) => {
    const [image, sequence, vector, indices] = [
      input({ shape: [8, 8, 4], name: 'image' }),
      input({ shape: [8, 4], name: 'sequence' }),
      input({ shape: [4], name: 'vector' }),
      input({ shape: [8], dtype: 'int32', name: 'indices' }),
    ];
    const colour = input({ shape: [8, 8, 3], name: 'colour' });
    const outputs: SymbolicTensor[] = [];
    for (const [name, Made] of classes) {
      const layer = new Made({ ...needed[name] });
      const takes =
        name === 'Embedding'
          ? indices
          : /^Random|^Center|^Resizing|^RandAug/.test(name)
            ? colour
            : /1D|Permute|Dot/.test(name)
              ? sequence
              : /RepeatVector/.test(name)
                ? vector
                : image;
      const result = merges.includes(name) ? layer([takes, takes]) : layer(takes);
      outputs.push(result);
    }
    const net = model({ inputs: [image, sequence, vector, indices, colour], outputs });
    expect(outputs.length).toBe(Object.keys(layerClasses).length - 4);
    const generator = new Generator(3);
    const x = {
      image: randomUniform([2, 8, 8, 4], { generator }),
      sequence: randomUniform([2, 8, 4], { generator }),
      vector: randomUniform([2, 4], { generator }),
      indices: randomInt([2, 8], 0, 10, { generator }),
      colour: randomUniform([2, 8, 8, 3], { generator }),
    };
    const back = await loadModel(await encodeModel(net, format));
    expect(back.toJson()).toBe(net.toJson());
    const [ours, theirs] = [await net.predictAll(x), await back.predictAll(x)];
    for (const [i, y] of ours.entries())
      expect([classes[i][0], await theirs[i].data()]).toEqual([classes[i][0], await y.data()]);
  },
);
