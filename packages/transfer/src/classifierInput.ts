import {
  Activation,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  GlobalAveragePooling2D,
  type GraphForm,
  Identity,
  type Layer,
  ReLU,
  Softmax,
  type SymbolicTensor,
} from '@striate/layers';
import type { GraphNode } from './graph';

const between = [Activation, ReLU, Softmax, Dropout, Identity, Flatten];

function isOneOf(layer: Layer, classes: readonly (abstract new (...args: never[]) => Layer)[]): boolean {
  return classes.some((made) => layer instanceof made);
}

/**
 * What the classifier of a model is given: the input of its last dense layer, or of a 1x1 convolution whose maps are averaged to scores
 * (Network in Network, SqueezeNet), without the dropout before it. Undefined where the model ends with neither.
 */
export function classifierInput({ inputs, outputs }: GraphForm): SymbolicTensor | undefined {
  let symbol = outputs[0];
  let pooled = false;
  for (let node = symbol.node; node && !inputs.includes(symbol); node = symbol.node) {
    const { layer } = node;
    if (!pooled && layer instanceof Dense) return beforeDropout(node);
    if (pooled && layer instanceof Conv2D && `${layer.config.kernelSize}`.split(',').every((size) => size === '1'))
      return beforeDropout(node);
    if (layer instanceof GlobalAveragePooling2D) pooled = true;
    else if (!isOneOf(layer, between)) return undefined;
    symbol = node.inputs[0];
  }
  return undefined;
}

function beforeDropout(classifier: GraphNode): SymbolicTensor {
  let [symbol] = classifier.inputs;
  while (symbol.node?.layer instanceof Dropout) [symbol] = symbol.node.inputs;
  return symbol;
}
