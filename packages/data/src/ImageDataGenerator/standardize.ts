import {
  add,
  div,
  matmul,
  mean,
  mul,
  StriateError,
  sqrt,
  stack,
  sub,
  type Tensor,
  unstack,
  variance,
} from '@striate/tensor';
import type { FilledOptions } from './ImageDataGeneratorOptions';

/** What `fit` learned: mean and deviation of each channel, and the whitening matrix. */
export interface FeatureStatistics {
  readonly mean: Tensor | undefined;
  readonly std: Tensor | undefined;
  readonly zcaWhiteningMatrix: Tensor | undefined;
}

/** Images [n, height, width, channels], float32, by the steps that the options name, in Keras' order. */
export function standardize(images: Tensor, options: FilledOptions, statistics: FeatureStatistics): Tensor {
  const { preprocessingFunction, rescale } = options;
  let x = images.cast('float32');
  if (preprocessingFunction) x = stack(unstack(x).map((image) => preprocessingFunction(image)));
  if (rescale) x = mul(x, rescale);
  if (options.samplewiseCenter) x = sub(x, mean(x, [1, 2, 3], true));
  if (options.samplewiseStdNormalization) x = div(x, add(sqrt(variance(x, [1, 2, 3], true)), 1e-6));
  if (options.featurewiseCenter) x = sub(x, learned(statistics.mean, 'featurewiseCenter'));
  if (options.featurewiseStdNormalization)
    x = div(x, add(learned(statistics.std, 'featurewiseStdNormalization'), 1e-6));
  if (!options.zcaWhitening) return x;
  const matrix = learned(statistics.zcaWhiteningMatrix, 'zcaWhitening');
  return matmul(x.reshape([x.shape[0], -1]), matrix).reshape(x.shape);
}

function learned(value: Tensor | undefined, option: string): Tensor {
  if (value) return value;
  throw new StriateError(`imageDataGenerator: ${option} needs statistics; call fit(images) first`);
}
