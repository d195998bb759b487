import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Graph, GraphNode, GraphWeight } from '../onnx/Graph';
import type { Core } from './tfjs';

/** A network as calls of TF.js. */
export interface Program {
  run(x: Tensor4D): Tensor;
  dispose(): void;
}

/** The nodes as calls of TF.js, which has the channels last, as the weights must be: see `layOutWeights`. */
export function compileGraph(tf: Core, graph: Graph, laidOut: ReadonlyMap<string, GraphWeight>): Program {
  const weights = new Map<string, Tensor>();
  for (const [name, { shape, values }] of laidOut) weights.set(name, tf.tensor(values, [...shape]));
  // The last node that needs a value: it is freed there, as the executor of a graph model does.
  const last = new Map(graph.nodes.flatMap((node) => node.inputs.map((name) => [name, node] as const)));
  return {
    run: (x) =>
      tf.tidy(() => {
        const values = new Map<string, Tensor>([[graph.input, x]]);
        for (const node of graph.nodes) {
          const inputs = node.inputs.map((name) => (values.get(name) ?? weights.get(name))!);
          values.set(node.name, call(tf, node, inputs));
          for (const [i, name] of node.inputs.entries())
            if (last.get(name) === node && values.has(name) && inputs[i] !== x) inputs[i].dispose();
        }
        return values.get(graph.output)!;
      }),
    dispose: () => tf.dispose([...weights.values()]),
  };
}

/** The weights of a graph in the order of axes that TF.js has. */
export function layOutWeights(graph: Graph): Map<string, GraphWeight> {
  const laidOut = new Map<string, GraphWeight>();
  for (const node of graph.nodes) {
    for (const name of node.inputs) {
      const weight = graph.weights.get(name);
      if (weight) laidOut.set(name, permute(weight, orderOf(node, weight.shape.length)));
    }
  }
  return laidOut;
}

function orderOf({ type, attributes }: GraphNode, rank: number): readonly number[] | undefined {
  if (type === 'Gemm' && rank === 2) return [1, 0];
  if (type !== 'Conv' || rank !== 4) return undefined;
  // One channel a group: filters stand where TF.js has the channels.
  return attributes.group === 1 ? [2, 3, 1, 0] : [2, 3, 0, 1];
}

/** Axis i of what comes out is axis `order[i]` of the weight. */
function permute(weight: GraphWeight, order: readonly number[] | undefined): GraphWeight {
  if (!order) return weight;
  const { shape, values } = weight;
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, extent) => size * extent, 1));
  const turned = new Float32Array(values.length);
  let next = 0;
  const walk = (depth: number, from: number) => {
    if (depth === order.length) turned[next++] = values[from];
    else for (let i = 0; i < shape[order[depth]]; i++) walk(depth + 1, from + i * steps[order[depth]]);
  };
  walk(0, 0);
  return { shape: order.map((axis) => shape[axis]), values: turned };
}

function call(tf: Core, node: GraphNode, [x, ...others]: Tensor[]): Tensor {
  const { type, attributes } = node;
  const activation = attributes.activation === 'relu' ? 'relu' : 'linear';
  switch (type) {
    case 'Conv': {
      const [filter, bias] = others as [Tensor4D, Tensor?];
      const given = {
        x: x as Tensor4D,
        filter,
        strides: pair(attributes.strides),
        dilations: pair(attributes.dilations),
        bias,
        activation,
      } as const;
      return attributes.group === 1
        ? tf.fused.conv2d({ ...given, pad: edges(node, x) })
        : tf.fused.depthwiseConv2d({ ...given, pad: pair(attributes.pads)[0] });
    }
    case 'Gemm':
      return tf.fused.matMul({ a: x as Tensor2D, b: others[0] as Tensor2D, bias: others[1], activation });
    case 'MaxPool':
      return tf.maxPool(x as Tensor4D, pair(attributes.kernel_shape), pair(attributes.strides), edges(node, x));
    case 'AveragePool':
      return tf.avgPool(x as Tensor4D, pair(attributes.kernel_shape), pair(attributes.strides), edges(node, x));
    case 'GlobalAveragePool':
      return tf.mean(x, [1, 2], true);
    case 'BatchNormalization': {
      const [scale, offset, mean, variance] = others as Tensor1D[];
      return tf.batchNorm(x as Tensor4D, mean, variance, offset, scale, float(attributes.epsilon));
    }
    case 'Relu':
      return tf.relu(x);
    case 'Add': {
      const sum = tf.add(x, others[0]);
      return activation === 'relu' ? tf.relu(sum) : sum;
    }
    case 'Concat':
      return tf.concat([x, ...others], -1);
    case 'Softmax':
      return tf.softmax(x);
    // The channels are last already, so that flattening needs no other order.
    case 'Transpose':
      return x.clone();
    case 'Flatten':
      return tf.reshape(x, [x.shape[0], -1]);
  }
  throw new Error(`tfjs: no node '${type}'`);
}

type Edges = Parameters<Core['maxPool']>[3];

/** The padding; a window that may hang over gets the pixels it lacks. */
function edges({ attributes }: GraphNode, x: Tensor): Edges {
  if (attributes.auto_pad === 'SAME_UPPER') return 'same';
  const [top, left, bottom, right] = (attributes.pads as number[] | undefined) ?? [0, 0, 0, 0];
  const lacking = [0, 0];
  if (attributes.ceil_mode === 1) {
    const [kernel, stride] = [pair(attributes.kernel_shape), pair(attributes.strides)];
    [top + bottom, left + right].forEach((padding, i) => {
      const rest = (x.shape[i + 1]! + padding - kernel[i]) % stride[i];
      if (rest !== 0) lacking[i] = stride[i] - rest;
    });
  }
  return [
    [0, 0],
    [top, bottom + lacking[0]],
    [left, right + lacking[1]],
    [0, 0],
  ];
}

function pair(value: unknown): [number, number] {
  const [first, second] = value as readonly number[];
  return [first, second];
}

function float(value: unknown): number {
  return (value as { readonly float: number }).float;
}
