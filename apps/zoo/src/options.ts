import { readFlags, UsageError, wholeNumber } from '@striate/kit';
import type { Recipe } from './Recipe';
import { recipes } from './recipes';

/** What the command line can set. */
export interface ZooOptions {
  /** Not there: list them all. */
  readonly recipe: Recipe | undefined;
  readonly epochs: number | undefined;
  /** Where the data is. Default: looked for, see the recipe. */
  readonly folder: string | undefined;
  readonly out: string;
  /** No training: the weights an earlier one left in `out` are tested and written once more. */
  readonly trained: boolean;
  readonly install: boolean;
  readonly json: boolean;
}

export const usage = `Usage: pnpm train:zoo NAME [options]

Trains a small network of the zoo and writes its weights, a module for @striate/models (float16) and a model card.
NAME is one of ${recipes.map(({ name }) => name).join(', ')}.
A training that was ended goes on where it stood when it is started again, and comes to the same bits.

  --list            say what there is to train, and train nothing
  --epochs <n>      another number of epochs than the recipe's: other weights
  --folder <folder> where the files of the data set are (default: beside the checkout, ../shared/data/…, or the cache;
                    else they are downloaded)
  --out <folder>    where everything goes (default out/zoo)
  --trained         train nothing: test and write once more the weights that are in the --out folder
  --install         write modules and card into packages/models, too
  --json            print the figures as JSON, and nothing else, on standard output
  --help            show this

Exit status: 0, or 1 if something went wrong or the weights got fewer right than the recipe promises, 2 for a wrong call.`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} if there is no recipe of that name, a flag is unknown or its value is not of its kind.
 */
export function readOptions(args: readonly string[]): ZooOptions | 'help' {
  const [first] = args;
  const name = first?.startsWith('-') ? undefined : first;
  const values = readFlags(name === undefined ? args : args.slice(1), {
    list: { type: 'boolean' },
    epochs: { type: 'string' },
    folder: { type: 'string' },
    out: { type: 'string' },
    trained: { type: 'boolean' },
    install: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const recipe = recipes.find((recipe) => recipe.name === name);
  if (!recipe && !(values.list && name === undefined)) throw new UsageError(noRecipe(name));
  if (values.install && values.epochs !== undefined)
    throw new UsageError('--install takes weights of the recipe: leave --epochs away');
  return {
    recipe: values.list ? undefined : recipe,
    epochs: wholeNumber('epochs', values.epochs, 1),
    folder: values.folder,
    out: values.out ?? 'out/zoo',
    trained: values.trained ?? false,
    install: values.install ?? false,
    json: values.json ?? false,
  };
}

function noRecipe(name: string | undefined): string {
  const names = recipes.map((recipe) => recipe.name).join(', ');
  return name === undefined ? `Which one? There are ${names}` : `There is no recipe '${name}', but ${names}`;
}
