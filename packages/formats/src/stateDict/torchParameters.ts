import type { Layer } from '@striate/layers';
import { type Shape, sizeOf } from '@striate/tensor';
import { classNamesOf } from './className';
import type { FeatureOrder, LayerOrders } from './featureOrder';
import { type Layout, plain } from './Layout';

/** The layout of a weight of this shape. */
type LayoutOf = (shape: Shape, orders: LayerOrders) => Layout;

/** `[…pixels, channels, filters]` ↔ `[filters, channels, …pixels]`. */
const filters: LayoutOf = (shape) => {
  const pixels = shape.slice(0, -2);
  const [channels, units] = shape.slice(-2);
  return { shape: [units, channels, ...pixels], features: [{ pixels, channels }], units: plain(units) };
};

/** `[…pixels, channels, multiplier]` ↔ `[channels * multiplier, 1, …pixels]`, a convolution with a group for each channel. */
const depthwise: LayoutOf = (shape) => {
  const [channels, multiplier] = shape.slice(-2);
  return filters([...shape.slice(0, -2), 1, channels * multiplier], { input: undefined, output: undefined });
};

/** `[features, units]` ↔ `[units, features]`; after a feature map also `[units, channels, height, width]`. */
const linear: LayoutOf = ([size, units], { input = plain(size), output = plain(units) }) => ({
  shape: [units, size],
  also: input.length === 1 ? [[units, input[0].channels, ...input[0].pixels]] : [],
  features: input,
  units: output,
});

const vector = (shape: Shape, features: FeatureOrder = plain(sizeOf(shape))): Layout => ({
  shape,
  features,
  units: plain(1),
});

const same: LayoutOf = (shape) => vector(shape);
const eachUnit: LayoutOf = (shape, { output }) => vector(shape, output);

/** One value a feature, or one for each place of a map: `[height, width, channels]` ↔ `[channels, height, width]`. */
const eachFeature: LayoutOf = (shape, { input }) => {
  if (shape.length < 3) return vector(shape, shape.length === 1 ? input : undefined);
  const [pixels, channels] = [shape.slice(0, -1), shape[shape.length - 1]];
  return vector([channels, ...pixels], [{ pixels, channels }]);
};

/** As above; where the places of a map share theirs, PyTorch leaves their axes out. */
const slopes: LayoutOf = (shape, orders) =>
  sizeOf(shape.slice(0, -1)) === 1 ? eachFeature([shape[shape.length - 1]], orders) : eachFeature(shape, orders);

const bias = ['bias', same] as const;
const convolution = { kernel: ['weight', filters], bias } as const;
const scaleAndOffset = { gamma: ['weight', eachFeature], beta: ['bias', eachFeature] } as const;

/** By class of layers and name of a weight: what PyTorch calls it, and how it keeps it. */
const torchParameters: Readonly<Record<string, Readonly<Record<string, readonly [name: string, layout: LayoutOf]>>>> = {
  Conv1D: convolution,
  // PyTorch's transposed filters are [in, out, …], ours […, out, in]: the same move.
  Conv1DTranspose: convolution,
  Conv2D: convolution,
  Conv2DTranspose: convolution,
  DepthwiseConv2D: { kernel: ['weight', depthwise], bias },
  // Two convolutions in PyTorch, under the names that they commonly have.
  SeparableConv2D: {
    depthwise_kernel: ['depthwise.weight', depthwise],
    pointwise_kernel: ['pointwise.weight', filters],
    bias: ['pointwise.bias', same],
  },
  Dense: { kernel: ['weight', linear], bias: ['bias', eachUnit] },
  BatchNormalization: {
    ...scaleAndOffset,
    moving_mean: ['running_mean', eachFeature],
    moving_variance: ['running_var', eachFeature],
  },
  LayerNormalization: scaleAndOffset,
  GroupNormalization: { gamma: ['weight', same], beta: ['bias', same] },
  Embedding: { embeddings: ['weight', same] },
  PReLU: { alpha: ['weight', slopes] },
};

/** What PyTorch calls a weight of a layer, and how it keeps it. What PyTorch has no class for goes by our names, as it is. */
export function torchParameter(
  layer: Layer,
  weight: { readonly name: string; readonly shape: Shape },
  orders: LayerOrders = { input: undefined, output: undefined },
): { name: string; layout: Layout } {
  const known = classNamesOf(layer).find((name) => Object.hasOwn(torchParameters, name));
  const parameters = known === undefined ? {} : torchParameters[known];
  const [name, layoutOf] = Object.hasOwn(parameters, weight.name) ? parameters[weight.name] : [weight.name, same];
  return { name, layout: layoutOf(weight.shape, orders) };
}
