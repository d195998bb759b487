import type { Variable } from '@striate/tensor';
import type { Layer } from './Layer';
import { nameSiblings } from './naming';

/** The weights of a layer and of those it holds, each once, under the names they have in a file: `conv2d/kernel`. */
export function nameWeights(own: readonly Variable[], layers: readonly Layer[]): Map<string, Variable> {
  const named = new Map<string, Variable>();
  const seen = new Set<Variable>();
  const put = (key: string, weight: Variable) => {
    if (seen.has(weight)) return;
    seen.add(weight);
    let free = key;
    for (let i = 1; named.has(free); i++) free = `${key}_${i}`;
    named.set(free, weight);
  };
  for (const weight of own) put(weight.name, weight);
  for (const layer of nameSiblings(layers)) {
    for (const [key, weight] of layer.namedWeights()) put(`${layer.name}/${key}`, weight);
  }
  return named;
}
