import {
  dense,
  dropout as dropoutLayer,
  Functional,
  glorotUniform,
  heUniform,
  input,
  Layer,
  type Model,
  type SymbolicTensor,
} from '@striate/layers';
import { ShapeError, ValueError } from '@striate/tensor';
import { backboneSource } from './backbone';
import { classifierInput } from './classifierInput';
import { graphOf, layAgain } from './graph';

/** Options of `replaceHead`. */
export interface HeadOptions {
  /** Number of classes. */
  classes: number;
  /** Share of the features that training drops before the classifier. Default 0. */
  dropout?: number;
  /** Units of dense layers with relu between features and classifier. Default none. */
  hidden?: readonly number[];
  /** After the last layer. Default `'softmax'`, probabilities. */
  activation?: 'softmax' | 'linear' | 'sigmoid';
  /** Fixes the first weights and what is dropped. Default: the shared generator, see `seed()`. */
  seed?: number;
}

/** The layers of a new classifier; `taken` are names they do not get. */
export function headLayers(
  { classes, dropout = 0, hidden = [], activation = 'softmax', seed }: HeadOptions,
  taken: readonly string[],
  who: string,
): Layer[] {
  if (!Number.isInteger(classes) || classes < 1)
    throw new ValueError(`${who}: classes must be a whole number >= 1, got ${classes}`);
  if (!(dropout >= 0 && dropout < 1))
    throw new ValueError(`${who}: dropout is a share from 0, below 1, got ${dropout}`);
  // Layers with the same seed would begin with the same numbers.
  const seedOf = (number: number) => (seed === undefined ? undefined : seed + number);
  const hiddenLayer = (units: number, i: number) =>
    dense({
      name: freeName(`head_hidden${i + 1}`, taken),
      units,
      activation: 'relu',
      kernelInitializer: heUniform({ seed: seedOf(i + 2) }),
    });
  return [
    ...hidden.map(hiddenLayer),
    ...(dropout > 0 ? [dropoutLayer({ name: freeName('head_dropout', taken), rate: dropout, seed: seedOf(1) })] : []),
    dense({
      name: freeName('head', taken),
      units: classes,
      activation,
      kernelInitializer: glorotUniform({ seed: seedOf(0) }),
    }),
  ];
}

function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let i = 1; taken.includes(free); i++) free = `${name}_${i}`;
  return free;
}

/**
 * The model with another classifier: what comes before its last dense layer stays, with the same layers and Variables; the new layers have
 * fresh weights. A backbone, which has none, gets one.
 *
 * @throws {StriateError} if the model is no graph of layers.
 * @throws {ShapeError} if layers are not given and the features are no vector: `backbone` pools them.
 *
 * @example
 * const pets = replaceHead(resNet18({ inputShape: [64, 64, 3] }), { classes: 37, dropout: 0.2 });
 * @example
 * const digits = replaceHead(lenet5(), [dense({ units: 32, activation: 'relu' }), dense({ units: 5, activation: 'softmax' })]);
 */
export function replaceHead(model: Model, head: HeadOptions | readonly Layer[], name: string = model.name): Functional {
  const who = 'replaceHead';
  const graph = graphOf(model, who);
  const whole = backboneSource(model) !== undefined;
  const end = (whole ? undefined : classifierInput(graph)) ?? graph.outputs[0];
  const images = graph.inputs.map(({ shape, dtype }) => input({ shape: shape.slice(1), dtype }));
  let [x] = end === graph.inputs[0] ? images : layAgain(graph, images, [end], who);
  const layers = isLayers(head)
    ? head
    : headLayers(
        head,
        model.layers.map((layer) => layer.name),
        who,
      );
  if (!isLayers(head) && x.rank !== 2) {
    throw new ShapeError(
      `${who}: the features are [${x.shape.slice(1)}], a classifier takes a vector; backbone(model) pools them, or give layers`,
    );
  }
  for (const layer of layers) x = callOn(layer, x);
  return new Functional({ inputs: images.length === 1 ? images[0] : images, outputs: x, name });
}

function callOn(layer: Layer, x: SymbolicTensor): SymbolicTensor {
  if (layer instanceof Layer) return layer(x);
  throw new ValueError(`replaceHead: takes { classes } or a list of layers, got a list with ${typeof layer}`);
}

function isLayers(head: HeadOptions | readonly Layer[]): head is readonly Layer[] {
  return Array.isArray(head);
}
