import { decodeSafetensors, encodeSafetensors, type Model } from '@striate/layers';
import { type Picture, preprocess } from '@striate/models';
import { FormatError, ShapeError, StriateError, Tensor, ValueError } from '@striate/tensor';
import type { FewShotHead, Prediction } from './FewShotHead';
import { kNearest } from './kNearest';

/** Options of `teachable`. */
export interface TeachableOptions {
  /** What learns from the examples' features. Default `kNearest()`. */
  head?: FewShotHead;
}

/** A classifier that is taught by showing. */
export interface Teachable {
  /** How many examples there are of each label, in the order in which the labels came. */
  readonly labels: ReadonlyMap<string, number>;
  /** Remembers a picture as an example of a label. @throws {ShapeError} if it is no picture. */
  addExample(picture: Picture, label: string): Promise<void>;
  /** What a picture shows. @throws {StriateError} before there is an example. */
  predict(picture: Picture): Promise<Prediction>;
  /** Forgets all examples of a label. @throws {ValueError} if there are none. */
  removeLabel(label: string): void;
  /** Forgets everything. */
  clear(): void;
  /** The examples' features, for `restore`: to keep in `localStorage`. */
  toJson(): string;
  /** The same as the bytes of a safetensors file, a quarter as large. */
  toSafetensors(): Uint8Array;
  /**
   * Takes back what `toJson` or `toSafetensors` gave, in place of what it knows.
   * @throws {FormatError} if it is neither, or of another backbone's features; nothing has changed then.
   */
  restore(saved: string | Uint8Array): void;
}

const format = 'striate-teachable';

/**
 * Teach by showing, as with Teachable Machine: pictures become features of a backbone, and a head learns from those. No training, no epochs;
 * a handful of pictures a label is enough. The backbone takes bytes 0 … 255, as one with `preprocessing` does.
 *
 * @throws {StriateError} unless the backbone gives one vector a picture.
 *
 * @example
 * const machine = teachable(net);
 * await machine.addExample(video, 'thumbs up');
 * await machine.addExample(otherPicture, 'thumbs down');
 * const { label, confidence } = await machine.predict(video);
 * localStorage.setItem('gestures', machine.toJson());
 */
export function teachable(backbone: Model, { head = kNearest() }: TeachableOptions = {}): Teachable {
  const who = 'teachable';
  const shape = backbone.outputs[0]?.shape ?? [];
  const size = shape[1];
  if (shape.length !== 2 || typeof size !== 'number')
    throw new StriateError(
      `${who}: takes a backbone with one vector a picture; the output of '${backbone.name}' is [${shape}]`,
    );
  let examples = new Map<string, Float32Array[]>();
  // Counts changes; the head knows the examples as they were at `fitted`.
  let [changes, fitted] = [0, -1];

  async function featuresOf(picture: Picture): Promise<Float32Array> {
    const x = await toInput(picture, backbone, who);
    try {
      const y = await backbone.predict(x);
      const features = Float32Array.from(await y.data());
      y.dispose();
      return features;
    } finally {
      x.dispose();
    }
  }

  const put = (restored: Map<string, Float32Array[]>) => {
    examples = restored;
    changes++;
  };

  return {
    get labels() {
      return new Map([...examples].map(([label, rows]) => [label, rows.length]));
    },
    async addExample(picture, label) {
      if (typeof label !== 'string' || label === '')
        throw new ValueError(`${who}: a label is a text, got ${JSON.stringify(label)}`);
      const features = await featuresOf(picture);
      examples.set(label, [...(examples.get(label) ?? []), features]);
      changes++;
    },
    async predict(picture) {
      if (examples.size === 0) throw new StriateError(`${who}: there are no examples yet; addExample() first`);
      const features = await featuresOf(picture);
      if (fitted !== changes) {
        const now = changes;
        const labelled = [...examples].flatMap(([label, rows]) => rows.map((row) => ({ label, row })));
        await head.fit(
          labelled.map(({ row }) => row),
          labelled.map(({ label }) => label),
        );
        fitted = now;
      }
      const [prediction] = await head.predict([features]);
      return prediction;
    },
    removeLabel(label) {
      if (!examples.delete(label))
        throw new ValueError(
          `${who}: there are no examples of '${label}'; there are of ${[...examples.keys()].join(', ') || 'nothing'}`,
        );
      changes++;
    },
    clear: () => put(new Map()),
    toJson() {
      const list = [...examples].map(([label, rows]) => ({ label, examples: rows.map((row) => [...row]) }));
      return JSON.stringify({ format, features: size, labels: list });
    },
    toSafetensors() {
      const rows = [...examples.values()].flat();
      const data = new Float32Array(rows.length * size);
      rows.forEach((row, i) => {
        data.set(row, i * size);
      });
      const counts = Int32Array.from(examples.values(), ({ length }) => length);
      return encodeSafetensors(
        [
          ['features', { dtype: 'float32', shape: [rows.length, size], data }],
          ['counts', { dtype: 'int32', shape: [counts.length], data: counts }],
        ],
        { format, labels: JSON.stringify([...examples.keys()]) },
      );
    },
    restore(saved) {
      put(typeof saved === 'string' ? fromJson(saved, size) : fromSafetensors(saved, size));
    },
  };
}

async function toInput(picture: Picture, backbone: Model, who: string): Promise<Tensor> {
  const [, height, width, channels] = backbone.inputs[0].shape;
  if (!height || !width || (channels !== 1 && channels !== 3))
    throw new ShapeError(
      `${who}: takes a backbone of pictures in one size, with 1 or 3 channels; the input of '${backbone.name}' is [${backbone.inputs[0].shape}]`,
    );
  const one =
    picture instanceof Tensor && picture.rank === 4 && picture.shape[0] === 1 ? picture.squeeze([0]) : picture;
  // Bytes as they are: what else the network wants is done by its first layers.
  return preprocess(one, { size: [height, width], channels, resize: Math.max(height, width), scale: 1 });
}

function refuse(what: string): FormatError {
  return new FormatError(`teachable: ${what}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function fromJson(text: string, size: number): Map<string, Float32Array[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new FormatError('teachable: the text is no JSON', { cause });
  }
  if (!isRecord(json) || json.format !== format || !Array.isArray(json.labels))
    throw refuse(
      `the JSON is not of toJson(): format is ${JSON.stringify(isRecord(json) ? json.format : json)?.slice(0, 60)}`,
    );
  if (json.features !== size) throw refuse(`is of ${json.features} features an example, this backbone has ${size}`);
  const restored = new Map<string, Float32Array[]>();
  for (const entry of json.labels as unknown[]) {
    if (
      !isRecord(entry) ||
      typeof entry.label !== 'string' ||
      !Array.isArray(entry.examples) ||
      restored.has(entry.label)
    )
      throw refuse(`label ${restored.size} is no { label, examples }, or there twice`);
    const rows = entry.examples.map((row: unknown, i) => {
      const fits = Array.isArray(row) && row.length === size && row.every((value) => Number.isFinite(value));
      if (!fits) throw refuse(`example ${i} of '${entry.label}' is no list of ${size} numbers`);
      return Float32Array.from(row);
    });
    restored.set(entry.label, rows);
  }
  return restored;
}

function fromSafetensors(bytes: Uint8Array, size: number): Map<string, Float32Array[]> {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const [features, counts] = [tensors.get('features'), tensors.get('counts')];
  if (
    metadata.format !== format ||
    features?.shape.length !== 2 ||
    features.dtype !== 'float32' ||
    counts?.dtype !== 'int32'
  )
    throw refuse('the file is not of toSafetensors()');
  if (features.shape[1] !== size)
    throw refuse(`is of ${features.shape[1]} features an example, this backbone has ${size}`);
  let labels: unknown;
  try {
    labels = JSON.parse(metadata.labels);
  } catch (cause) {
    throw new FormatError('teachable: the labels of the file are no JSON', { cause });
  }
  const lengths = Array.from(counts.data);
  const total = lengths.reduce((a, b) => a + b, 0);
  const isNames = Array.isArray(labels) && labels.every((label) => typeof label === 'string');
  const names: readonly string[] = isNames ? (labels as string[]) : [];
  const fits = new Set(names).size === lengths.length && names.length === lengths.length;
  if (!fits || total !== features.shape[0] || lengths.some((count) => count < 0))
    throw refuse(
      `${names.length} labels have ${lengths.length} counts, of ${total} examples, and there are ${features.shape[0]}`,
    );
  let at = 0;
  return new Map(
    names.map((name, i) => [
      name,
      Array.from({ length: lengths[i] }, () => Float32Array.from(features.data.subarray(at * size, ++at * size))),
    ]),
  );
}
