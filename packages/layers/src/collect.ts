import { Variable } from '@striate/tensor';
import { Callable } from './Callable';
import type { Layer } from './Layer';

/** Layers and variables in the public fields of an object, and in arrays and plain objects there. */
export function collect(owner: object): { layers: Set<Layer>; variables: Set<Variable> } {
  const found = { layers: new Set<Layer>(), variables: new Set<Variable>() };
  const visit = (value: unknown, level: number): void => {
    if (value instanceof Callable) found.layers.add(value as Layer);
    else if (value instanceof Variable) found.variables.add(value);
    else if (typeof value !== 'object' || value === null || level > 4) return;
    else if (Array.isArray(value)) {
      // A list of plain numbers, a shape say, is not searched.
      if (typeof value[0] !== 'number') for (const inner of value) visit(inner, level + 1);
    } else if (Object.getPrototypeOf(value) === Object.prototype) {
      for (const inner of Object.values(value)) visit(inner, level + 1);
    }
  };
  for (const [key, value] of Object.entries(owner)) if (key !== 'config') visit(value, 0);
  return found;
}
