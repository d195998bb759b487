import type { Json, JsonConfig } from '@striate/layers';
import { isClassConfig } from './classConfig';

/** What a model was compiled with as Keras 3 writes it, from a `training_config` of any version. */
export function upgradeTraining({ optimizer_config: optimizer, ...config }: JsonConfig): JsonConfig {
  const { loss, metrics, weighted_metrics: weighted } = config;
  return {
    ...config,
    ...(optimizer !== undefined && { optimizer: upgradeOptimizer(optimizer) }),
    loss: upgradeLoss(loss ?? null),
    metrics: upgradeMetric(metrics ?? null),
    weighted_metrics: upgradeMetric(weighted ?? null),
  };
}

function upgradeOptimizer(given: Json): Json {
  if (!isClassConfig(given)) return given;
  const { lr, decay, schedule_decay: _, is_legacy_optimizer: __, jit_compile: ___, ...config } = given.config;
  const upgraded: Record<string, Json> = { ...config };
  const rate = lr ?? config.learning_rate;
  if (rate !== undefined) upgraded.learning_rate = rate;
  if (typeof decay === 'number' && decay !== 0 && typeof rate === 'number')
    upgraded.learning_rate = {
      class_name: 'InverseTimeDecay',
      config: { initial_learning_rate: rate, decay_steps: 1, decay_rate: decay },
    };
  if (upgraded.epsilon === null) delete upgraded.epsilon;
  return { ...given, class_name: given.class_name.replace(/^Custom>/, ''), config: upgraded };
}

/** `auto` was what the mean over a batch is. */
function upgradeLoss(given: Json): Json {
  if (Array.isArray(given)) return given.map(upgradeLoss);
  if (!isClassConfig(given)) return isPlain(given) ? mapValues(given, upgradeLoss) : given;
  const { fn, ...config } = given.config;
  if (given.class_name === 'LossFunctionWrapper' && typeof fn === 'string') return fn;
  return config.reduction === 'auto' ? { ...given, config: { ...config, reduction: 'sum_over_batch_size' } } : given;
}

/** A metric made of a function goes by the function's name. */
function upgradeMetric(given: Json): Json {
  if (Array.isArray(given)) return given.map(upgradeMetric);
  if (!isClassConfig(given)) return isPlain(given) ? mapValues(given, upgradeMetric) : given;
  const { fn } = given.config;
  return given.class_name === 'MeanMetricWrapper' && typeof fn === 'string' ? fn : given;
}

function isPlain(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues(given: JsonConfig, f: (value: Json) => Json): JsonConfig {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, f(value)]));
}
