import { ones, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu, values } from '../testing';
import { softmax } from './Activation';
import { adaptiveMaxPooling2d } from './AdaptiveMaxPooling2D';
import { adaptiveAveragePooling1d } from './AdaptivePooling1D';
import { batchNormalization } from './BatchNormalization';
import { conv1dTranspose } from './Conv1DTranspose';
import { conv2dTranspose } from './Conv2DTranspose';
import { cropping1d, cropping2d } from './Cropping';
import { depthMaxPooling } from './DepthPooling';
import { dot } from './Dot';
import { embedding } from './Embedding';
import { groupNormalization } from './GroupNormalization';
import { layerNormalization } from './LayerNormalization';
import { average, subtract } from './Merge';
import { permute } from './Permute';
import { prelu } from './PReLU';
import { repeatVector } from './RepeatVector';
import { unitNormalization } from './UnitNormalization';
import { upSampling2d } from './UpSampling';

useCpu();

// What each layer says to options and inputs that are wrong.
const refusals: [string, () => unknown, string][] = [
  [
    'output padding as large as the strides',
    () => conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, outputPadding: 2 }),
    'conv2dTranspose: outputPadding must be a whole number from 0 to below the stride 2, got 2',
  ],
  [
    'no filters',
    () => conv1dTranspose({ filters: 0, kernelSize: 3 }),
    'conv1dTranspose: filters must be a whole number >= 1, got 0',
  ],
  [
    'a sequence for images',
    () => conv2dTranspose({ filters: 1, kernelSize: 3 })(ones([1, 4, 4])),
    "conv2dTranspose: layer 'conv2d_transpose' takes [batch, height, width, channels], got [1,4,4]",
  ],
  [
    'half a window',
    () => adaptiveAveragePooling1d({ outputSize: 1.5 }),
    'adaptiveAveragePooling1d: outputSize must be a whole number >= 1, got 1.5',
  ],
  [
    'no window',
    () => adaptiveMaxPooling2d({ outputSize: [1, 0] }),
    'adaptiveMaxPooling2d: outputSize must be a whole number >= 1, got 0',
  ],
  [
    'more channels than there are',
    () => depthMaxPooling({ poolSize: 4 })(ones([1, 2, 2, 3])),
    "(in layer 'depth_max_pooling')",
  ],
  [
    'channels on another axis',
    () => batchNormalization({ axis: 1 })(ones([1, 3, 4, 4])),
    "batchNormalization: layer 'batch_normalization' has channels on axis 1 of [1,3,4,4]; here they are the last, which is -1",
  ],
  [
    'the batch, normalised',
    () => layerNormalization({ axis: [0, 1] })(ones([2, 3])),
    "layerNormalization: layer 'layer_normalization' normalises samples on their own; axis 0 of [2,3] is the batch",
  ],
  [
    'groups that do not divide',
    () => groupNormalization()(ones([1, 2, 2, 48])),
    "groupNormalization: layer 'group_normalization' has 32 groups, which do not divide the 48 channels of its input",
  ],
  ['a group of nothing', () => groupNormalization({ groups: 0 }), 'groups must be a whole number >= 1, got 0'],
  ['dims that are no order', () => permute({ dims: [0, 1] }), 'permute: dims must have each of 1 … 2 once, got [0,1]'],
  [
    'more axes than dims',
    () => permute({ dims: [2, 1] })(ones([1, 2, 3, 4])),
    "permute: layer 'permute' orders 2 axes after the batch, got 3: [1,2,3,4]",
  ],
  ['a matrix to repeat', () => repeatVector({ n: 2 })(ones([1, 2, 3])), 'takes [batch, features], got [1,2,3]'],
  [
    'all cut off',
    () => cropping1d({ cropping: [2, 2] })(ones([1, 4, 1])),
    "cropping1d: layer 'cropping1d' cuts [2,2] off, which leaves nothing of [1,4,1]",
  ],
  [
    'negative cropping',
    () => cropping2d({ cropping: [-1, 0] }),
    'cropping2d: cropping is made of whole numbers >= 0, got [-1,-1]',
  ],
  [
    'an interpolation that is none',
    () => upSampling2d({ interpolation: 'cubic' as 'nearest' }),
    "upSampling2d: interpolation is 'nearest' or 'bilinear', got 'cubic'",
  ],
  [
    'three to subtract',
    () => subtract()([ones([1]), ones([1]), ones([1])]),
    "subtract: layer 'subtract' takes an array of two tensors, got 3",
  ],
  [
    'one to average',
    () => average()(ones([1, 2])),
    "average: layer 'average' takes an array of two tensors or more, got a single one",
  ],
  [
    'axes of different sizes',
    () => dot({ axes: 1 })([ones([2, 3]), ones([2, 4])]),
    "dot: layer 'dot' cannot sum axes [1,1] of [2,3] and [2,4]: their sizes and batches must be equal",
  ],
  ['the batch, summed', () => dot({ axes: 0 })([ones([2, 3]), ones([2, 3])]), 'axes [0,0] has the batch, which is 0'],
  [
    'scores and two masks',
    () => softmax()([ones([1]), ones([1]), ones([1])]),
    'takes scores, or [scores, mask], got an array of 3',
  ],
  [
    'masks of embeddings',
    () => embedding({ inputDim: 2, outputDim: 2, maskZero: true as false }),
    'embedding: maskZero is not supported',
  ],
];

describe('layers refuse', () => {
  it.each(refusals)('%s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it('inputs that their weights do not fit', () => {
    const slopes = prelu();
    slopes(ones([1, 2, 3]));
    expect(() => slopes(ones([1, 3, 3]))).toThrow(
      "prelu: layer 'p_re_lu' was built for slopes [2,3], which do not fit [1,3,3]",
    );
    const norm = layerNormalization();
    norm(ones([1, 2, 3]));
    expect(norm(ones([1, 7, 3])).shape).toEqual([1, 7, 3]);
    expect(() => norm(ones([1, 2, 4]))).toThrow('was built for [1,1,3] (1 where any size will do), got [1,2,4]');
    const groups = groupNormalization({ groups: 2 });
    groups(ones([1, 4]));
    expect(() => groups(ones([1, 6]))).toThrow('was built for 4 channels, got 6: [1,6]');
  });
});

describe('vectors of zeros', () => {
  it('keep their length, and give no NaN', async () => {
    expect(await values(unitNormalization()(tensor([[0, 0]])))).toEqual([0, 0]);
    expect(await values(dot({ axes: 1, normalize: true })([tensor([[0, 0]]), tensor([[1, 2]])]))).toEqual([0]);
  });
});
