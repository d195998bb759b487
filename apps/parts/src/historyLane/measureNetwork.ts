import '../onCpu';
import { preprocess, StriateError, type SymbolicTensor, scope, type Tensor } from 'striate';
import { emptyNetwork, graphOf, stagesOf } from './factsOf';
import type { AncestorName } from './networks';

/** Milliseconds of one picture. */
export interface Times {
  /** Of each stage, its layers one after the other. */
  readonly stages: readonly number[];
  /** Of `predict`, which takes in what follows a convolution and leaves out what only training needs. */
  readonly whole: number;
}

/** Sends a picture through a network, layer by layer, and tells after each stage which one is done. */
export async function measureNetwork(
  name: AncestorName,
  picture: ImageData,
  report: (stage: number, stages: number) => void,
): Promise<Times> {
  const model = emptyNetwork(name);
  const [, height, width, channels] = model.inputs[0].shape;
  if (!height || !width || (channels !== 1 && channels !== 3)) throw new StriateError(`'${name}' takes no pictures.`);
  const x = await preprocess(picture, { size: [height, width], channels, resize: 'stretch', scale: 1 / 255 });
  const stages = stagesOf(model).map(({ layers }) => layers);
  const { inputs, nodes } = graphOf(model);
  const times = stages.map(() => 0);
  let told = -1;
  const pass = () => {
    times.fill(0);
    const values = new Map<SymbolicTensor, Tensor>([[inputs[0], x]]);
    for (const { layer, inputs: from, outputs, many } of nodes) {
      const given = from.flatMap((symbol) => values.get(symbol) ?? []);
      const begun = performance.now();
      // The CPU has computed when the call returns.
      const made = layer.run(many ? given : given[0], { training: false });
      const stage = stages.findIndex((names) => names.includes(layer.name));
      if (stage >= 0) times[stage] += performance.now() - begun;
      outputs.forEach((symbol, i) => {
        values.set(symbol, Array.isArray(made) ? made[i] : (made as Tensor));
      });
      if (stage <= told) continue;
      told = stage;
      report(stage + 1, stages.length);
    }
  };
  // The first pass takes memory and starts threads; what the second takes is told.
  for (let i = 0; i < 2; i++) scope(pass);
  // The first call makes the plan.
  let whole = 0;
  for (let i = 0; i < 2; i++) {
    const begun = performance.now();
    const y = await model.predict(x);
    await y.data();
    whole = performance.now() - begun;
    y.dispose();
  }
  return { stages: times, whole };
}
