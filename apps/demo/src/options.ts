import { commonFlags, readFlags, wholeNumber } from '@striate/kit';

/** What the command line can set. */
export interface DemoOptions {
  readonly epochs: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly out: string;
  readonly quick: boolean;
  readonly json: boolean;
}

export const usage = `Usage: npm run demo -- [options]

Trains LeNet-5 on 8,000 handwritten digits, tests it on 2,000 others and writes a report.

  --epochs <n>      passes over the training digits (default 12; 2 with --quick)
  --seed <n>        the same seed gives the same network (default 5)
  --batch-size <n>  digits a step (default 32)
  --out <folder>    where the files go (default out/demo)
  --quick           2,000 digits and 2 epochs: a look at everything in a few seconds
  --json            print the figures as JSON, and nothing else, on standard output
  --help            show this

Writes lenet5.safetensors, metrics.json and report.html.`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} if a flag is unknown or its value is not of its kind.
 */
export function readOptions(args: readonly string[]): DemoOptions | 'help' {
  const values = readFlags(args, commonFlags);
  if (values.help) return 'help';
  const quick = values.quick ?? false;
  return {
    quick,
    epochs: wholeNumber('epochs', values.epochs, 1) ?? (quick ? 2 : 12),
    seed: wholeNumber('seed', values.seed, 0) ?? 5,
    batchSize: wholeNumber('batch-size', values['batch-size'], 1) ?? 32,
    out: values.out ?? 'out/demo',
    json: values.json ?? false,
  };
}
