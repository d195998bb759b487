import { Message } from './Message';

/** A whole number, several, a float, or a name. */
export type Attribute = number | readonly number[] | { readonly float: number } | string;

type Shape = readonly number[];

const float32 = 1;
// Of 2022: what any runtime of today reads.
const irVersion = 8;
const opset = 17;

/** An ONNX model being laid out. The numbers of the fields are those of onnx.proto. */
export class OnnxGraph {
  readonly #graph = new Message().string(2, 'network');
  #count = 0;

  input(name: string, shape: Shape): string {
    this.#graph.message(11, valueInfo(name, shape));
    return name;
  }

  output(name: string, shape: Shape): void {
    this.#graph.message(12, valueInfo(name, shape));
  }

  /** A weight. `values` are not copied before `encode`. */
  weight(name: string, shape: Shape, values: Float32Array): string {
    const tensor = new Message();
    for (const extent of shape) tensor.int(1, extent);
    // Little-endian, as every machine that runs this is.
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#graph.message(5, tensor.int(2, float32).string(8, name).bytes(9, raw));
    return name;
  }

  /** Adds an operation; the name of its output. */
  node(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const name = `${type}_${this.#count++}`;
    const node = new Message();
    for (const input of inputs) node.string(1, input);
    node.string(2, name).string(3, name).string(4, type);
    for (const [key, value] of Object.entries(attributes)) node.message(5, attribute(key, value));
    this.#graph.message(1, node);
    return name;
  }

  encode(): Uint8Array {
    const model = new Message().int(1, irVersion).string(2, 'striate-bench').message(7, this.#graph);
    return model.message(8, new Message().string(1, '').int(2, opset)).finish();
  }
}

function attribute(name: string, value: Attribute): Message {
  const message = new Message().string(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if (typeof value === 'string') return message.string(4, value).int(20, 3);
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  for (const one of value) message.int(8, one);
  return message.int(20, 7);
}

function valueInfo(name: string, shape: Shape): Message {
  const dimensions = new Message();
  for (const extent of shape) dimensions.message(1, new Message().int(1, extent));
  const tensor = new Message().int(1, float32).message(2, dimensions);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}
