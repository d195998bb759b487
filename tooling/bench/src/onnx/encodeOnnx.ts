import type { Attribute, Graph, GraphNode, GraphWeight } from './Graph';
import { Message } from './Message';

const float32 = 1;
const int64 = 7;
// Of 2022: what any runtime of today reads.
const irVersion = 8;
const opset = 17;

/** The bytes of an ONNX file. The numbers of the fields are those of onnx.proto. */
export function encodeOnnx(graph: Graph): Uint8Array {
  const message = new Message().string(2, 'network');
  for (const node of graph.nodes) message.message(1, encodeNode(node));
  for (const [name, weight] of graph.weights) message.message(5, encodeWeight(name, weight));
  for (const [name, values] of graph.constants) message.message(5, encodeConstant(name, values));
  message.message(11, valueInfo(graph.input, graph.inputShape)).message(12, valueInfo(graph.output, graph.outputShape));
  const model = new Message().int(1, irVersion).string(2, 'striate-bench').message(7, message);
  return model.message(8, new Message().string(1, '').int(2, opset)).finish();
}

function encodeNode({ name, type, inputs, attributes }: GraphNode): Message {
  const node = new Message();
  for (const input of inputs) node.string(1, input);
  node.string(2, name).string(3, name).string(4, type);
  for (const [key, value] of Object.entries(attributes)) node.message(5, attribute(key, value));
  return node;
}

function encodeWeight(name: string, { shape, values }: GraphWeight): Message {
  const tensor = new Message();
  for (const extent of shape) tensor.int(1, extent);
  // Little-endian, as every machine that runs this is.
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return tensor.int(2, float32).string(8, name).bytes(9, raw);
}

function encodeConstant(name: string, values: readonly number[]): Message {
  const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return new Message().int(1, values.length).int(2, int64).string(8, name).bytes(9, raw);
}

function attribute(name: string, value: Attribute): Message {
  const message = new Message().string(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if (typeof value === 'string') return message.string(4, value).int(20, 3);
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  for (const one of value) message.int(8, one);
  return message.int(20, 7);
}

function valueInfo(name: string, shape: readonly number[]): Message {
  const dimensions = new Message();
  for (const extent of shape) dimensions.message(1, new Message().int(1, extent));
  const tensor = new Message().int(1, float32).message(2, dimensions);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
