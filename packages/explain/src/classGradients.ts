import { logitsOf, type Model } from '@striate/layers';
import {
  add,
  argMax,
  cast,
  clone,
  keep,
  metaTensor,
  mul,
  oneHot,
  type Shape,
  ShapeError,
  scope,
  stopGradient,
  sum,
  type Tensor,
  tensor,
  ValueError,
  valueAndGrads,
  zeros,
} from '@striate/tensor';
import { type Graph, graphOf, runGraph, stepNamed } from './graph';

/** Which class is explained. */
export interface ClassOptions {
  /** The class whose score is explained, or one for each picture. Default: the one with the highest score. */
  readonly classIndex?: number | readonly number[];
}

/** Options of `classGradients`. */
export interface ClassGradientsOptions extends ClassOptions {
  /** Names of the layers at whose outputs gradients are wanted. Default: none. */
  readonly layers?: readonly string[];
  /** Whether gradients of the weights are wanted, too. Default false. */
  readonly weights?: boolean;
}

/** What `classGradients` gives. */
export interface ClassGradients {
  /** Of the input, in its shape. */
  readonly input: Tensor;
  /** By layer: what it gives, and how the score changes with each number of that; of a softmax at the end, with what goes into it. */
  readonly layers: Readonly<Record<string, { readonly value: Tensor; readonly gradient: Tensor }>>;
  /** By the weights' names in a file, `conv2d/kernel`; empty unless asked for. Sums over the batch. */
  readonly weights: Readonly<Record<string, Tensor>>;
}

/**
 * How the score of a class changes with the pixels, with the feature maps of layers, and with the weights: one backward pass. The
 * score is taken before the softmax, where a class's score depends on no other class.
 *
 * Shapes: `x` is `[batch, …]`, and so are the gradients of input and layers. All tensors are the caller's.
 *
 * @throws {ValueError} for a layer or a class that is not there.
 * @throws {ShapeError} if the model gives no row of classes for each picture.
 *
 * @example
 * const { input, layers, weights } = classGradients(net, digits, { classIndex: 7, layers: ['conv2d'], weights: true });
 * layers.conv2d.gradient.shape; // as layers.conv2d.value
 * weights['conv2d/kernel'].shape; // [5, 5, 1, 6]
 */
export function classGradients(model: Model, x: Tensor, options: ClassGradientsOptions = {}): ClassGradients {
  return gradientsOf(graphOf(model, 'classGradients'), x, options, 'classGradients');
}

export function gradientsOf(
  graph: Graph,
  x: Tensor,
  { classIndex, layers = [], weights = false }: ClassGradientsOptions,
  who: string,
): ClassGradients {
  const names = [...new Set(layers.map((name) => stepNamed(graph, name, who).name))];
  return scope(() => {
    const given = cast(x, 'float32');
    const shapes = shapesOf(graph, given.shape, names);
    // Zero is added to each map: the gradient of what is added is that of the map.
    const probes = names.map((name) => zeros(shapes[name]));
    const variables = weights ? [...graph.model.namedWeights()].filter(([, { trainable }]) => trainable) : [];
    const seen: Tensor[] = [];
    const last = graph.steps.find(({ outputs }) => outputs.includes(graph.output))?.name;
    const score = (...[input, ...added]: Tensor[]) => {
      let beforeSoftmax: Tensor | undefined;
      const output = runGraph(graph, input, (name, value) => {
        const at = names.indexOf(name);
        if (at < 0) return undefined;
        seen[at] = keep(stopGradient(value));
        const logits = name === last ? logitsOf(value) : undefined;
        if (!logits) return add(value, added[at]);
        beforeSoftmax = add(logits, added[at]);
        return undefined;
      });
      const scores = beforeSoftmax ?? logitsOf(output) ?? output;
      return sum(mul(scores, chosen(scores, classIndex, who)));
    };
    const { grads } = valueAndGrads(score)([given, ...probes, ...variables.map(([, variable]) => variable)]);
    const values = seen.map((value) => {
      const own = clone(value);
      value.dispose();
      return own;
    });
    const first = 1 + names.length;
    return {
      input: grads[0],
      layers: Object.fromEntries(names.map((name, i) => [name, { value: values[i], gradient: grads[1 + i] }])),
      weights: Object.fromEntries(variables.map(([name], i) => [name, grads[first + i]])),
    };
  });
}

/** One in the column of the chosen class, zero elsewhere. */
export function chosen(scores: Tensor, classIndex: ClassOptions['classIndex'], who: string): Tensor {
  const [batch, classes] = scores.shape;
  if (scores.rank !== 2)
    throw new ShapeError(`${who}: the model gives [${scores.shape}], no row of classes for each picture`);
  if (classIndex === undefined) return oneHot(argMax(stopGradient(scores), 1), classes);
  const list = typeof classIndex === 'number' ? Array.from({ length: batch }, () => classIndex) : classIndex;
  if (list.length !== batch)
    throw new ValueError(`${who}: classIndex has ${list.length} numbers for ${batch} pictures`);
  const wrong = list.find((index) => !(Number.isInteger(index) && index >= 0 && index < classes));
  if (wrong !== undefined)
    throw new ValueError(`${who}: classIndex must be a whole number from 0 to ${classes - 1}, got ${wrong}`);
  return oneHot(tensor(Int32Array.from(list)), classes);
}

/** Shapes of what layers give; nothing is computed. */
export function shapesOf(graph: Graph, shape: Shape, names: readonly string[]): Record<string, Shape> {
  const found: Record<string, Shape> = {};
  scope(() => {
    runGraph(graph, metaTensor(shape), (name, value) => {
      if (names.includes(name)) found[name] = value.shape;
      return undefined;
    });
  });
  return found;
}
