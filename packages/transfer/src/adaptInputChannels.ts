import {
  Conv2D,
  Functional,
  Identity,
  input,
  type Layer,
  type Model,
  Rescaling,
  type SymbolicTensor,
  ZeroPadding2D,
} from '@striate/layers';
import { concat, mul, StriateError, scope, slice, sum, type Tensor, ValueError } from '@striate/tensor';
import { graphOf, layAgain } from './graph';

/**
 * The model for pictures with another number of channels: grey ones, or with infrared beside the colours. Its first convolution is a new
 * one, with weights made of the old ones as timm makes them: their sum over the channels for one channel; else the channels again and
 * again, scaled by old / new, so that sums keep their size. All other layers and Variables are shared.
 *
 * Only single values may be scaled before that convolution: apply this before `backbone` adds preprocessing.
 *
 * @throws {ValueError} for a number of channels that is none.
 * @throws {StriateError} if the model does not begin with convolutions of its input, or with one in groups.
 *
 * @example
 * const grey = adaptInputChannels(resNet18({ inputShape: [64, 64, 3] }), 1); // [null, 64, 64, 1]
 */
export function adaptInputChannels(model: Model, channels: number): Functional {
  const who = 'adaptInputChannels';
  if (!Number.isInteger(channels) || channels < 1)
    throw new ValueError(`${who}: channels must be a whole number >= 1, got ${channels}`);
  const graph = graphOf(model, who);
  const [{ shape, dtype }] = graph.inputs;
  const old = shape.at(-1);
  if (graph.inputs.length !== 1 || shape.length !== 4 || typeof old !== 'number')
    throw new StriateError(
      `${who}: takes a model of pictures [height, width, channels], the input of '${model.name}' is [${shape.slice(1)}]`,
    );
  const firsts = firstConvolutions(graph.inputs[0], graph.nodes, model.name);
  const replaced = new Map<Layer, Conv2D>(firsts.map((layer) => [layer, twin(layer)]));
  const images = input({ shape: [...shape.slice(1, 3), channels], dtype });
  const swap = (layer: Layer): Layer => replaced.get(layer) ?? layer;
  const outputs = layAgain(graph, [images], graph.outputs, who, undefined, swap);
  for (const [from, to] of replaced) {
    scope(() => {
      from.weights.forEach((weight, i) => {
        to.weights[i].assign(i === 0 ? adapted(weight, old, channels) : weight);
      });
    });
    to.trainable = from.trainable;
  }
  return new Functional({ inputs: images, outputs: outputs.length === 1 ? outputs[0] : outputs, name: model.name });
}

/** The convolutions that see the input itself, padded or scaled at most. */
function firstConvolutions(
  source: SymbolicTensor,
  nodes: readonly {
    readonly layer: Layer;
    readonly inputs: readonly SymbolicTensor[];
    readonly outputs: readonly SymbolicTensor[];
  }[],
  name: string,
): Conv2D[] {
  const found = new Set<Conv2D>();
  const seen = new Set([source]);
  for (const { layer, inputs, outputs } of nodes) {
    if (!inputs.some((symbol) => seen.has(symbol))) continue;
    if (layer instanceof Conv2D && layer.config.groups === 1) found.add(layer);
    else if (passesOn(layer)) for (const output of outputs) seen.add(output);
    else
      throw new StriateError(
        `adaptInputChannels: '${name}' gives its input to '${layer.name}', which is no convolution without groups`,
      );
  }
  return [...found];
}

function passesOn(layer: Layer): boolean {
  if (layer instanceof Rescaling)
    return typeof layer.config.scale === 'number' && typeof layer.config.offset === 'number';
  return layer instanceof ZeroPadding2D || layer instanceof Identity;
}

/** A layer of the same options and name, with weights of its own. */
function twin(layer: Conv2D): Conv2D {
  return new Conv2D({ ...layer.config, name: layer.name, inputShape: undefined });
}

/** A kernel [height, width, old, filters] for other channels. */
function adapted(kernel: Tensor, old: number, channels: number): Tensor {
  if (channels === old) return kernel;
  if (channels === 1) return sum(kernel, 2, true);
  const [height, width, , filters] = kernel.shape;
  const repeated = concat(
    Array.from({ length: Math.ceil(channels / old) }, () => kernel),
    2,
  );
  return mul(slice(repeated, [0, 0, 0, 0], [height, width, channels, filters]), old / channels);
}
