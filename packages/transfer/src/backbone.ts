import {
  Functional,
  flatten,
  type GraphForm,
  globalAveragePooling2d,
  globalMaxPooling2d,
  input,
  type Layer,
  type Model,
  type SymbolicTensor,
  unknownName,
} from '@striate/layers';
import { type ClassifierOptions, type NetworkName, type Pretrained, pictureRules } from '@striate/models';
import { ShapeError, StriateError, ValueError } from '@striate/tensor';
import { classifierInput } from './classifierInput';
import { freeze, unfreeze } from './freeze';
import { graphOf, layAgain } from './graph';
import {
  type PixelPreprocessing,
  type PreprocessingName,
  preprocessingLayers,
  preprocessings,
} from './PixelPreprocessing';
import { belongsTo, placeNames } from './selectLayers';

/** Options of `backbone`. */
export interface BackboneOptions {
  /**
   * Where it ends: after a layer or a stage (`'layer3'` is the end of `layer3.1`), by name, or after the layer of that number, counted
   * from 0, or from the end with -1. Default: before the classifier, the last dense layer.
   */
  upTo?: string | number;
  /**
   * How a feature map `[height, width, channels]` becomes features: the mean or the largest of each channel, all of it (`flatten`), or not
   * at all. Default `'avg'`.
   */
  pooling?: 'avg' | 'max' | 'flatten' | 'none';
  /**
   * How bytes 0 … 255 become what the network was trained on, in layers in front of it: a usual way by name, numbers, or `'none'`: images
   * are given as the network takes them. Default: as the network's weights were trained, where they came by name; otherwise `'none'`.
   */
  preprocessing?: PixelPreprocessing | PreprocessingName | 'none';
  /** Height, width and channels of an image, for a network that takes several sizes. Default: that of the network. */
  inputShape?: ClassifierOptions['inputShape'];
  /** Whether its weights learn at first. Default false: it is frozen, as Keras' guide and fastai begin. */
  trainable?: boolean;
  /** Name of the model. Default: that of the network. */
  name?: string;
}

/** Where a backbone comes from, for a model card. */
export interface BackboneSource {
  /** Name of the network. */
  readonly network: string;
  /** Name of its weights, where they were asked for by name. */
  readonly weights?: string;
  /** The layer it ends with. */
  readonly upTo: string;
  readonly pooling: NonNullable<BackboneOptions['pooling']>;
  readonly preprocessing: BackboneOptions['preprocessing'];
}

const sources = new WeakMap<Model, BackboneSource>();

/** What `backbone` made a model of; undefined for any other model. */
export function backboneSource(model: Model): BackboneSource | undefined {
  return sources.get(model);
}

/** The part of a model that turns pictures into features. See `backbone`. */
function backboneOf(net: Model, options: BackboneOptions, weights?: string): Functional {
  const { upTo, pooling = 'avg', trainable = false, name = net.name } = options;
  const preprocessing = options.preprocessing ?? trainedWith(net);
  const who = 'backbone';
  const graph = graphOf(net, who);
  if (graph.inputs.length !== 1)
    throw new StriateError(`${who}: takes a model with one input; '${net.name}' has ${graph.inputs.length}`);
  const end = endOf(net, graph, upTo);
  if (end === graph.inputs[0]) throw new StriateError(`${who}: '${net.name}' has no layers before its classifier`);
  const images = input({ shape: options.inputShape ?? graph.inputs[0].shape.slice(1) });
  let x = images;
  for (const layer of frontLayers(preprocessing, images)) x = layer(x);
  [x] = layAgain(graph, [x], [end], who);
  const pool = poolingLayer(pooling, x.rank);
  if (pool) x = pool(x);
  const made = new Functional({ inputs: images, outputs: x, name });
  if (trainable) unfreeze(made);
  else freeze(made);
  sources.set(made, { network: net.name, weights, upTo: end.node?.layer.name ?? '', pooling, preprocessing });
  return made;
}

/** The preprocessing that came with the network's weights; `none` where they take bytes as they are, as what `fineTune` makes. */
function trainedWith(net: Model): NonNullable<BackboneOptions['preprocessing']> {
  const { preprocessing } = pictureRules(net);
  if (!preprocessing) return 'none';
  const { scale, mean, std, channelOrder = 'rgb' } = preprocessing;
  const asTheyAre = scale === 1 && !mean && !std && channelOrder === 'rgb';
  return asTheyAre ? 'none' : { scale, mean, std, channelOrder };
}

function endOf(net: Model, graph: GraphForm, upTo: string | number | undefined): SymbolicTensor {
  if (upTo === undefined) return classifierInput(graph) ?? graph.outputs[0];
  const { nodes } = graph;
  const names = net.layers.map((layer) => layer.name);
  if (typeof upTo === 'number') {
    const found = Number.isInteger(upTo) ? net.layers.at(upTo) : undefined;
    if (!found || upTo < -names.length || upTo >= names.length) {
      throw new ValueError(
        `backbone: upTo is the number of one of ${names.length} layers of '${net.name}', got ${upTo}`,
      );
    }
    return outputOf(graph, found);
  }
  const exact = net.layers.find((layer) => layer.name === upTo);
  if (exact) return outputOf(graph, exact);
  const last = nodes.findLast(({ layer }) => belongsTo(layer.name, upTo));
  if (last) return last.outputs[0];
  throw unknownName(`backbone: '${net.name}' has no layer or stage '${upTo}'`, upTo, placeNames(names));
}

function outputOf({ nodes, inputs }: GraphForm, layer: Layer): SymbolicTensor {
  const node = nodes.findLast((each) => each.layer === layer);
  return node?.outputs[0] ?? inputs[0];
}

function frontLayers(preprocessing: NonNullable<BackboneOptions['preprocessing']>, { shape }: SymbolicTensor): Layer[] {
  if (preprocessing === 'none') return [];
  if (typeof preprocessing === 'string' && !Object.hasOwn(preprocessings, preprocessing)) {
    const known = ['none', ...Object.keys(preprocessings)];
    throw unknownName(`backbone: preprocessing '${preprocessing}' is not known`, preprocessing, known);
  }
  const chosen = typeof preprocessing === 'string' ? preprocessings[preprocessing] : preprocessing;
  const channels = shape.at(-1);
  if (shape.length !== 4 || typeof channels !== 'number')
    throw new ShapeError(
      `backbone: preprocessing is of images [height, width, channels], the input is [${shape.slice(1)}]`,
    );
  return preprocessingLayers(chosen, channels, 'backbone: preprocessing');
}

function poolingLayer(pooling: string, rank: number): Layer | undefined {
  if (!['avg', 'max', 'flatten', 'none'].includes(pooling))
    throw new ValueError(`backbone: pooling is 'avg', 'max', 'flatten' or 'none', got '${pooling}'`);
  if (rank === 2 || pooling === 'none') return undefined;
  if (pooling === 'flatten') return flatten({ name: 'features' });
  if (rank !== 4)
    throw new ShapeError(
      `backbone: pooling '${pooling}' is of a feature map [height, width, channels]; here the output has ${rank - 1} axes: use 'flatten' or 'none'`,
    );
  return pooling === 'avg' ? globalAveragePooling2d({ name: 'features' }) : globalMaxPooling2d({ name: 'features' });
}

/** With a network by name. */
export interface NamedBackboneOptions extends BackboneOptions, Partial<Pretrained> {
  /** How many classes the weights know, where that is another number than usual for the network. */
  classes?: number;
}

/**
 * The part of a network that turns pictures into features: it ends before the classifier, or where `upTo` says, with global pooling. It
 * shares layers and weights with the network, and both are frozen until you `unfreeze` them. Networks come by name, with their weights and
 * preprocessing, or as a model.
 *
 * Input `[batch, height, width, channels]`, output `[batch, features]`: 512 for `resNet18`.
 *
 * @throws {ValueError} for a layer or a stage that is not there, with the nearest name.
 * @throws {StriateError} if the model is no graph of layers, or has several inputs.
 *
 * @example
 * const net = await backbone('resNet18', { weights: 'imagenet', inputShape: [128, 128, 3] }); // takes bytes 0 … 255
 * @example
 * const features = backbone(resNet18({ inputShape: [64, 64, 3] }), { upTo: 'layer3' });
 * features.outputShape; // [null, 256]
 */
export function backbone(network: NetworkName, options?: NamedBackboneOptions): Promise<Functional>;
export function backbone(net: Model, options?: BackboneOptions): Functional;
export function backbone(
  net: NetworkName | Model,
  options: NamedBackboneOptions = {},
): Functional | Promise<Functional> {
  return typeof net === 'string' ? namedBackbone(net, options) : backboneOf(net, options);
}

async function namedBackbone(name: NetworkName, options: NamedBackboneOptions): Promise<Functional> {
  // On demand: who has a network already does not carry the others.
  const { network } = await import('@striate/models');
  const { weights, download, classes, inputShape } = options;
  const own = { ...(classes && { classes }), ...(inputShape && { inputShape }) };
  const net = weights === undefined ? network(name, own) : await network(name, { ...own, weights, download });
  return backboneOf(net, options, typeof weights === 'string' ? weights : undefined);
}
