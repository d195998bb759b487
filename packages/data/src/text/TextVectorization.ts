import { DTypeError, StriateError, type Tensor, tensor, ValueError } from '@striate/tensor';
import { checkOptions, type OptionNames, unknownName } from '../unknownName';
import { ngrams } from './ngrams';
import { countInto, longest, rowsToTensor } from './rows';
import { resolveSplit, resolveStandardize, type StandardizeLike, type TextSplitLike } from './standardize';
import { TokenCounts } from './TokenCounts';
import { fromKerasConfig, type KerasTextVectorizationConfig, toKerasConfig } from './textVectorizationConfig';
import { paddingToken, unknownToken, Vocabulary } from './Vocabulary';

/** What a text becomes: the indices of its tokens, or one number for each token of the vocabulary. */
export type TextOutputMode = 'int' | 'multiHot' | 'count' | 'tfIdf';

/** Options of `textVectorization`. */
export interface TextVectorizationOptions {
  /** Size of the vocabulary, special tokens included. Default: without limit. */
  readonly maxTokens?: number;
  /**
   * How texts are cleaned: `lowerAndStripPunctuation` (default), `lower`, `stripPunctuation`, `kim2014` (see `cleanKim2014`),
   * a function, or `null` for not at all.
   */
  readonly standardize?: StandardizeLike;
  /** How texts are cut: `whitespace` (default), `character`, a function, or `null` for not at all. */
  readonly split?: TextSplitLike;
  /** Runs of up to so many tokens are tokens, too; with a list, runs of just these lengths are the tokens. Default none. */
  readonly ngrams?: number | readonly number[];
  /**
   * `int` (default): indices, padded with 0 at the end. `multiHot`: 1 for each token that is there. `count`: how often it
   * is there. `tfIdf`: that, weighted by `ln(1 + texts / (1 + texts that have it))`.
   */
  readonly outputMode?: TextOutputMode;
  /** Texts as indices are cut or padded to this length, at the end. Default: that of the longest in the call. */
  readonly outputSequenceLength?: number;
  /** Makes the other outputs `maxTokens` wide, however few there are. Default false. */
  readonly padToMaxTokens?: boolean;
  /** The tokens by index, with the special ones or without: nothing has to be adapted then. */
  readonly vocabulary?: readonly string[];
  /** With `vocabulary`, for `tfIdf`: the weight of each token that is not a special one. */
  readonly idfWeights?: ArrayLike<number>;
}

const names: OptionNames<TextVectorizationOptions> = {
  maxTokens: true,
  standardize: true,
  split: true,
  ngrams: true,
  outputMode: true,
  outputSequenceLength: true,
  padToMaxTokens: true,
  vocabulary: true,
  idfWeights: true,
};
const modes: readonly TextOutputMode[] = ['int', 'multiHot', 'count', 'tfIdf'];

/** What `textVectorization` makes. */
export class TextVectorization {
  readonly className = 'TextVectorization';
  readonly #options: TextVectorizationOptions;
  readonly #mode: TextOutputMode;
  readonly #standardize: (text: string) => string;
  readonly #split: (text: string) => readonly string[];
  readonly #lengths: readonly number[] | undefined;
  readonly #special: readonly string[];
  #vocabulary: Vocabulary | undefined;

  constructor(options: TextVectorizationOptions = {}) {
    const { outputMode = 'int', standardize = 'lowerAndStripPunctuation', split = 'whitespace' } = options;
    const { padToMaxTokens = false, ngrams: runs, vocabulary } = options;
    checkOptions(options, names, 'textVectorization');
    checkRanges(options, outputMode);
    this.#options = { ...options, standardize, split, outputMode, padToMaxTokens };
    this.#mode = outputMode;
    this.#standardize = resolveStandardize(standardize);
    this.#split = resolveSplit(split);
    this.#lengths = typeof runs === 'number' ? Array.from({ length: runs }, (_, i) => i + 1) : runs;
    this.#special = outputMode === 'int' ? [paddingToken, unknownToken] : [unknownToken];
    if (vocabulary) this.setVocabulary(vocabulary, options.idfWeights);
  }

  /** The options it was made with, defaults and the vocabulary it has learned included. */
  get config(): TextVectorizationOptions {
    const idf = this.#mode === 'tfIdf' ? this.#vocabulary?.idf : undefined;
    return {
      ...this.#options,
      vocabulary: this.#vocabulary?.tokens,
      idfWeights: idf && [...idf.subarray(this.#special.length)],
    };
  }

  /**
   * Learns the vocabulary: the most frequent tokens of these texts, and of these only. One pass, text by text.
   *
   * @param texts a list, anything that gives strings one after the other, or a `Dataset` of strings.
   * @throws {DTypeError} for an element that is no string: names it.
   * @throws {ValueError} if there is not one token in the texts.
   */
  async adapt(texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
    if (typeof texts === 'string') throw new ValueError('textVectorization: adapt takes texts, got a single one');
    const counts = new TokenCounts();
    for await (const text of texts) {
      if (typeof text !== 'string') throw notText(text, counts.documents, 'adapt');
      counts.add(this.tokenize(text));
    }
    if (counts.tokens.size === 0) {
      throw new ValueError(`textVectorization: adapt found no token in ${counts.documents} texts`);
    }
    this.#vocabulary = Vocabulary.fromCounts(counts, this.#special, this.#options.maxTokens);
  }

  /** The tokens of a text, n-grams included, before they are looked up. */
  tokenize(text: string): readonly string[] {
    const tokens = this.#split(this.#standardize(text));
    return this.#lengths ? ngrams(tokens, this.#lengths) : tokens;
  }

  /**
   * Texts as a tensor. As indices int32 `[texts, steps]`, otherwise float32 `[texts, tokens]`.
   *
   * @throws {StriateError} as long as there is no vocabulary.
   * @throws {DTypeError} for an element that is no string.
   */
  call(texts: readonly string[]): Tensor {
    if (typeof texts === 'string') throw new ValueError(`textVectorization: takes a list of texts; here is one: ['…']`);
    const rows = texts.map((text, i) => {
      if (typeof text !== 'string') throw notText(text, i, 'call');
      return this.encode(text);
    });
    const dtype = this.#mode === 'int' ? 'int32' : 'float32';
    const length = this.#mode === 'int' ? longest(rows) : this.#width(this.#known());
    if (rows.length === 0) return tensor(dtype === 'int32' ? new Int32Array(0) : new Float32Array(0), [0, length]);
    return rowsToTensor(rows, { length, dtype, padding: 'post', truncating: 'post', value: 0 });
  }

  /**
   * One text as host values, for `Dataset.map`: what `call` makes of it, without a tensor. Give `outputSequenceLength`, or
   * texts of different lengths will not go into one batch.
   */
  encode(text: string): Int32Array | Float32Array {
    const vocabulary = this.#known();
    const tokens = this.tokenize(text);
    if (this.#mode === 'int') return this.#indices(tokens, vocabulary);
    const row = new Float32Array(this.#width(vocabulary));
    const indices = tokens.filter((token) => token !== paddingToken).map((token) => vocabulary.index(token));
    const { idf } = vocabulary;
    countInto(row, indices, (count, index) => {
      if (this.#mode === 'multiHot') return 1;
      return idf && this.#mode === 'tfIdf' ? count * idf[index] : count;
    });
    return row;
  }

  /** The tokens by their index. In `int` mode these begin with `''`, the padding, and `'[UNK]'`; else with `'[UNK]'`. */
  getVocabulary({ includeSpecialTokens = true }: { readonly includeSpecialTokens?: boolean } = {}): string[] {
    const vocabulary = this.#known();
    return includeSpecialTokens ? vocabulary.all : [...vocabulary.tokens];
  }

  /** How many indices there are, the special ones included: an embedding's `inputDim`. */
  get vocabularySize(): number {
    return this.#known().size;
  }

  /**
   * Puts a vocabulary in place of the one there is.
   *
   * @param idfWeights for `tfIdf`: the weight of each token that is not a special one.
   * @throws {ValueError} for repeated tokens, more than `maxTokens`, weights that are missing or of another number.
   */
  setVocabulary(tokens: readonly string[], idfWeights?: ArrayLike<number>): void {
    const weighted = this.#mode === 'tfIdf';
    if (weighted !== (idfWeights !== undefined)) {
      const problem = weighted ? 'needs idfWeights beside a vocabulary' : 'takes no idfWeights';
      throw new ValueError(`textVectorization: outputMode '${this.#mode}' ${problem}`);
    }
    const vocabulary = new Vocabulary(tokens, this.#special, idfWeights);
    const { maxTokens = Number.POSITIVE_INFINITY } = this.#options;
    if (vocabulary.size > maxTokens) {
      throw new ValueError(
        `textVectorization: the vocabulary has ${vocabulary.size} tokens with ${this.#special.length} special ones, maxTokens is ${maxTokens}`,
      );
    }
    this.#vocabulary = vocabulary;
  }

  /**
   * The options in Keras' form, with the vocabulary: JSON that `fromConfig` takes.
   *
   * @throws {ValueError} for a `standardize` or `split` that is a function.
   */
  getConfig(): KerasTextVectorizationConfig {
    return toKerasConfig(this.config);
  }

  /** What `getConfig` gave, or Keras itself. */
  static fromConfig(config: KerasTextVectorizationConfig): TextVectorization {
    return new TextVectorization(fromKerasConfig(config));
  }

  #known(): Vocabulary {
    if (this.#vocabulary) return this.#vocabulary;
    throw new StriateError(
      'textVectorization: there is no vocabulary yet: adapt(texts) learns one, setVocabulary sets it',
    );
  }

  #width(vocabulary: Vocabulary): number {
    const { maxTokens, padToMaxTokens } = this.#options;
    return padToMaxTokens && maxTokens !== undefined ? maxTokens : vocabulary.size;
  }

  #indices(tokens: readonly string[], vocabulary: Vocabulary): Int32Array {
    const { outputSequenceLength = tokens.length } = this.#options;
    const row = new Int32Array(outputSequenceLength);
    const kept = Math.min(tokens.length, outputSequenceLength);
    for (let i = 0; i < kept; i++) row[i] = tokens[i] === paddingToken ? 0 : vocabulary.index(tokens[i]);
    return row;
  }
}

function checkRanges(options: TextVectorizationOptions, outputMode: TextOutputMode): void {
  const { maxTokens, ngrams: runs, outputSequenceLength, padToMaxTokens } = options;
  if (!modes.includes(outputMode)) throw unknownName('textVectorization: outputMode', outputMode, modes);
  // Room for one token beside the special ones.
  if (maxTokens !== undefined) checkAtLeast('maxTokens', maxTokens, outputMode === 'int' ? 3 : 2);
  if (outputSequenceLength !== undefined) checkAtLeast('outputSequenceLength', outputSequenceLength, 1);
  for (const length of typeof runs === 'number' ? [runs] : (runs ?? [])) checkAtLeast('ngrams', length, 1);
  if (outputMode !== 'int' && outputSequenceLength !== undefined) {
    throw new ValueError(
      `textVectorization: outputSequenceLength ${outputSequenceLength} goes with outputMode 'int', not '${outputMode}'`,
    );
  }
  if (padToMaxTokens && (maxTokens === undefined || outputMode === 'int')) {
    throw new ValueError(
      `textVectorization: padToMaxTokens needs maxTokens, and an outputMode other than 'int'; they are ${maxTokens} and '${outputMode}'`,
    );
  }
}

function checkAtLeast(option: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new ValueError(`textVectorization: ${option} ${value} is not a whole number >= ${least}`);
}

function notText(value: unknown, i: number, method: string): DTypeError {
  const found = typeof value === 'object' && value !== null ? 'an object; map a data set to its texts' : String(value);
  return new DTypeError(`textVectorization: ${method} takes strings, but element ${i} is ${found}`);
}

/**
 * Turns texts into numbers (Keras' `TextVectorization`): cleans them, cuts them into tokens, and looks these up in a
 * vocabulary that `adapt` learns. In `int` mode 0 is padding and 1 any token that is not in the vocabulary.
 *
 * Every script is welcome. Lower case and punctuation are Unicode's, where Keras knows those of ASCII only (“ ”, …, 。 stay on
 * its words); composed and decomposed Hangul are the same. Korean particles stay on their nouns: `split: 'character'`, or a
 * function that knows morphemes, may serve better than words.
 *
 * @throws {ValueError} for an option that is out of range or does not go with another.
 *
 * @example
 * const vectorize = textVectorization({ maxTokens: 20_000, outputSequenceLength: 56 });
 * await vectorize.adapt(texts);
 * const x = vectorize.call(texts);                                          // int32 [texts, 56]
 * const batches = dataset.map(({ text, y }) => ({ x: vectorize.encode(text), y })).batch(50);
 * const words = embedding({ inputDim: vectorize.vocabularySize, outputDim: 300 });
 */
export function textVectorization(options: TextVectorizationOptions = {}): TextVectorization {
  return new TextVectorization(options);
}
