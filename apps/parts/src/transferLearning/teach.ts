import '../onCpu';
import {
  backbone,
  type Callback,
  encodeModel,
  type Functional,
  fineTune,
  loadModel,
  type Model,
  mnist,
  preprocess,
  StriateError,
} from 'striate';
import { type BackboneName, backbones } from './backbones';
import { blocksOf } from './blocksOf';
import { type Block, type Lesson, namesTogether, type Outcome, type Progress } from './Lesson';

/** A pretrained network that learns classes from pictures: what the worker does. It never sends anything anywhere. */
export class Teach {
  #model: Model | undefined;
  #cancel = new AbortController();

  /** The frozen layers of a network. */
  async blocks(name: BackboneName): Promise<Block[]> {
    return blocksOf((await pretrained(name)).layers);
  }

  /** Learns a lesson from the beginning: first a new classifier on frozen layers, then, if asked for, layers that are unfrozen. */
  async learn(lesson: Lesson, report: (progress: Progress) => void): Promise<Outcome> {
    const { classNames, pictures, labels, seed, epochs, unfreeze, learningRate } = lesson;
    this.#cancel = new AbortController();
    const net = await pretrained(lesson.backbone);
    const from = { from: backbones[lesson.backbone].lastBlock };
    const patience = epochs;
    const stages = [
      { epochs, patience, learningRate: 1e-2 },
      { epochs, patience, learningRate, unfreeze: unfreeze === 'all' ? true : from },
    ].slice(0, unfreeze === 'nothing' ? 1 : 2);
    const train = { x: await asBatch(pictures, net), y: Int32Array.from(labels) };
    const result = await fineTune(
      net,
      { train, classNames },
      {
        stages,
        seed,
        batchSize: 16,
        name: namesTogether(classNames),
        verbose: 0,
        mistakes: 0,
        callbacks: [watch(net, classNames.length, report)],
        signal: this.#cancel.signal,
      },
    );
    this.#model = result.model;
    const { accuracy, samples } = result.metrics;
    const kept = result.card.json.stages.every(({ bestEpoch }) => bestEpoch > 0);
    return { accuracy, heldOut: samples, confusion: result.confusionMatrix, kept };
  }

  /** Ends a lesson between two steps; `learn` then throws. */
  cancel(): void {
    this.#cancel.abort();
  }

  /** The probability of each class. */
  async predict(picture: ImageData): Promise<number[]> {
    const model = this.#taught();
    const x = await asInput(picture, model);
    const y = await model.predict(x);
    const probabilities = Array.from(await y.data());
    for (const made of [x, y]) made.dispose();
    return probabilities;
  }

  /** The model as a file: whole for Keras, or its weights alone. */
  async save(format: 'keras' | 'safetensors'): Promise<Uint8Array> {
    return format === 'keras' ? encodeModel(this.#taught()) : this.#taught().toSafetensors();
  }

  /** Takes a `.keras` file in place of what was learned; gives the names of its classes. */
  async open(file: Uint8Array): Promise<string[]> {
    const model = await loadModel(file, { compile: false });
    const [classes, rank] = [model.outputs[0]?.shape[1], model.inputs[0]?.shape.length];
    if (rank !== 4 || typeof classes !== 'number' || model.outputs[0].shape.length !== 2)
      throw new StriateError('The file holds a model, but none that tells classes of pictures apart.');
    this.#model = model;
    const names = model.name.split(' | ');
    return names.length === classes ? names : Array.from({ length: classes }, (_, i) => String(i + 1));
  }

  /** Real handwritten digits, as many of each. */
  async digits(wanted: readonly number[], count: number): Promise<ImageData[][]> {
    const { images, labels } = (await mnist()).test;
    return wanted.map((digit) => {
      const found = [...labels.keys()].filter((i) => labels[i] === digit).slice(0, count);
      return found.map((i) => greyPicture(images.data.subarray(i * 784, (i + 1) * 784), 28));
    });
  }

  #taught(): Model {
    if (this.#model) return this.#model;
    throw new StriateError('There is no model yet: train one, or open a file.');
  }
}

function pretrained(name: BackboneName): Promise<Functional> {
  return backbone(name, { weights: backbones[name].weights });
}

/** Tells of each stage and each epoch. */
function watch(net: Functional, classes: number, report: (progress: Progress) => void): Callback {
  let stage = -1;
  const features = net.outputShape as readonly number[];
  const head = { name: 'head', parameters: (features[1] + 1) * classes };
  const now = () => ({ stage, blocks: [...blocksOf(net.layers), { ...head, trainable: head.parameters }] });
  return {
    onTrainBegin() {
      stage++;
      report(now());
    },
    onEpochEnd(_, { loss, accuracy, val_loss, val_accuracy }) {
      report({ ...now(), values: { loss, accuracy, heldLoss: val_loss, heldAccuracy: val_accuracy } });
    },
  };
}

function asInput(picture: ImageData, { inputs }: Model) {
  const [, height, width, channels] = inputs[0].shape;
  if (!height || !width || (channels !== 1 && channels !== 3))
    throw new StriateError('The model takes no pictures of one size in grey or colours.');
  return preprocess(picture, { size: [height, width], channels, resize: 'stretch', scale: 1 });
}

async function asBatch(pictures: readonly ImageData[], net: Functional) {
  const rows: Float32Array[] = [];
  for (const picture of pictures) {
    const x = await asInput(picture, net);
    rows.push(Float32Array.from(await x.data()));
    x.dispose();
  }
  const size = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * size);
  for (const [i, row] of rows.entries()) data.set(row, i * size);
  return { data, shape: [rows.length, ...net.inputs[0].shape.slice(1).map(Number)] };
}

function greyPicture(values: Uint8Array, side: number): ImageData {
  const picture = new ImageData(side, side);
  for (const [i, value] of values.entries()) picture.data.set([value, value, value, 255], i * 4);
  return picture;
}
