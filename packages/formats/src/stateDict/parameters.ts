import type { Layer } from '@striate/layers';
import { StriateError, type Variable } from '@striate/tensor';
import { featureOrders, type LayerOrders } from './featureOrder';
import { type Layout, plain } from './Layout';
import { torchParameter } from './torchParameters';

/** A weight of a model, and the tensor it is in a file. */
export interface Parameter {
  readonly weight: Variable;
  readonly layout: Layout;
}

/** The weights of a model under PyTorch's names: those of the layers, modules in PyTorch, joined by dots. */
export function torchParameters(model: Layer, who: string): Map<string, Parameter> {
  requireWeights(model, who);
  const parameters = new Map<string, Parameter>();
  const seen = new Set<Variable>();
  const orders = featureOrders(model);
  const visit = (layer: Layer, path: string): void => {
    const inner = new Set(layer.subLayers.flatMap((child) => child.weights));
    for (const weight of layer.weights) {
      if (inner.has(weight) || seen.has(weight)) continue;
      seen.add(weight);
      const { name, layout } = torchParameter(layer, weight, ordersOf(orders, layer));
      parameters.set(path + name, { weight, layout });
    }
    for (const child of layer.subLayers) visit(child, `${path}${child.name}.`);
  };
  visit(model, '');
  return parameters;
}

/** The weights of a model under our own names, as they are. */
export function ownParameters(model: Layer, who: string): Map<string, Parameter> {
  const named = requireWeights(model, who);
  return new Map(
    [...named].map(([name, weight]) => {
      const { shape, size } = weight;
      return [name, { weight, layout: { shape, features: plain(size), units: plain(1) } }];
    }),
  );
}

function ordersOf(orders: Map<Layer, LayerOrders>, layer: Layer): LayerOrders {
  return orders.get(layer) ?? { input: undefined, output: undefined };
}

/** The weights by name; asking for them names the layers. */
function requireWeights(model: Layer, who: string): Map<string, Variable> {
  const named = model.namedWeights();
  if (named.size > 0) return named;
  const why = model.built ? 'has no weights' : 'is not built: give its first layer an inputShape, or call it once';
  throw new StriateError(`${who}: '${model.name}' ${why}`);
}
