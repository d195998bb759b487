import { ValueError } from '@striate/tensor';
import { inverseDocumentFrequency, type TokenCounts } from './TokenCounts';

/** Stands for every word that is not in the vocabulary. */
export const unknownToken = '[UNK]';
/** Stands where a text has ended. */
export const paddingToken = '';

/** Tokens by their index, and indices by their token. */
export class Vocabulary {
  /** What comes before the tokens of the texts: the padding, where there is one, and the unknown token. */
  readonly special: readonly string[];
  /** Without the special ones, by index. */
  readonly tokens: readonly string[];
  /** One for each index, or none. */
  readonly idf: Float32Array | undefined;
  readonly #indices: ReadonlyMap<string, number>;

  /** @throws {ValueError} for no tokens, repeated ones, special ones in the wrong place, weights of another number. */
  constructor(tokens: readonly string[], special: readonly string[], idfWeights?: ArrayLike<number>) {
    this.special = special;
    // As Keras has it, the special tokens may be there or not.
    const listed = special.every((token, i) => tokens[i] === token);
    this.tokens = listed ? tokens.slice(special.length) : [...tokens];
    if (this.tokens.length === 0) throw refusal('it has no tokens');
    this.#indices = new Map(this.tokens.map((token, i) => [token, special.length + i]));
    check(this.tokens);
    this.idf = idfWeights && withSpecial(idfWeights, this.tokens.length, special.length);
  }

  /** The most frequent tokens; of those as frequent as each other the last in the alphabet first, as in Keras. */
  static fromCounts(counts: TokenCounts, special: readonly string[], maxTokens: number | undefined): Vocabulary {
    const limit = maxTokens === undefined ? undefined : maxTokens - special.length;
    const tokens = [...counts.tokens]
      .filter(([token]) => token !== paddingToken && token !== unknownToken)
      .sort(([a, m], [b, n]) => n - m || (a < b ? 1 : -1))
      .slice(0, limit)
      .map(([token]) => token);
    const idf = tokens.map((token) => inverseDocumentFrequency(counts.documents, counts.texts.get(token) ?? 0));
    return new Vocabulary(tokens, special, idf);
  }

  /** How many indices there are, the special ones included. */
  get size(): number {
    return this.special.length + this.tokens.length;
  }

  /** The tokens by index, special ones included. */
  get all(): string[] {
    return [...this.special, ...this.tokens];
  }

  index(token: string): number {
    return this.#indices.get(token) ?? this.special.indexOf(unknownToken);
  }
}

function check(tokens: readonly string[]): void {
  const seen = new Set<string>();
  tokens.forEach((token, i) => {
    if (typeof token !== 'string') throw refusal(`token ${i} is ${String(token)}, not a string`);
    if (token === paddingToken || token === unknownToken) {
      throw refusal(`'${token}' stands for what is not a word; it is token ${i} of those after the special ones`);
    }
    if (seen.has(token)) throw refusal(`'${token}' is there twice`);
    seen.add(token);
  });
}

/** Weights with those of the special tokens before them, for which Keras takes the mean of the others. */
function withSpecial(weights: ArrayLike<number>, tokens: number, special: number): Float32Array {
  if (weights.length !== tokens) {
    throw refusal(`it has ${tokens} tokens without the special ones, but idfWeights has ${weights.length} values`);
  }
  const values = Array.from(weights);
  const mean = values.reduce((sum, value) => sum + value, 0) / tokens;
  return Float32Array.from([...new Array<number>(special).fill(mean), ...values]);
}

function refusal(why: string): ValueError {
  return new ValueError(`textVectorization: this is no vocabulary: ${why}`);
}
