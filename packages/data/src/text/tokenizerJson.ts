import { FormatError } from '@striate/tensor';
import { isRecord } from '../example';
import { TokenCounts } from './TokenCounts';
import type { TokenizerOptions } from './Tokenizer';

export interface TokenizerState {
  readonly config: TokenizerOptions;
  readonly counts: TokenCounts;
  readonly wordIndex: ReadonlyMap<string, number>;
}

/** Keras' form: within it the counts are JSON texts of their own. */
export function tokenizerToJson({ config, counts, wordIndex }: TokenizerState): string {
  const words = [...wordIndex];
  const documents = words.flatMap(([word, index]) => {
    const texts = counts.texts.get(word);
    return texts === undefined ? [] : [[index, texts] as const];
  });
  return JSON.stringify({
    class_name: 'Tokenizer',
    config: {
      num_words: config.numWords ?? null,
      filters: config.filters,
      lower: config.lower,
      split: config.split,
      char_level: config.charLevel,
      oov_token: config.oovToken ?? null,
      document_count: counts.documents,
      word_counts: object(counts.tokens),
      word_docs: object(counts.texts),
      index_docs: object(documents),
      index_word: object(words.map(([word, index]) => [index, word])),
      word_index: object(words),
    },
  });
}

/** Written by hand: an object would put the words that are numbers first. */
function object(entries: Iterable<readonly [string | number, string | number]>): string {
  return `{${Array.from(entries, ([key, value]) => `${JSON.stringify(String(key))}: ${JSON.stringify(value)}`).join(', ')}}`;
}

export function tokenizerFromJson(json: string): TokenizerState {
  const outer = record(parse(json, 'the text'), 'the text');
  if (outer.class_name !== 'Tokenizer') throw refusal(`class_name is ${JSON.stringify(outer.class_name)}`);
  const config = record(outer.config, 'config');
  const counts = new TokenCounts();
  counts.documents = count(config.document_count, 'document_count');
  const wordIndex = countMap(config, 'word_index');
  const indices = [...wordIndex.values()].sort((a, b) => a - b);
  if (indices.some((index, i) => index !== i + 1)) throw refusal('word_index does not number its words from 1 on');
  for (const key of ['tokens', 'texts'] as const) {
    for (const entry of countMap(config, key === 'tokens' ? 'word_counts' : 'word_docs')) counts[key].set(...entry);
  }
  return { config: options(config), counts, wordIndex };
}

function options(config: Readonly<Record<string, unknown>>): TokenizerOptions {
  const { num_words, oov_token, filters, split, lower, char_level } = config;
  return {
    // Keras takes 0 for none.
    numWords: count(num_words ?? 0, 'num_words') || undefined,
    oovToken: oov_token === null || oov_token === undefined ? undefined : text(oov_token, 'oov_token'),
    filters: text(filters ?? '', 'filters'),
    split: text(split, 'split'),
    lower: lower === true,
    charLevel: char_level === true,
  };
}

function countMap(config: Readonly<Record<string, unknown>>, key: string): Map<string, number> {
  const json = text(config[key], key);
  const found = record(parse(json, key), key);
  for (const [word, value] of Object.entries(found)) count(value, `${key} of '${word}'`);
  // Words in the order of the text, which decides between equal counts: an object puts those that are numbers first.
  const words = Array.from(json.matchAll(/("(?:[^"\\]|\\.)*")\s*:/g), ([, word]) => String(JSON.parse(word)));
  return new Map(words.map((word) => [word, Number(found[word])]));
}

function parse(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new FormatError(`Tokenizer.fromJson: ${where} is not JSON: ${String(cause)}`, { cause });
  }
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw refusal(`${where} is not an object`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw refusal(`${where} is ${JSON.stringify(value)}, not a string`);
}

function count(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw refusal(`${where} is ${JSON.stringify(value)}, not a whole number >= 0`);
}

function refusal(why: string): FormatError {
  return new FormatError(`Tokenizer.fromJson: ${why}`);
}
