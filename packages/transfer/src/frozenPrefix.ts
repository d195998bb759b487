import { type Functional, Functional as FunctionalModel, type SymbolicTensor } from '@striate/layers';

/** A model cut in two where training begins. */
export interface Cut {
  /** What gives the same values in every pass; undefined where the first layers learn. */
  readonly frozen: Functional | undefined;
  /** What learns; undefined where all is frozen. */
  readonly learning: Functional | undefined;
}

/**
 * Cuts a graph behind the last place that one tensor alone leads through, and before which nothing learns: what comes before can be
 * computed once.
 */
export function cutAtFrozen(net: Functional): Cut {
  const [source, end] = [net.inputs[0], net.outputs[0]];
  const place = lastFrozenPlace(net);
  if (!place) return { frozen: undefined, learning: net };
  if (place === end) return { frozen: net, learning: undefined };
  return {
    frozen: new FunctionalModel({ inputs: source, outputs: place, name: `${net.name}_frozen` }),
    learning: new FunctionalModel({ inputs: place, outputs: end, name: `${net.name}_learning` }),
  };
}

function lastFrozenPlace({ nodes, outputs }: Functional): SymbolicTensor | undefined {
  const learning = nodes.findIndex(({ layer }) => layer.trainableWeights.length > 0);
  if (learning < 0) return outputs[0];
  for (let i = learning - 1; i >= 0; i--) {
    const before = new Set(nodes.slice(0, i + 1).flatMap((node) => [...node.outputs]));
    const later = nodes.slice(i + 1).flatMap((node) => [...node.inputs]);
    const made = new Set(nodes.slice(i + 1).flatMap((node) => [...node.outputs]));
    const needed = new Set([...later, ...outputs].filter((symbol) => !made.has(symbol)));
    const [only] = needed;
    if (needed.size === 1 && before.has(only)) return only;
  }
  return undefined;
}
