import { ValueError } from '@striate/tensor';
import type { TextVectorizationOptions } from './TextVectorization';

/** Keras' configuration of a `TextVectorization`, as its `get_config` gives it. */
export interface KerasTextVectorizationConfig {
  readonly max_tokens?: number | null;
  readonly standardize?: string | null;
  readonly split?: string | null;
  readonly ngrams?: number | readonly number[] | null;
  readonly output_mode?: string;
  readonly output_sequence_length?: number | null;
  readonly pad_to_max_tokens?: boolean;
  readonly vocabulary?: readonly string[] | null;
  readonly idf_weights?: readonly number[] | null;
  /** Keras' own: `name`, `dtype`, `encoding`, … */
  readonly [key: string]: unknown;
}

export function toKerasConfig(options: TextVectorizationOptions): KerasTextVectorizationConfig {
  const { idfWeights } = options;
  return {
    max_tokens: options.maxTokens ?? null,
    standardize: named('standardize', options.standardize),
    split: named('split', options.split),
    ngrams: options.ngrams ?? null,
    output_mode: snake(options.outputMode ?? 'int'),
    output_sequence_length: options.outputSequenceLength ?? null,
    pad_to_max_tokens: options.padToMaxTokens ?? false,
    vocabulary: options.vocabulary ?? null,
    idf_weights: idfWeights ? Array.from(idfWeights) : null,
  };
}

/** The constructor checks the names and numbers, wherever they come from. */
export function fromKerasConfig(config: KerasTextVectorizationConfig): TextVectorizationOptions {
  for (const key of ['sparse', 'ragged']) {
    if (config[key]) throw new ValueError(`textVectorization: '${key}' is set, and all tensors here are dense`);
  }
  const options = {
    maxTokens: config.max_tokens ?? undefined,
    standardize: camel(config.standardize),
    split: camel(config.split),
    ngrams: config.ngrams ?? undefined,
    outputMode: camel(config.output_mode ?? 'int'),
    outputSequenceLength: config.output_sequence_length ?? undefined,
    padToMaxTokens: config.pad_to_max_tokens ?? false,
    vocabulary: config.vocabulary ?? undefined,
    idfWeights: config.idf_weights ?? undefined,
  };
  return options as TextVectorizationOptions;
}

function named(option: string, value: unknown): string | null {
  if (typeof value !== 'function') return value === null || value === undefined ? null : snake(String(value));
  throw new ValueError(
    `textVectorization: ${option} is a function, and no configuration holds one: keep getVocabulary(), and make it anew with vocabulary`,
  );
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `undefined` where the configuration says nothing, so that the default holds; `null` where it says null. */
function camel(name: string | null | undefined): string | null | undefined {
  return typeof name === 'string' ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
}
