import { FormatError, StriateError } from '@striate/tensor';
import { type Family, isSerialized, makeOf } from '../config/decode';
import { isDescribed } from '../config/described';
import { type Json, type JsonConfig, type Kind, serializeDescribed } from '../config/encode';
import { knownName, snakeKey } from '../config/names';
import { lossesByName } from '../losses/resolveLoss';
import { allMetrics, metricsWithDefaults } from '../metrics/allMetrics';
import type { Metric } from '../metrics/Metric';
import { metricsByName, resolveMetric } from '../metrics/resolveMetric';
import { optimizersByName } from '../optimizers/resolveOptimizer';
import { schedulesByName } from '../schedules/schedulesByName';
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
  if (typeof value === 'string') return kind === 'optimizers' ? value.toLowerCase() : snakeKey(value);
  if (typeof value === 'number') return value;
  if (isDescribed(value)) {
    // A loss among the metrics has no reduction.
    const made = kind === 'metrics' ? resolveMetric(value as unknown as Metric) : value;
    return serializeDescribed(isDescribed(made) ? made : value, kind);
  }
  if (Array.isArray(value)) return value.map((inner) => encode(inner, kind));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, encode(inner, kind)]));
  }
  const name = typeof value === 'function' ? `function '${value.name}'` : Object.prototype.toString.call(value);
  throw new StriateError(`compile: the ${kind} hold ${name}, which no configuration can hold; give it by name`);
}

/**
 * The options of `compile` that `compileConfig`, or Keras' `compile_config`, described.
 * @throws {FormatError} for an optimizer, schedule, loss or metric that is not known.
 */
export function compileOptions(config: JsonConfig): CompileOptions {
  const metrics = { ...lossesByName, ...allMetrics };
  return {
    optimizer: decode(config.optimizer, optimizersByName, 'optimizer'),
    loss: decode(config.loss, lossesByName, 'loss'),
    lossWeights: config.loss_weights ?? undefined,
    metrics: withoutNames(decode(config.metrics, metrics, 'metric')),
    weightedMetrics: withoutNames(decode(config.weighted_metrics, metrics, 'metric')),
  } as CompileOptions;
}

/** Names by which Keras knows some of them besides their own. */
const shortNames: Readonly<Record<string, string>> = {
  acc: 'accuracy',
  bce: 'binaryCrossentropy',
  kld: 'klDivergence',
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  mse: 'meanSquaredError',
  msle: 'meanSquaredLogarithmicError',
};

/** Here, and not with the layers: who never reads such a configuration does not carry the schedules. */
const nested = { learning_rate: schedulesByName, momentum: schedulesByName };

function decode(json: Json | undefined, family: Family, what: string): unknown {
  if (json === undefined || json === null) return undefined;
  if (typeof json === 'string') return nameOf(json, family, what);
  if (typeof json !== 'object') return json;
  if (isSerialized(json)) return makeOf(family, json, what, nested);
  if (Array.isArray(json)) return json.map((inner) => decode(inner, family, what));
  return Object.fromEntries(Object.entries(json).map(([name, inner]) => [name, decode(inner, family, what)]));
}

/** The metrics that have a name in Keras and none here, made. */
function withoutNames(decoded: unknown): unknown {
  if (Array.isArray(decoded)) return decoded.map(withoutNames);
  const made: Readonly<Record<string, () => unknown>> = metricsWithDefaults;
  const isMissing =
    typeof decoded === 'string' && Object.hasOwn(made, decoded) && !Object.hasOwn(metricsByName, decoded);
  return isMissing ? made[decoded]() : decoded;
}

/** A name of Keras as we have it: `mean_squared_error`, `mse`. */
function nameOf(name: string, family: Family, what: string): string {
  const found = knownName(family, shortNames[name.toLowerCase()] ?? name);
  if (found) return found;
  throw new FormatError(`compile: ${what} '${name}' is not known; there are ${Object.keys(family).join(', ')}`);
}
