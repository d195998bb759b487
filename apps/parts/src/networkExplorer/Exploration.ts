import '../onCpu';
import {
  Activation,
  Add,
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  classGradients,
  Dense,
  Dropout,
  Flatten,
  featureMaps,
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  type Layer,
  layerCalls,
  MaxPooling2D,
  type Model,
  pictureRules,
  ReLU,
  receptiveField,
  Softmax,
  scope,
  type Tensor,
  tensor,
} from 'striate';
import type { LayerKind, LayerRecord, Place } from './records';

/** A layer's call, with the numbers of those that feed it. */
export interface Call {
  readonly name: string;
  readonly layer: Layer;
  readonly inputs: readonly number[];
}

/** A model that is looked into: what its layers make of a picture, and the gradients of a class's score. */
export class Exploration {
  readonly model: Model;
  /** Number 0 is the picture; the others are the layers that change something, in order. */
  readonly calls: readonly (Call | undefined)[];
  records: readonly LayerRecord[] = [];
  #picture: Tensor | undefined;
  #weightGradients: ReadonlyMap<string, Float32Array> = new Map();

  constructor(model: Model) {
    this.model = model;
    const calls: (Call | undefined)[] = [undefined];
    const numbers = new Map<string | undefined, number>([[undefined, 0]]);
    for (const { name, layer, inputs } of layerCalls(model)) {
      const from = inputs.map((input) => numbers.get(input) ?? 0);
      if (layer instanceof Flatten || layer instanceof Dropout) numbers.set(name, from[0]);
      else numbers.set(name, calls.push({ name, layer, inputs: from }) - 1);
    }
    this.calls = calls;
  }

  /** Height, width and channels of a picture. */
  get inputShape(): readonly [number, number, number] {
    const [, height, width, channels] = this.model.inputs[0].shape;
    return [height ?? 64, width ?? 64, channels ?? 3];
  }

  /** Whether the model takes colours as blue, green, red. */
  get blueFirst(): boolean {
    return pictureRules(this.model).preprocessing?.channelOrder === 'bgr';
  }

  /** Runs a picture, as the model takes it, forward. */
  async forward(picture: Float32Array): Promise<void> {
    const [height, width, channels] = this.inputShape;
    this.#picture?.dispose();
    this.#picture = tensor(picture, [1, height, width, channels]);
    this.#weightGradients = new Map();
    const maps = featureMaps(this.model, this.#picture);
    const records: LayerRecord[] = [
      { name: 'input', kind: 'input', height, width, channels, values: picture, gradient: undefined, inputs: [] },
    ];
    for (const call of this.calls.slice(1)) {
      if (!call) continue;
      const map = maps[call.name];
      const [rows, columns, depth] = map.rank === 4 ? map.shape.slice(1) : [1, 1, map.size];
      records.push({
        name: call.name,
        kind: kindOf(call.layer),
        height: rows,
        width: columns,
        channels: depth,
        values: Float32Array.from(await map.data()),
        gradient: undefined,
        inputs: call.inputs,
      });
    }
    for (const map of new Set(Object.values(maps))) map.dispose();
    this.records = records;
  }

  /** Takes the gradient of a class's score to all layers, the picture and the weights. */
  async backward(classIndex: number): Promise<void> {
    const picture = this.#picture;
    if (!picture) return;
    const layers = this.calls.flatMap((call) => (call ? [call.name] : []));
    const found = classGradients(this.model, picture, { classIndex, layers, weights: true });
    const read = async (gradient: Tensor) => Float32Array.from(await gradient.data());
    const gradients = await Promise.all([found.input, ...layers.map((name) => found.layers[name].gradient)].map(read));
    const weights = await Promise.all(
      Object.entries(found.weights).map(async ([name, gradient]) => [name, await read(gradient)] as const),
    );
    this.#weightGradients = new Map(weights);
    for (const each of [found.input, ...Object.values(found.weights)]) each.dispose();
    for (const { value, gradient } of Object.values(found.layers)) for (const each of [value, gradient]) each.dispose();
    this.records = this.records.map((record, i) => ({ ...record, gradient: gradients[i] }));
  }

  /** The gradient of a layer's weight, by its name: `kernel`. */
  weightGradient(call: Call, weight: string): Float32Array | undefined {
    return this.#weightGradients.get(`${call.name.replace(/:\d+$/, '')}/${weight}`);
  }

  /** What of the picture a place sees; undefined where that is not known. */
  fieldOf({ layer, row, column }: Place): { top: number; left: number; bottom: number; right: number } | undefined {
    const call = this.calls[layer];
    if (!call) return { top: row, left: column, bottom: row + 1, right: column + 1 };
    if (!this.model.layers.includes(call.layer)) return undefined;
    return scope(() => receptiveField(this.model, call.name, { row, column }));
  }
}

function kindOf(layer: Layer): LayerKind {
  if (layer instanceof Conv2D) return 'convolution';
  if (layer instanceof MaxPooling2D || layer instanceof AveragePooling2D) return 'pooling';
  if (layer instanceof GlobalAveragePooling2D || layer instanceof GlobalMaxPooling2D) return 'globalPooling';
  if (layer instanceof Dense) return 'dense';
  if (layer instanceof Activation || layer instanceof ReLU || layer instanceof Softmax) return 'activation';
  if (layer instanceof BatchNormalization) return 'normalization';
  return layer instanceof Add ? 'sum' : 'other';
}
