import { isMeta, metaTensor, ShapeError, scope, type Tensor } from '@striate/tensor';
import type { Layer } from './Layer';
import { inPhase } from './phase';
import { concreteShape, type GraphNode, type SymbolicShape, SymbolicTensor } from './SymbolicTensor';

// Output shapes are learned by running a layer on tensors that have a shape and no values. Where an axis is open, two sizes
// are tried, and what differs between the results is open too.

const trialSizes = [256, 320] as const;
let calls = 0;

/** Calls a layer on symbolic tensors: builds it, learns its output's shape and notes the call. */
export function traceCall(
  layer: Layer,
  given: SymbolicTensor | readonly SymbolicTensor[],
  training: boolean | undefined,
): SymbolicTensor | SymbolicTensor[] {
  const many = Array.isArray(given);
  const inputs: readonly SymbolicTensor[] = many ? given : [given as SymbolicTensor];
  const { shapes, dtypes, manyOutputs } = inferOutput(layer, inputs, many);
  const outputs = shapes.map((shape, i) => new SymbolicTensor(shape, dtypes[i]));
  const node: GraphNode = { id: calls++, layer, inputs, outputs, many, training };
  for (const output of outputs) output.attach(node);
  layer.noteCall(node);
  layer.outputShape = manyOutputs ? shapes : shapes[0];
  return manyOutputs ? outputs : outputs[0];
}

function inferOutput(layer: Layer, inputs: readonly SymbolicTensor[], many: boolean) {
  const [first, manyOutputs] = attempt(layer, inputs, many, trialSizes[0]);
  const open = inputs.some(({ shape }) => shape.some((d, axis) => d === null && axis > 0));
  const second = open ? attempt(layer, inputs, many, trialSizes[1])[0] : first;
  const shapes = first.map(({ shape }, i): SymbolicShape => {
    if (shape.length === 0)
      throw new ShapeError(`layer '${layer.name}': the output has no batch axis, its shape is []`);
    return shape.map((d, axis) => (axis === 0 || d !== second[i].shape[axis] ? null : d));
  });
  return { shapes, dtypes: first.map(({ dtype }) => dtype), manyOutputs };
}

function attempt(layer: Layer, inputs: readonly SymbolicTensor[], many: boolean, size: number) {
  return scope(() => {
    const metas = inputs.map(({ shape, dtype }) => metaTensor(concreteShape(shape, size), dtype));
    const result = inPhase(false, () => layer.run(many ? metas : metas[0], { training: false }));
    const list: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
    if (!list.every(isMeta)) {
      throw new ShapeError(
        `layer '${layer.name}': the output does not depend on the input, so it cannot be laid out symbolically`,
      );
    }
    return [list.map(({ shape, dtype }) => ({ shape, dtype })), Array.isArray(result)] as const;
  });
}
