import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atomicWrite, seconds } from '@striate/kit';
import { StriateError } from 'striate';
import { modelCard } from './modelCard';
import { cardModule, cardOf, tensorsModule } from './modules';
import type { ZooOptions } from './options';
import { packAndTest } from './packAndTest';
import type { Recipe } from './Recipe';
import { recipes } from './recipes';
import { train } from './train';

/** Where the weights are that travel with @striate/models. */
const installed = fileURLToPath(new URL('../../../packages/models/src/weights/trained', import.meta.url));

/** Trains, packs, tests and writes one set of weights, or says what there is. */
export async function trainZoo(options: ZooOptions): Promise<void> {
  const { recipe, json } = options;
  if (recipe) await trainOne(recipe, options);
  else if (json)
    console.log(JSON.stringify(recipes.map(({ name, epochs, seed, least }) => ({ name, epochs, seed, least }))));
  else
    for (const { name, epochs, least, about } of recipes) {
      console.log(`${name.padEnd(28)}${about.title}; ${epochs} epochs to at least ${least} %`);
    }
}

async function trainOne(recipe: Recipe, options: ZooOptions): Promise<void> {
  const { epochs = recipe.epochs, folder, out, trained, install, json } = options;
  const say = (text: string) => json || console.log(text);
  await mkdir(out, { recursive: true });
  // Other epochs are another training: neither its checkpoints nor its weights are to be taken for those of the recipe.
  const stem = join(out, epochs === recipe.epochs ? recipe.name : `${recipe.name}-${epochs}-epochs`);
  const { net, data, training } = await train(recipe, { epochs, folder, stem, trained, verbose: json ? 0 : 1 });
  const { tensors, accuracy } = await packAndTest(net, data.test);

  const card = cardOf(recipe, training, accuracy);
  const name = moduleName(recipe.name);
  const files: Record<string, string> = {
    [`${name}.generated.ts`]: tensorsModule(card, tensors, data.vocabulary),
    [`${name}.card.ts`]: cardModule(card),
    [`${name}.md`]: modelCard(recipe.about, card, net.countParams()),
  };
  const isRecipe = epochs === recipe.epochs;
  const enough = !isRecipe || accuracy >= recipe.least;
  for (const place of install && enough ? [out, installed] : [out]) {
    for (const [file, text] of Object.entries(files)) await atomicWrite(join(place, file), text);
  }
  const written = [`${stem}.safetensors`, ...Object.keys(files).map((file) => join(out, file))];
  const { history: _, ...figures } = training;
  if (json) console.log(JSON.stringify({ name: recipe.name, accuracy, ...figures, files: written }));
  say(
    `${recipe.name}: ${accuracy.toFixed(2)} % of ${recipe.about.measuredOn}, trained in ${seconds(training.seconds)}`,
  );
  say(`Written: ${written.join(', ')}${install && enough ? `, and into ${installed}` : ''}`);
  if (!enough)
    throw new StriateError(`${recipe.name}: ${accuracy.toFixed(2)} % is below the ${recipe.least} % it has to reach`);
}

/** `resNetCifar20-cifar10` → `resNetCifar20Cifar10`. */
function moduleName(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
