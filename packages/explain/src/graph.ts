import { type GraphForm, type Layer, Model, type SymbolicTensor, unknownName } from '@striate/layers';
import { ShapeError, StriateError, type Tensor } from '@striate/tensor';

/** One call of a layer. Values live in numbered slots. */
export interface Step {
  /** The layer's name; within a model that is a layer itself behind that one's: `backbone/conv1`. A second call has `:2` at its end. */
  readonly name: string;
  readonly layer: Layer;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly many: boolean;
}

/** The calls of a model in one list, models within it opened up. */
export interface Graph {
  readonly model: Model;
  readonly steps: readonly Step[];
  readonly output: number;
}

/**
 * The calls of a model with one input.
 * @throws {StriateError} if they are not known, or it has several inputs.
 */
export function graphOf(model: Model, who: string): Graph {
  const form = model.inferenceForm?.();
  if (form?.kind !== 'graph') {
    throw new StriateError(
      `${who}: model '${model.name}' is no graph of layers with known shapes; give its first layer an inputShape, or build it with model()`,
    );
  }
  if (form.inputs.length !== 1)
    throw new StriateError(`${who}: takes a model with one input; '${model.name}' has ${form.inputs.length}`);
  const steps: Step[] = [];
  const times = new Map<string, number>();
  let slots = 1;
  const open = (part: GraphForm, given: readonly number[], prefix: string): number[] => {
    const slotOf = new Map<SymbolicTensor, number>(part.inputs.map((symbol, i) => [symbol, given[i]]));
    for (const { layer, inputs, outputs, many } of part.nodes) {
      const from = inputs.map((symbol) => slotOf.get(symbol)!);
      const inner = layer instanceof Model ? layer.inferenceForm?.() : undefined;
      const path = prefix + layer.name;
      const to = inner?.kind === 'graph' ? open(inner, from, `${path}/`) : outputs.map(() => slots++);
      outputs.forEach((symbol, i) => void slotOf.set(symbol, to[i]));
      if (inner?.kind === 'graph') continue;
      const time = (times.get(path) ?? 0) + 1;
      times.set(path, time);
      steps.push({ name: time > 1 ? `${path}:${time}` : path, layer, inputs: from, outputs: to, many });
    }
    return part.outputs.map((symbol) => slotOf.get(symbol)!);
  };
  const [output] = open(form, [0], '');
  return { model, steps, output };
}

/**
 * The output of a graph. `visit` sees the first output of each step and may put another in its place; with `last` the run ends once
 * the steps of these names have run, and its result is the last of them.
 */
export function runGraph(
  { model, steps, output }: Graph,
  x: Tensor,
  visit?: (name: string, value: Tensor) => Tensor | undefined,
  last?: ReadonlySet<string>,
): Tensor {
  const values = new Map<number, Tensor>([[0, x]]);
  let missing = last?.size;
  for (const { name, layer, inputs, outputs, many } of steps) {
    const given = inputs.map((slot) => values.get(slot)!);
    const result = layer.run(many ? given : given[0], { training: false });
    const made: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
    outputs.forEach((slot, i) => void values.set(slot, made[i]));
    const changed = visit?.(name, made[0]);
    if (changed) values.set(outputs[0], changed);
    if (last?.has(name) && --missing! === 0) return values.get(outputs[0])!;
  }
  const found = values.get(output);
  if (found) return found;
  throw new StriateError(`model '${model.name}' has no output`);
}

/** @throws {ValueError} for a name that no layer has, with the nearest. */
export function stepNamed({ model, steps }: Graph, name: string, who: string): Step {
  const found = steps.find((step) => step.name === name);
  if (found) return found;
  const known = steps.map((step) => step.name);
  throw unknownName(`${who}: '${model.name}' has no layer '${name}'`, name, known);
}

/** @throws {ShapeError} unless it is what the model takes, a batch of pictures. */
export function checkPictures({ model }: Graph, { shape }: Tensor, who: string): void {
  const wanted = model.inputs[0].shape;
  if (shape.length === 4 && wanted.length === 4 && wanted.every((d, i) => i === 0 || d === null || d === shape[i]))
    return;
  throw new ShapeError(
    `${who}: model '${model.name}' takes [${wanted.map((d) => d ?? 'any')}]${wanted.length === 4 ? '' : ', no pictures'}; got [${shape}]`,
  );
}
