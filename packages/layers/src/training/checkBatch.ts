import { metaTensor, type Shape, scope } from '@striate/tensor';
import type { Model } from '../models/Model';
import { type BatchSource, type DatasetLike, datasetSource, type LabelledArrays } from './batches';
import { checkInputs, checkLabels } from './checks';
import type { Trainer } from './Trainer';

/** The shapes of the outputs for inputs of these shapes; builds the model if it is not built. */
export function outputShapes(
  model: Model,
  inputs: readonly { shape: Shape; dtype: LabelledArrays['x']['tensors'][0]['dtype'] }[],
): Shape[] {
  return scope(() => {
    const metas = inputs.map(({ shape, dtype }) => metaTensor(shape, dtype));
    const result = model.run(metas.length === 1 ? metas[0] : metas, { training: false });
    return (Array.isArray(result) ? result : [result]).map(({ shape }) => shape);
  });
}

/** Throws if inputs do not fit the model, labels not the losses, or one of them has a NaN. */
export async function checkBatch(model: Model, trainer: Trainer, arrays: LabelledArrays, who: string): Promise<void> {
  const shapes = outputShapes(model, arrays.x.tensors);
  trainer.checkOutputs(arrays.y.tensors, shapes, who);
  await checkInputs(arrays.x, `${who}: x`);
  await checkLabels(arrays.y, trainer.losses, shapes, `${who}: y`);
}

/** Batches are looked at in the first pass; later passes mostly bring the same again. */
export function checkedDataset(model: Model, trainer: Trainer, dataset: DatasetLike, who: string): BatchSource {
  let passes = 0;
  const source = datasetSource(
    dataset,
    model.dataNames,
    async (arrays) => void (passes === 1 && (await checkBatch(model, trainer, arrays, who))),
    who,
  );
  return {
    steps: source.steps,
    get begin() {
      return source.begin;
    },
    pass(from) {
      passes++;
      return source.pass(from);
    },
  };
}
