import { argMax, cast, gather, minimum, mul, reshape, type Tensor, tensor, ValueError } from '@striate/tensor';
import type { Model } from '../models/Model';
import type { BatchSource } from './batches';

/** How much the samples of each class count in the loss; classes that are left out count 1. */
export type ClassWeight = Readonly<Record<number, number>> | readonly number[];

/** The source, its samples weighted by their class, on top of what they were weighted by. */
export function withClassWeight(source: BatchSource, classWeight: ClassWeight, model: Model): BatchSource {
  const weights = tableOf(classWeight);
  if (model.outputNames.length > 1)
    throw new ValueError(
      `fit: classWeight takes a model of one output; '${model.name}' has ${model.outputNames.length}`,
    );
  return {
    steps: source.steps,
    get begin() {
      return source.begin;
    },
    async *pass(from) {
      for await (const { samples, make } of source.pass(from)) {
        const weighted = () => {
          const batch = make();
          const own = gather(tensor(weights), minimum(classesOf(batch.y[0]), weights.length - 1));
          return { ...batch, sampleWeight: [batch.sampleWeight ? mul(batch.sampleWeight[0], own) : own] };
        };
        yield { samples, make: weighted };
      }
    },
  };
}

/** The weights by class, and a 1 for all classes behind them. */
function tableOf(classWeight: ClassWeight): Float32Array {
  const entries = Object.entries(classWeight).map(([key, weight]): [number, number] => [Number(key), weight]);
  for (const [label, weight] of entries) {
    if (!Number.isInteger(label) || label < 0 || !(weight >= 0) || !Number.isFinite(weight))
      throw new ValueError(`fit: classWeight takes { class: weight }, weights from 0 up; got ${label}: ${weight}`);
  }
  const table = new Float32Array(Math.max(-1, ...entries.map(([label]) => label)) + 2).fill(1);
  for (const [label, weight] of entries) table[label] = weight;
  return table;
}

/** The class of each sample: of whole numbers, or of one-hot rows. */
function classesOf(y: Tensor): Tensor {
  const [samples, width = 1] = y.shape;
  if (y.rank > 2) throw new ValueError(`fit: classWeight takes a label a sample; labels have shape [${y.shape}]`);
  return width === 1 ? cast(reshape(y, [samples]), 'int32') : argMax(y, -1);
}
