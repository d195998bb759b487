import { Generator } from '@striate/tensor';

/** Which part of a folder is wanted. */
export type FolderSplit = 'training' | 'validation' | 'both';

/** A random share of every class for validation, the rest for training; both in the order they came in. */
export function splitFiles<F extends { readonly label: number }>(
  files: readonly F[],
  validationSplit: number,
  seed: number,
): [training: F[], validation: F[]] {
  const generator = new Generator(seed);
  const held = new Set<F>();
  const classes = new Map<number, F[]>();
  for (const file of files) {
    const ofClass = classes.get(file.label);
    if (ofClass) ofClass.push(file);
    else classes.set(file.label, [file]);
  }
  for (const [, ofClass] of [...classes].sort(([a], [b]) => a - b)) {
    const order = generator.permutation(ofClass.length);
    for (const i of order.subarray(0, Math.round(ofClass.length * validationSplit))) held.add(ofClass[i]);
  }
  return [files.filter((file) => !held.has(file)), files.filter((file) => held.has(file))];
}
