import { stratifiedSplit, takeRows } from '@striate/data';
import { ValueError } from '@striate/tensor';
import type { FineTuneData, FineTuneOptions } from './fineTune';
import { isArrays, type LabelledData, labelsOf, openLabelled } from './labelledData';

/** The data to train and to validate on, the latter taken off the former where it is not given. */
export async function splitOff(
  { train, validation }: FineTuneData,
  { validationSplit = 0.2 }: FineTuneOptions,
  seed: number,
  who: string,
): Promise<{ train: LabelledData; validation: LabelledData | undefined }> {
  if (!(validationSplit >= 0 && validationSplit < 1))
    throw new ValueError(`${who}: validationSplit is a share from 0, below 1, got ${validationSplit}`);
  if (validation || validationSplit === 0 || !isArrays(train)) return { train, validation };
  const { arrays } = await openLabelled(train, [], 1, `${who}: train`);
  if (!arrays) return { train, validation };
  const { x, y } = arrays;
  const labels = await labelsOf(y, x.shape[0], `${who}: train`);
  const [own, held] = stratifiedSplit(labels.length, { testSize: validationSplit, labels, seed });
  const rows = (indices: ArrayLike<number>) => takeRows({ x, y }, indices);
  return { train: rows(own), validation: rows(held) };
}

/** How many there are of each class. */
export function countLabels(labels: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}
