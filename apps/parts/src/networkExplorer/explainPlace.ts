import {
  Activation,
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  Dense,
  GlobalMaxPooling2D,
  MaxPooling2D,
  Softmax,
} from 'striate';
import type { Call, Exploration } from './Exploration';
import { type Explanation, indexOf, type LayerRecord, type Part, type Patch, type Place } from './records';

const pair = (value: number | readonly [number, number]): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;

/** How the value at a place comes about, in the numbers of the layers before. */
export async function explainPlace(exploration: Exploration, place: Place): Promise<Explanation> {
  const call = exploration.calls[place.layer];
  if (!call) return { kind: 'given' };
  const { layer, inputs } = call;
  const record = exploration.records[place.layer];
  const before = exploration.records[inputs[0]];
  if (layer instanceof Conv2D || layer instanceof Dense) {
    const parts =
      layer instanceof Dense
        ? await denseParts(exploration, call, layer, before, place)
        : await convolutionParts(exploration, call, layer, before, record, place);
    const bias = layer.bias ? (await layer.bias.data())[place.channel] : 0;
    const { activation } = layer.config;
    const name = typeof activation === 'string' ? activation : 'f';
    const sum = parts.reduce((total, part) => total + part.sum, bias);
    const scores = name === 'softmax' && layer instanceof Dense ? await scoresOf(layer, before) : undefined;
    return { kind: 'weighted', parts, bias, before: sum, activation: name, scores };
  }
  if (layer instanceof MaxPooling2D || layer instanceof AveragePooling2D) {
    const { poolSize, strides, padding } = layer.config;
    const window = patchOf(
      before,
      record,
      place,
      pair(poolSize),
      pair(strides ?? poolSize),
      padding,
      [1, 1],
      place.channel,
    );
    return { kind: 'pool', mode: layer instanceof MaxPooling2D ? 'max' : 'mean', window };
  }
  if (record.kind === 'globalPooling') {
    const { height, width } = before;
    const values = Float32Array.from(
      { length: height * width },
      (_, i) => before.values[i * before.channels + place.channel],
    );
    return {
      kind: 'pool',
      mode: layer instanceof GlobalMaxPooling2D ? 'max' : 'mean',
      window: { values, height, width },
    };
  }
  if (layer instanceof BatchNormalization) {
    const at = async (weight: typeof layer.gamma, fallback: number) =>
      weight ? (await weight.data())[place.channel] : fallback;
    return {
      kind: 'normalization',
      before: before.values[indexOf(before, place)],
      mean: await at(layer.movingMean, 0),
      variance: await at(layer.movingVariance, 1),
      gamma: await at(layer.gamma, 1),
      beta: await at(layer.beta, 0),
      epsilon: layer.config.epsilon,
    };
  }
  if (record.kind === 'activation') {
    const { activation } = layer instanceof Activation ? layer.config : { activation: undefined };
    const name = layer instanceof Softmax ? 'softmax' : typeof activation === 'string' ? activation : 'relu';
    if (name === 'softmax') {
      const scores = [...before.values];
      return { kind: 'weighted', parts: [], bias: 0, before: scores[place.channel], activation: name, scores };
    }
    return { kind: 'activation', name, before: before.values[indexOf(before, place)] };
  }
  if (record.kind === 'sum')
    return { kind: 'sum', terms: inputs.map((input) => exploration.records[input].values[indexOf(record, place)]) };
  return { kind: 'given' };
}

/** What each input channel adds to a place of a convolution. */
async function convolutionParts(
  exploration: Exploration,
  call: Call,
  layer: Conv2D,
  before: LayerRecord,
  record: LayerRecord,
  place: Place,
): Promise<Part[]> {
  const { kernel } = layer;
  if (!kernel) return [];
  const { strides, padding, dilationRate, groups } = layer.config;
  const [height, width, depth, filters] = kernel.shape;
  const weights = await kernel.data();
  const gradient = exploration.weightGradient(call, 'kernel');
  const first = Math.floor(place.channel / (filters / groups)) * depth;
  const taps = (values: ArrayLike<number>, channel: number): Patch => ({
    values: Float32Array.from(
      { length: height * width },
      (_, i) => values[(i * depth + channel) * filters + place.channel],
    ),
    height,
    width,
  });
  return Array.from({ length: depth }, (_, i) => {
    const window = patchOf(
      before,
      record,
      place,
      [height, width],
      pair(strides),
      padding,
      pair(dilationRate),
      first + i,
    );
    const own = taps(weights, i);
    const sum = own.values.reduce((total, weight, at) => total + weight * window.values[at], 0);
    return { channel: first + i, sum, window, kernel: own, kernelGradient: gradient && taps(gradient, i) };
  });
}

/** What each value before adds to a unit of a dense layer. */
async function denseParts(exploration: Exploration, call: Call, layer: Dense, before: LayerRecord, { channel }: Place) {
  if (!layer.kernel) return [];
  const [, units] = layer.kernel.shape;
  const weights = await layer.kernel.data();
  const gradient = exploration.weightGradient(call, 'kernel');
  const one = (value: number): Patch => ({ values: Float32Array.of(value), height: 1, width: 1 });
  return Array.from(before.values, (value, i): Part => {
    const weight = weights[i * units + channel];
    const slope = gradient && one(gradient[i * units + channel]);
    return { channel: i, sum: weight * value, window: one(value), kernel: one(weight), kernelGradient: slope };
  });
}

async function scoresOf({ kernel, bias }: Dense, before: LayerRecord): Promise<number[]> {
  if (!kernel) return [];
  const [, units] = kernel.shape;
  const weights = await kernel.data();
  const scores = bias ? [...(await bias.data())] : new Array<number>(units).fill(0);
  return scores.map((start, unit) =>
    before.values.reduce((sum, value, i) => sum + value * weights[i * units + unit], start),
  );
}

/** What of a channel lies under a window; zero where that is padding. */
function patchOf(
  before: LayerRecord,
  record: LayerRecord,
  place: Place,
  [height, width]: readonly [number, number],
  strides: readonly [number, number],
  padding: Conv2D['config']['padding'],
  [down, right]: readonly [number, number],
  channel: number,
): Patch {
  const extent = [(height - 1) * down + 1, (width - 1) * right + 1];
  const sizes = [
    [record.height, before.height],
    [record.width, before.width],
  ];
  const [top, left] = [0, 1].map((axis) => {
    const [after, size] = sizes[axis];
    if (padding === 'same') return Math.floor(Math.max(0, (after - 1) * strides[axis] + extent[axis] - size) / 2);
    if (typeof padding === 'number') return padding;
    const side = Array.isArray(padding) ? padding[axis] : 0;
    return Array.isArray(side) ? side[0] : side;
  });
  const values = new Float32Array(height * width);
  for (let i = 0; i < values.length; i++) {
    const row = place.row * strides[0] - top + Math.floor(i / width) * down;
    const column = place.column * strides[1] - left + (i % width) * right;
    const inside = row >= 0 && column >= 0 && row < before.height && column < before.width;
    values[i] = inside ? before.values[indexOf(before, { row, column, channel })] : 0;
  }
  return { values, height, width };
}
