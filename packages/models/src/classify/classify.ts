import type { Model } from '@striate/layers';
import { ShapeError, tensor, ValueError } from '@striate/tensor';
import { imagenetLabels } from './imagenetLabels';
import { pictureRules } from './pictureRules';
import { type PreprocessingLike, pictureInput, rulesOf } from './preprocess';
import type { Picture } from './readPicture';

/** A class, and how sure the network is of it. */
export interface Classification {
  readonly label: string;
  /** The number of the class. */
  readonly index: number;
  readonly probability: number;
}

/** Options of `classify`. */
export interface ClassifyOptions {
  /** How many classes, the most probable first. Default 5. */
  readonly topK?: number;
  /** Names of the classes, in the order of the outputs. Default: those of the weights; where there are none, `class 3`. */
  readonly labels?: readonly string[];
  /** How a picture becomes an input. Default: as the weights were trained. */
  readonly preprocessing?: PreprocessingLike;
}

/** Pictures that are in memory, and in the network, at a time. */
const batchSize = 16;

/**
 * What a network sees in a picture, or in each of several: the most probable classes, with their names. The picture is brought into the
 * size and range the network was trained on; its outputs may be probabilities or scores.
 *
 * @throws {ValueError} if nothing is known of the pictures the network takes: give `preprocessing`.
 * @throws {ShapeError} for a network that has no classes, but features.
 * @throws {FormatError} for a file that is no picture.
 *
 * @example
 * const net = await googLeNet({ weights: 'imagenet' });
 * const [first, second] = await classify(net, 'cat.jpg', { topK: 2 }); // a path in Node.js, a URL everywhere
 * first.label; // 'tabby, tabby cat', or another of the 1000 names; first.index is its number, first.probability 0 … 1
 * @example
 * const [first] = await classify(net, video); // a <video> that plays
 */
export function classify(net: Model, picture: Picture, options?: ClassifyOptions): Promise<Classification[]>;
export function classify(
  net: Model,
  pictures: readonly Picture[],
  options?: ClassifyOptions,
): Promise<Classification[][]>;
export async function classify(
  net: Model,
  given: Picture | readonly Picture[],
  options: ClassifyOptions = {},
): Promise<Classification[] | Classification[][]> {
  const { topK = 5 } = options;
  if (!(Number.isInteger(topK) && topK >= 1)) {
    throw new ValueError(`classify: topK must be a whole number >= 1, got ${topK}`);
  }
  const known = pictureRules(net);
  const preprocessing = options.preprocessing ?? known.preprocessing;
  if (!preprocessing) {
    throw new ValueError(
      `classify: nothing is known of the pictures '${net.name}' takes; give preprocessing, or tell it once with setPictureRules`,
    );
  }
  const rules = rulesOf(preprocessing, 'classify');
  const labels = options.labels ?? (known.labels === 'imagenet' ? await imagenetLabels() : known.labels);
  const pictures: readonly Picture[] = isList(given) ? given : [given];
  const found: Classification[][] = [];
  for (let begin = 0; begin < pictures.length; begin += batchSize) {
    const batch = pictures.slice(begin, begin + batchSize);
    const inputs = await Promise.all(batch.map((picture) => pictureInput(picture, rules, 'classify')));
    for (const row of await outputs(net, inputs, [...rules.size, rules.channels])) {
      found.push(best(probabilities(row), topK, labels));
    }
  }
  return isList(given) ? found : found[0];
}

function isList(given: Picture | readonly Picture[]): given is readonly Picture[] {
  return Array.isArray(given);
}

/** The first output of a network, a row an input. */
async function outputs(net: Model, inputs: readonly Float32Array[], shape: readonly number[]): Promise<Float32Array[]> {
  const size = inputs[0].length;
  const all = new Float32Array(inputs.length * size);
  inputs.forEach((input, i) => {
    all.set(input, i * size);
  });
  const x = tensor(all, [inputs.length, ...shape]);
  const y = await net.predict(x);
  try {
    const [, classes] = y.shape;
    if (y.shape.length !== 2) {
      throw new ShapeError(
        `classify: '${net.name}' gives [${y.shape.join(',')}], no row of classes a picture; was it made with includeTop: false?`,
      );
    }
    const values = Float32Array.from(await y.data());
    return inputs.map((_, i) => values.subarray(i * classes, (i + 1) * classes));
  } finally {
    x.dispose();
    y.dispose();
  }
}

/** Probabilities stay as they are; of scores, the softmax. */
function probabilities(row: Float32Array): Float32Array {
  const sum = row.reduce((total, value) => total + value, 0);
  if (Math.abs(sum - 1) < 1e-3 && row.every((value) => value >= 0)) return row;
  const largest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const shares = row.map((value) => Math.exp(value - largest));
  const whole = shares.reduce((total, value) => total + value, 0);
  return shares.map((value) => value / whole);
}

function best(row: Float32Array, topK: number, labels: readonly string[] | undefined): Classification[] {
  if (labels && labels.length !== row.length) {
    throw new ValueError(`classify: there are ${labels.length} labels for ${row.length} classes`);
  }
  return [...row]
    .map((probability, index) => ({ label: labels?.[index] ?? `class ${index}`, index, probability }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, topK);
}
