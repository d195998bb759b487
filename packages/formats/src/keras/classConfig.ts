import type { Json, JsonConfig } from '@striate/layers';

/** A class with its options, as all versions of Keras write it. */
export interface ClassConfig {
  readonly class_name: string;
  readonly config: JsonConfig;
  readonly [key: string]: Json;
}

export function isClassConfig(value: unknown): value is ClassConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { class_name: name, config } = value as Record<string, unknown>;
  return typeof name === 'string' && typeof config === 'object' && config !== null;
}

/** Classes of models, by the names that versions of Keras gave them. */
export const modelClasses = ['Sequential', 'Functional', 'Model'];
