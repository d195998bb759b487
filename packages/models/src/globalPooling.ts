import { globalAveragePooling2d, globalMaxPooling2d, type Layer, unknownName } from '@striate/layers';
import type { ClassifierOptions } from './ClassifierOptions';

const poolings = { avg: globalAveragePooling2d, max: globalMaxPooling2d };

/** What follows the feature map of a network without its top. @throws {ValueError} for a pooling that there is not. */
export function globalPooling(pooling: ClassifierOptions['pooling']): Layer[] {
  if (pooling === undefined) return [];
  if (Object.hasOwn(poolings, pooling)) return [poolings[pooling]()];
  throw unknownName(`pooling '${pooling}' is not known`, pooling, Object.keys(poolings));
}
