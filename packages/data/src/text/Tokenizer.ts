import { StriateError, type Tensor, tensor, ValueError } from '@striate/tensor';
import { checkOptions, type OptionNames, unknownName } from '../unknownName';
import { countInto } from './rows';
import { inverseDocumentFrequency, TokenCounts } from './TokenCounts';
import { type TokenizerState, tokenizerFromJson, tokenizerToJson } from './tokenizerJson';

/** Options of `tokenizer`. */
export interface TokenizerOptions {
  /** Only words with an index below this are used: the `numWords - 1` most frequent ones. Default: all. */
  readonly numWords?: number;
  /** Each of these characters separates words. Default: the punctuation of ASCII but `'`, tab and newline. */
  readonly filters?: string;
  /** Whether texts become lower case. Default true. */
  readonly lower?: boolean;
  /** What separates words. Default a space. */
  readonly split?: string;
  /** Every character is a token. Default false. */
  readonly charLevel?: boolean;
  /** Stands, with index 1, for words that are not in the index. Default: these are left out. */
  readonly oovToken?: string;
}

/** What a row of `textsToMatrix` holds for each word that is in the text. */
export type TextMatrixMode = 'binary' | 'count' | 'freq' | 'tfidf';

const names: OptionNames<TokenizerOptions> = {
  numWords: true,
  filters: true,
  lower: true,
  split: true,
  charLevel: true,
  oovToken: true,
};
const modes: readonly TextMatrixMode[] = ['binary', 'count', 'freq', 'tfidf'];

/** A text, or its tokens. */
export type TextOrTokens = string | readonly string[];

/** What `tokenizer` makes. */
export class Tokenizer {
  readonly className = 'Tokenizer';
  /** The options it was made with, defaults included. */
  readonly config: TokenizerOptions & Required<Pick<TokenizerOptions, 'filters' | 'lower' | 'split' | 'charLevel'>>;
  #counts = new TokenCounts();
  #words: readonly string[] = [];
  #index: ReadonlyMap<string, number> = new Map();

  constructor(options: TokenizerOptions = {}) {
    checkOptions(options, names, 'tokenizer');
    const { filters = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n', lower = true, split = ' ', charLevel = false } = options;
    const { numWords } = options;
    if (numWords !== undefined && !(Number.isInteger(numWords) && numWords >= 1)) {
      throw new ValueError(`tokenizer: numWords ${numWords} is not a whole number >= 1`);
    }
    if (split === '') throw new ValueError('tokenizer: split is empty; charLevel makes every character a token');
    this.config = { ...options, filters, lower, split, charLevel };
  }

  /** Each word's index, from 1 on by falling frequency; words as frequent as each other in the order of first sight. */
  get wordIndex(): ReadonlyMap<string, number> {
    return this.#index;
  }

  /** How often each word was seen. */
  get wordCounts(): ReadonlyMap<string, number> {
    return this.#counts.tokens;
  }

  /** In how many texts each word was seen. */
  get wordDocs(): ReadonlyMap<string, number> {
    return this.#counts.texts;
  }

  /** How many texts were seen. */
  get documentCount(): number {
    return this.#counts.documents;
  }

  /** Counts the words of these texts on top of those counted before, and numbers all of them anew. */
  fitOnTexts(texts: Iterable<TextOrTokens>): void {
    for (const text of texts) this.#counts.add(this.tokenize(text));
    this.#number();
  }

  /** The words of a text. Of one that comes as tokens each is a word as it is, but for its case. */
  tokenize(text: TextOrTokens): readonly string[] {
    const { filters, lower, split, charLevel } = this.config;
    const form = (part: string): string => (lower ? part.toLowerCase() : part).normalize('NFC');
    if (typeof text !== 'string') return text.map(form);
    const cased = form(text);
    if (charLevel) return [...cased];
    const separated = [...filters].reduce((rest, character) => rest.replaceAll(character, split), cased);
    return separated.split(split).filter((word) => word !== '');
  }

  /** The indices of each text's words. Words without one are left out, or have that of `oovToken`. */
  textsToSequences(texts: readonly TextOrTokens[]): number[][] {
    const { numWords = Number.POSITIVE_INFINITY, oovToken } = this.config;
    const unknown = oovToken === undefined ? undefined : this.#index.get(oovToken);
    return texts.map((text) =>
      this.tokenize(text).flatMap((word) => {
        const index = this.#index.get(word);
        if (index !== undefined && index < numWords) return [index];
        return unknown === undefined ? [] : [unknown];
      }),
    );
  }

  /** The words of each sequence of indices, with spaces between. */
  sequencesToTexts(sequences: readonly ArrayLike<number>[]): string[] {
    const { numWords = Number.POSITIVE_INFINITY, oovToken } = this.config;
    return sequences.map((sequence) =>
      Array.from(sequence, (index) => (index < numWords ? this.#words[index - 1] : undefined) ?? oovToken)
        .filter((word) => word !== undefined)
        .join(' '),
    );
  }

  /**
   * Texts as float32 `[texts, numWords]` (or one more than there are words): 1 for each word that is there (`binary`), how
   * often it is there (`count`), the part of the text that it is (`freq`), or
   * `(1 + ln count) * ln(1 + texts / (1 + texts that have it))` (`tfidf`).
   *
   * @throws {StriateError} before `fitOnTexts`.
   */
  textsToMatrix(texts: readonly TextOrTokens[], mode: TextMatrixMode = 'binary'): Tensor {
    return this.sequencesToMatrix(this.textsToSequences(texts), mode);
  }

  /** The same from indices. Those of `numWords` and above are left out. */
  sequencesToMatrix(sequences: readonly ArrayLike<number>[], mode: TextMatrixMode = 'binary'): Tensor {
    if (!modes.includes(mode)) throw unknownName('sequencesToMatrix: mode', mode, modes);
    if (this.#words.length === 0)
      throw new StriateError('tokenizer: it knows no words yet: fitOnTexts(texts) learns them');
    const width = this.config.numWords ?? this.#words.length + 1;
    const data = new Float32Array(sequences.length * width);
    sequences.forEach((sequence, i) => {
      const indices = Array.from(sequence).filter((index) => index >= 0 && index < width);
      countInto(data.subarray(i * width, (i + 1) * width), indices, (count, index) => {
        if (mode === 'count') return count;
        if (mode === 'freq') return count / sequence.length;
        return mode === 'binary' ? 1 : (1 + Math.log(count)) * this.#idf(index);
      });
    });
    return tensor(data, [sequences.length, width]);
  }

  /** Options and counts as JSON, in Keras' form. */
  toJson(): string {
    return tokenizerToJson({ config: this.config, counts: this.#counts, wordIndex: this.#index });
  }

  /**
   * The tokenizer of a JSON text that `toJson` or Keras wrote.
   *
   * @throws {FormatError} for any other text.
   */
  static fromJson(json: string): Tokenizer {
    const { config, counts, wordIndex }: TokenizerState = tokenizerFromJson(json);
    const made = new Tokenizer(config);
    made.#counts = counts;
    made.#number([...wordIndex].sort(([, a], [, b]) => a - b).map(([word]) => word));
    return made;
  }

  #number(words?: readonly string[]): void {
    const { oovToken } = this.config;
    const byCount = (): string[] => [...this.#counts.tokens].sort(([, a], [, b]) => b - a).map(([word]) => word);
    this.#words = words ?? [...new Set([...(oovToken === undefined ? [] : [oovToken]), ...byCount()])];
    this.#index = new Map(this.#words.map((word, i) => [word, i + 1]));
  }

  #idf(index: number): number {
    const word = this.#words[index - 1];
    return inverseDocumentFrequency(this.documentCount, this.wordDocs.get(word) ?? 0);
  }
}

/**
 * Numbers the words of texts: Keras' older `Tokenizer`, as many courses use it. New programs have `textVectorization`.
 *
 * Index 0 stands for no word, and is left to `padSequences`. What separates words are spaces and the punctuation of ASCII;
 * give `filters` for more of it.
 *
 * @example
 * const words = tokenizer({ numWords: 10_000, oovToken: '<OOV>' });
 * words.fitOnTexts(trainTexts);
 * const x = padSequences(words.textsToSequences(trainTexts), { maxlen: 56 }); // int32 [texts, 56]
 */
export function tokenizer(options: TokenizerOptions = {}): Tokenizer {
  return new Tokenizer(options);
}
