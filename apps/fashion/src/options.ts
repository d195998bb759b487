import { commonFlags, readFlags, wholeNumber } from '@striate/kit';

/** What the command line can set. */
export interface FashionOptions {
  readonly epochs: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly out: string;
  /** Where the four files are. Default: looked for, see `loadClothes`. */
  readonly folder: string | undefined;
  readonly quick: boolean;
  readonly json: boolean;
}

export const usage = `Usage: pnpm demo:fashion [options]

Trains a dense network and a convolutional one on the 60,000 photographs of clothes of Fashion-MNIST, tests both on 10,000
others, shows what augmentation makes of 2,000, and writes a report.

  --epochs <n>      passes over the 60,000 images (default 5; 2 with --quick)
  --seed <n>        the same seed gives the same networks (default 5)
  --batch-size <n>  images a step (default 64)
  --folder <folder> where the four files of Fashion-MNIST are (default: Debian's package dataset-fashion-mnist,
                    ../shared/data/fashion-mnist, or the cache; else they are downloaded, 31 MB)
  --out <folder>    where the report goes (default out/fashion)
  --quick           3,000 images and few epochs: a look at everything in half a minute
  --json            print the figures as JSON, and nothing else, on standard output
  --help            show this

Writes metrics.json and report.html.`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} if a flag is unknown or its value is not of its kind.
 */
export function readOptions(args: readonly string[]): FashionOptions | 'help' {
  const values = readFlags(args, { ...commonFlags, folder: { type: 'string' } });
  if (values.help) return 'help';
  const quick = values.quick ?? false;
  return {
    quick,
    epochs: wholeNumber('epochs', values.epochs, 1) ?? (quick ? 2 : 5),
    seed: wholeNumber('seed', values.seed, 0) ?? 5,
    batchSize: wholeNumber('batch-size', values['batch-size'], 1) ?? 64,
    folder: values.folder,
    out: values.out ?? 'out/fashion',
    json: values.json ?? false,
  };
}
