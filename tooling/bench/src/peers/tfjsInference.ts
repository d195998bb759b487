import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { checkScores, type Exhibit } from '../inference/Exhibit';
import { fuseGraph } from '../onnx/fuseGraph';
import type { Graph, GraphNode } from '../onnx/Graph';
import { type Setup, timed } from '../suite';
import { type Core, loadTfjs, onBackend } from './tfjs';

/**
 * One prediction in TF.js on its WebAssembly backend, once it has agreed with ours: from numbers to numbers, or `resident`, from
 * tensor to tensor.
 */
export function tfjsInference(exhibit: () => Promise<Exhibit>, { resident = false } = {}): Setup {
  return async () => {
    const tf = await loadTfjs('wasm');
    const given = await exhibit();
    const { run, dispose } = compile(tf, fuseGraph(await given.graph()));
    const [batch, height, width, channels] = given.shape;
    const upload = () => tf.tensor4d(given.image, [batch, height, width, channels]);
    const predict = async () => {
      const x = upload();
      const y = run(x);
      const scores = await y.data();
      tf.dispose([x, y]);
      return scores as Float32Array;
    };
    const difference = await checkScores('tfjs-wasm', given, await predict(), 'channelsLast');
    if (!resident) return onBackend(tf, 'wasm', timed(predict, { difference, dispose }));
    const x = upload();
    const free = () => {
      x.dispose();
      dispose();
    };
    return onBackend(
      tf,
      'wasm',
      timed(() => run(x).dispose(), { difference, dispose: free }),
    );
  };
}

interface Program {
  run(x: Tensor4D): Tensor;
  dispose(): void;
}

/** The nodes as calls of TF.js, which has the channels last; weights are brought into its layouts beforehand. */
function compile(tf: Core, graph: Graph): Program {
  const weights = new Map<string, Tensor>();
  for (const node of graph.nodes) {
    for (const name of node.inputs) {
      const weight = graph.weights.get(name);
      if (weight) weights.set(name, layOut(tf, node, tf.tensor(weight.values, [...weight.shape])));
    }
  }
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

function layOut(tf: Core, { type, attributes }: GraphNode, weight: Tensor): Tensor {
  const turned = tf.tidy(() => {
    if (type === 'Gemm' && weight.rank === 2) return tf.transpose(weight);
    if (type !== 'Conv' || weight.rank !== 4) return weight;
    const kernel = tf.transpose(weight, [2, 3, 1, 0]);
    // One channel a group: filters stand where TF.js has the channels.
    return attributes.group === 1 ? kernel : tf.transpose(kernel, [0, 1, 3, 2]);
  });
  if (turned !== weight) weight.dispose();
  return turned;
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
