import { StriateError } from '@striate/tensor';
import { isSerialized, makeOf } from '../config/decode';
import { isDescribed } from '../config/described';
import { type Json, type JsonConfig, type Kind, serializeDescribed } from '../config/encode';
import { lossesByName } from '../losses/resolveLoss';
import { metricsByName } from '../metrics/resolveMetric';
import { optimizersByName } from '../optimizers/resolveOptimizer';
import type { CompileOptions } from './Trainer';

/**
 * What `compile` was given, in Keras' notation.
 * @throws {StriateError} for a function: a loss or a metric of one's own has no name in a configuration.
 */
export function compileConfig(options: CompileOptions): JsonConfig {
  const { optimizer = 'adam', loss, lossWeights, metrics, weightedMetrics } = options;
  const encoded = {
    optimizer: encode(optimizer, 'optimizers'),
    loss: encode(loss, 'losses'),
    loss_weights: encode(lossWeights, 'losses'),
    metrics: encode(metrics, 'metrics'),
    weighted_metrics: encode(weightedMetrics, 'metrics'),
  };
  return Object.fromEntries(Object.entries(encoded).filter(([, value]) => value !== null));
}

function encode(value: unknown, kind: Kind): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (isDescribed(value)) return serializeDescribed(value, kind);
  if (Array.isArray(value)) return value.map((inner) => encode(inner, kind));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encode(inner, kind)]));
  }
  const name = typeof value === 'function' ? `function '${value.name}'` : Object.prototype.toString.call(value);
  throw new StriateError(`compile: the ${kind} hold ${name}, which no configuration can hold; give it by name`);
}

/** The options of `compile` that `compileConfig` described. */
export function compileOptions(config: JsonConfig): CompileOptions {
  return {
    optimizer: decode(config.optimizer, optimizersByName, 'optimizer'),
    loss: decode(config.loss, lossesByName, 'loss'),
    lossWeights: config.loss_weights ?? undefined,
    metrics: decode(config.metrics, { ...lossesByName, ...metricsByName }, 'metric'),
    weightedMetrics: decode(config.weighted_metrics, { ...lossesByName, ...metricsByName }, 'metric'),
  } as CompileOptions;
}

function decode(json: Json | undefined, family: Parameters<typeof makeOf>[0], what: string): unknown {
  if (json === undefined || json === null || typeof json !== 'object') return json ?? undefined;
  if (isSerialized(json)) return makeOf(family, json, what);
  if (Array.isArray(json)) return json.map((inner) => decode(inner, family, what));
  return Object.fromEntries(Object.entries(json).map(([name, inner]) => [name, decode(inner, family, what)]));
}
