import { convProperties } from './conv';
import { elementwiseProperties } from './elementwise';
import { poolProperties } from './pool';
import type { Property } from './property';
import { reduceProperties } from './reduce';
import { shapeProperties } from './shape';

export const properties: readonly Property[] = [
  ...elementwiseProperties,
  ...reduceProperties,
  ...shapeProperties,
  ...convProperties,
  ...poolProperties,
];
