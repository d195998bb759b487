import { type FusedActivation, type Shape, sameShape } from '@striate/tensor';
import type { ConvolutionForm, NormForm } from '../../InferenceForm';
import type { Call, FlatGraph } from './flattenGraph';

/** A convolution and what its own pass also does: `activation(norm(convolution) + residual)`. */
export interface FusedConvolution {
  readonly call: Call;
  readonly convolution: ConvolutionForm;
  readonly norm?: NormForm;
  /** Slot of the other summand. */
  readonly residual?: number;
  readonly activation: FusedActivation;
  /** Slot of the result. */
  readonly output: number;
  /** The call in whose place it runs. */
  readonly at: number;
}

/**
 * Finds convolutions whose result goes through a batch normalisation, an addition and an activation, or some of these, in this
 * order, and merges them. What passes between merged calls is seen by nobody else: no other call takes it, no output is it.
 *
 * A convolution with an addition runs in the addition's place, where the other summand is there. If both summands are
 * convolutions, the later one adds. Summands of two shapes would broadcast and are left alone.
 *
 * @param shapes - of the float32 values, by slot
 * @returns the calls that are left as they are and the merged ones, in an order in which they can run
 */
export function fuse(
  { calls, outputs, slots }: FlatGraph,
  shapes: readonly (Shape | undefined)[],
): readonly (Call | FusedConvolution)[] {
  const uses = new Array<number>(slots).fill(0);
  for (const slot of [...calls.flatMap(({ inputs }) => inputs), ...outputs]) uses[slot]++;

  const placed: (Call | FusedConvolution | undefined)[] = [];
  const bySlot = new Map<number, FusedConvolution>();
  const put = (fused: FusedConvolution) => {
    placed[fused.at] = fused;
    bySlot.set(fused.output, fused);
  };
  const extend = (fused: FusedConvolution, by: Partial<FusedConvolution>) => {
    placed[fused.at] = undefined;
    put({ ...fused, ...by });
  };
  /** The convolution that gives a value which is used once, and has nothing after its sum yet. */
  const before = (slot: number) => {
    const fused = uses[slot] === 1 ? bySlot.get(slot) : undefined;
    return fused?.activation === 'linear' ? fused : undefined;
  };
  const laterSummand = (inputs: readonly number[]) => {
    const [left, right] = inputs.map((slot) => shapes[slot]);
    if (inputs.length !== 2 || !left || !right || !sameShape(left, right)) return undefined;
    const able = inputs.flatMap((slot) => before(slot) ?? []).filter(({ residual }) => residual === undefined);
    return able.sort((a, b) => b.at - a.at)[0];
  };

  calls.forEach((call, at) => {
    const { form, inputs } = call;
    const [output] = call.outputs;
    const previous = before(inputs[0]);
    const summand = form?.kind === 'sum' ? laterSummand(inputs) : undefined;
    if (form?.kind === 'convolution') put({ call, convolution: form, activation: 'linear', output, at });
    else if (form?.kind === 'norm' && previous && !previous.norm && previous.residual === undefined)
      extend(previous, { norm: form, output });
    else if (form?.kind === 'activation' && previous) extend(previous, { activation: form.activation, output });
    else if (summand) extend(summand, { residual: inputs.find((slot) => slot !== summand.output), output, at });
    else placed[at] = call;
  });
  return placed.flatMap((each) => each ?? []);
}
