import { affineConv2d, conv2d, type Tensor } from '@striate/tensor';
import { addLayerName } from '../../calls';
import type { ConvolutionForm, GraphForm } from '../../InferenceForm';
import { FilterAffine } from './FilterAffine';
import { type Call, type FlatGraph, flattenGraph } from './flattenGraph';
import { type FusedConvolution, fuse } from './fuse';
import { Plan, type Step } from './Plan';
import { slotShapes } from './slotShapes';

/** Plans kept for shapes of inputs; a model that takes images of any size may meet many. */
const mostPlans = 8;

/** Makes the plans of a graph, one for each combination of input shapes. */
export class Planner {
  readonly #graph: FlatGraph;
  readonly #plans = new Map<string, Plan>();
  /** What is folded into each convolution, the same in all plans. */
  readonly #affines = new Map<ConvolutionForm, FilterAffine>();

  constructor(graph: GraphForm) {
    this.#graph = flattenGraph(graph);
  }

  /** Whether a model in the graph has got other layers since. */
  get stale(): boolean {
    return this.#graph.parts.some((part) => part.isStale());
  }

  /** The plan for inputs of these shapes; `check` is called first if there is none yet, and throws if they do not fit. */
  plan(inputs: readonly Tensor[], check: () => void): Plan {
    const key = inputs.map(({ dtype, shape }) => `${dtype} ${shape}`).join(';');
    let plan = this.#plans.get(key);
    if (plan) return plan;
    check();
    if (this.#plans.size === mostPlans) this.#plans.delete(this.#plans.keys().next().value!);
    const { inputs: from, outputs: to } = this.#graph;
    const merged = fuse(this.#graph, slotShapes(this.#graph, inputs));
    const steps = merged.map((each) => ('convolution' in each ? this.#convolution(each) : layerStep(each)));
    plan = new Plan(steps, from, to);
    this.#plans.set(key, plan);
    return plan;
  }

  #convolution({ call, convolution, norm, residual, activation, output }: FusedConvolution): Step {
    const { layer, inputs } = call;
    const affine = this.#affines.get(convolution) ?? new FilterAffine();
    this.#affines.set(convolution, affine);
    const compute = (x: Tensor, added?: Tensor): Tensor => {
      const { filter, bias, options } = convolution.parts();
      if (!norm && !added) return conv2d(x, filter, { ...options, bias, activation });
      const { scale, shift } = affine.read(filter.shape[3], bias, norm?.statistics());
      return affineConv2d(x, filter, scale, shift, { ...options, residual: added, activation });
    };
    return {
      inputs: residual === undefined ? inputs : [inputs[0], residual],
      outputs: [output],
      run: ([x, added]) => {
        try {
          return [compute(x, added)];
        } catch (error) {
          throw addLayerName(error, layer);
        }
      },
    };
  }
}

function layerStep({ layer, inputs, outputs, many, training }: Call): Step {
  return { inputs, outputs, run: (given) => list(layer.run(many ? given : given[0], { training })) };
}

function list(result: Tensor | readonly Tensor[]): readonly Tensor[] {
  return Array.isArray(result) ? result : [result as Tensor];
}
