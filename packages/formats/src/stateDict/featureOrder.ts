// Where feature maps become vectors and vectors feature maps, PyTorch (channels first) and we (channels last) put the same values
// in different places. What reads such a vector, a dense layer most often, has its weights in that order: it is found by walking
// through the graph of a model.
import type { GraphForm, Layer, SymbolicShape } from '@striate/layers';
import type { Shape } from '@striate/tensor';
import { isOf } from './className';

/** Values of one feature map within a vector: here pixel by pixel, in PyTorch channel by channel. */
export interface Block {
  /** Height and width; the steps of a sequence; empty for values that were never a map. */
  readonly pixels: Shape;
  readonly channels: number;
}

/** What a vector consists of, from its first value to its last. */
export type FeatureOrder = readonly Block[];

/** In what order a layer takes and gives features; undefined where it is the same here and in PyTorch. */
export interface LayerOrders {
  input: FeatureOrder | undefined;
  output: FeatureOrder | undefined;
}

/** A value in the graph. */
interface Place {
  readonly shape: SymbolicShape;
  /** Whether PyTorch has its channels on the second axis. */
  channelsFirst: boolean;
  /** Of a vector that is a map laid out flat. */
  order: FeatureOrder | undefined;
}

interface Call {
  readonly layer: Layer;
  readonly inputs: readonly Place[];
  readonly outputs: readonly Place[];
}

/** The orders of the layers that a model calls, in models within it too. */
export function featureOrders(model: Layer): Map<Layer, LayerOrders> {
  const found = new Map<Layer, LayerOrders>();
  for (const graph of graphsOf(model)) {
    const calls: Call[] = [];
    open(graph, graph.inputs.map(placeOf), calls);
    for (const call of calls) pass(call);
    for (const call of calls.toReversed()) passBack(call);
    for (const { layer, inputs, outputs } of calls) {
      const known = found.get(layer);
      found.set(layer, {
        input: known?.input ?? inputs[0]?.order,
        output: known?.output ?? outputs[0]?.order,
      });
    }
  }
  return found;
}

/** The graph of a model; of a layer that is none, those of the models it holds. */
function graphsOf(layer: Layer): GraphForm[] {
  const form = layer.inferenceForm?.();
  return form?.kind === 'graph' ? [form] : layer.subLayers.flatMap(graphsOf);
}

function placeOf({ shape }: { shape: SymbolicShape }): Place {
  return { shape, channelsFirst: shape.length >= 4, order: undefined };
}

/** Notes the calls of a graph, those of models within it in their place. */
function open(graph: GraphForm, inputs: readonly Place[], calls: Call[]): Place[] {
  const places = new Map(graph.inputs.map((symbol, i) => [symbol, inputs[i]]));
  const at = (symbol: GraphForm['inputs'][number]): Place => {
    const place = places.get(symbol) ?? placeOf(symbol);
    places.set(symbol, place);
    return place;
  };
  for (const node of graph.nodes) {
    const from = node.inputs.map(at);
    const form = node.layer.inferenceForm?.();
    if (form?.kind === 'graph') {
      const results = open(form, from, calls);
      node.outputs.forEach((symbol, i) => void places.set(symbol, results[i]));
    } else {
      calls.push({ layer: node.layer, inputs: from, outputs: node.outputs.map(at) });
      // A layer of another kind may hold models that no graph leads to.
      for (const inner of node.layer.subLayers.flatMap(graphsOf)) open(inner, inner.inputs.map(placeOf), calls);
    }
  }
  return graph.outputs.map(at);
}

/** From the inputs of a call to its outputs. */
function pass({ layer, inputs, outputs }: Call): void {
  const [output] = outputs;
  if (!output || inputs.length === 0) return;
  output.channelsFirst = hasChannelsFirst(layer, inputs[0], output);
  if (output.shape.length !== 2) return;
  if (isOf(layer, 'Concatenate')) output.order = joined(inputs);
  else if (isOf(layer, 'Flatten', 'Reshape') && inputs[0].shape.length > 2) output.order = flattened(inputs[0]);
  else if (keepsFeatures(layer, inputs, output)) output.order = inputs.find(({ order }) => order)?.order;
}

/** From the outputs of a call to its inputs: a vector that becomes a map was one in PyTorch's order. */
function passBack({ layer, inputs, outputs }: Call): void {
  const [output] = outputs;
  if (!output || inputs.length === 0 || inputs[0].order || inputs[0].shape.length !== 2) return;
  if (isOf(layer, 'Reshape') && output.shape.length > 2) inputs[0].order = flattened(output);
  else if (keepsFeatures(layer, inputs, output)) for (const input of inputs) input.order ??= output.order;
}

const convolutions = ['Conv1D', 'Conv1DTranspose', 'Conv2D', 'Conv2DTranspose', 'DepthwiseConv2D', 'SeparableConv2D'];

function hasChannelsFirst(layer: Layer, input: Place, { shape }: Place): boolean {
  if (isOf(layer, ...convolutions)) return true;
  // These see features on the last axis in PyTorch as well; whoever permutes says where they are.
  if (isOf(layer, 'Dense', 'Embedding', 'Permute')) return false;
  if (isOf(layer, 'Reshape')) return shape.length >= 4;
  return input.channelsFirst;
}

/** Whether each value of the output stands where the value it was made of stood. */
function keepsFeatures(layer: Layer, inputs: readonly Place[], output: Place): boolean {
  if (isOf(layer, 'Dense') || layer.subLayers.length > 0) return false;
  return inputs.every(({ shape }) => shape.length === 2 && shape[1] === output.shape[1]);
}

/** What PyTorch orders otherwise when it lays a map out flat. */
function flattened({ shape, channelsFirst }: Place): FeatureOrder | undefined {
  const sizes = shape.slice(1).filter((size) => size !== null);
  if (!channelsFirst || sizes.length < shape.length - 1) return undefined;
  return [{ pixels: sizes.slice(0, -1), channels: sizes[sizes.length - 1] }];
}

function joined(inputs: readonly Place[]): FeatureOrder | undefined {
  if (!inputs.some(({ order }) => order)) return undefined;
  return inputs.flatMap(({ shape, order }) => order ?? [{ pixels: [], channels: shape[1] ?? 0 }]);
}
