import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModel, type Model, textCnn, textVectorization, vocabularyOf, zooLayers } from 'striate';

/** What a network thinks of a sentence. */
export interface Judgement {
  readonly sentence: string;
  /** How sure it is that the sentence is friendly, 0 … 1. */
  readonly positive: number;
  /** Words it never read, as the sentence is cut. */
  readonly unknown: readonly string[];
}

/** A network and its vocabulary: sentences in, tones out. */
export class Judge {
  readonly #vectorize: ReturnType<typeof textVectorization>;
  readonly #words: ReadonlySet<string>;

  readonly #net: Model;

  constructor(net: Model, vocabulary: readonly string[]) {
    this.#net = net;
    this.#words = new Set(vocabulary);
    const [, length] = net.inputs[0].shape;
    this.#vectorize = textVectorization({
      standardize: 'kim2014',
      vocabulary,
      outputSequenceLength: length ?? undefined,
    });
  }

  /** The network that comes with Striate. */
  static async packaged(): Promise<Judge> {
    const vocabulary = await vocabularyOf('textCnn', 'movie-reviews');
    return new Judge(await textCnn({ weights: 'movie-reviews' }), vocabulary);
  }

  /** The network an earlier training wrote. */
  static async load(folder: string): Promise<Judge> {
    const vocabulary: unknown = JSON.parse(await readFile(join(folder, 'vocabulary.json'), 'utf8'));
    if (!Array.isArray(vocabulary) || !vocabulary.every((word) => typeof word === 'string'))
      throw new TypeError(`${join(folder, 'vocabulary.json')} should be a list of words`);
    return new Judge(await loadModel(join(folder, 'sentences.keras'), { customObjects: zooLayers }), vocabulary);
  }

  /** Judges sentences, several at a time. */
  async judge(sentences: readonly string[]): Promise<Judgement[]> {
    const scores = await this.#net.predict(this.#vectorize.call(sentences));
    const values = await scores.data();
    return sentences.map((sentence, i) => ({
      sentence,
      positive: values[2 * i + 1],
      unknown: this.#vectorize.tokenize(sentence).filter((word) => !this.#words.has(word)),
    }));
  }
}
