/**
 * The names of ImageNet's 1000 classes in the order of the outputs, each with its synonyms: `'tabby, tabby cat'`. From WordNet 3.0,
 * Copyright 2006 by Princeton University, for any use and without fee.
 *
 * @example
 * const labels = await imagenetLabels();
 * labels[281]; // 'tabby, tabby cat'
 */
export async function imagenetLabels(): Promise<readonly string[]> {
  return (await import('./imagenetLabels.generated')).labels;
}
