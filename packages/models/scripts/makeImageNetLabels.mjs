// Writes the names of ImageNet's 1000 classes from a file `{0: 'tench, Tinca tinca', …}`, as many repositories have it:
//   node scripts/makeImageNetLabels.mjs imagenet1000_clsidx_to_labels.txt
import { readFile, writeFile } from 'node:fs/promises';

const text = await readFile(process.argv[2], 'utf8');
const labels = [...text.matchAll(/^[ {]*(\d+): (?:'(.*)'|"(.*)"),?\}?$/gm)].map(([, index, single, double], i) => {
  if (Number(index) !== i) throw new Error(`class ${i} is called ${index}`);
  return single ?? double;
});
if (labels.length !== 1000) throw new Error(`${labels.length} classes`);
const module = `// Written by scripts/makeImageNetLabels.mjs.
// The names of WordNet 3.0, Copyright 2006 by Princeton University, whose licence lets anybody use, copy and change them for any purpose
// and without fee; this notice goes with them. The numbers are those of ILSVRC 2012 as Caffe, Keras and PyTorch count.
export const labels = ${JSON.stringify(labels.join('\n'))}.split('\\n');
`;
await writeFile(new URL('../src/classify/imagenetLabels.generated.ts', import.meta.url), module);
