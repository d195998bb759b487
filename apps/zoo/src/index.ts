import { mkdirSync } from 'node:fs';
import { backupAndRestore, csvLogger, seed } from 'striate';
import { resNetCifar20 as recipe } from './recipes/resNetCifar20';

const out = process.argv[2] ?? 'out/zoo';
mkdirSync(out, { recursive: true });
const epochs = Number(process.argv[3] ?? recipe.epochs);
seed(recipe.seed);
const { train, steps, test } = await recipe.prepare(undefined, recipe.seed);
const net = recipe.build(steps * epochs);
const start = performance.now();
await net.fit(train, {
  epochs,
  validationData: [test.x, test.y],
  validationBatchSize: 250,
  verbose: 2,
  callbacks: [csvLogger(`${out}/${recipe.name}.csv`), backupAndRestore(`${out}/${recipe.name}.checkpoint`)],
});
await net.saveWeights(`${out}/${recipe.name}.safetensors`);
console.log(await net.evaluate(test.x, test.y), (performance.now() - start) / 1000);
