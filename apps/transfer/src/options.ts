import { fileURLToPath } from 'node:url';
import { commonFlags, readFlags, UsageError, wholeNumber } from '@striate/kit';

/** What the command line asks for. */
export interface TransferOptions {
  readonly seed: number;
  readonly out: string;
  /** With `mnist`, `fashion-mnist` and `cifar-resnet` in it. */
  readonly folder: string;
  /** One of the two experiments; undefined for both. */
  readonly only: 'digits' | 'clothes' | undefined;
  readonly quick: boolean;
  readonly json: boolean;
}

/** Where data lies that several checkouts share: beside this one. */
const shared = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

export const usage = `Usage: pnpm demo:transfer [options]

Two networks that have learned other pictures learn new ones from a few: a ResNet-20 that knows the digits 0 to 4 learns 5 to 9, and
one with weights from CIFAR-10 learns clothes. From scratch, on frozen features, fine-tuned, and with few-shot heads: three
seeds each, in a report.

  --seed <n>        the first of three seeds (default 1); the same seed gives the same figures
  --folder <folder> where the data is (default ../shared/data beside the checkout): mnist and fashion-mnist with their four files each,
                    and cifar-resnet/resnet20-12fca82f.th. Without it the digits that come with the library do, and clothes are left out
  --only <name>     digits or clothes (default both)
  --out <folder>    where the report goes (default out/transfer)
  --quick           fewer pictures, epochs and tests: a look at everything
  --json            print the figures as JSON, and nothing else, on standard output
  --help            show this

Writes metrics.json and report.html. Exit status 1 where something that was frozen has changed.`;

const { seed, out, quick, json, help } = commonFlags;

/**
 * Reads the command line.
 *
 * @throws {UsageError} if a flag is unknown or its value is not of its kind.
 */
export function readOptions(args: readonly string[]): TransferOptions | 'help' {
  const values = readFlags(args, {
    seed,
    out,
    quick,
    json,
    help,
    folder: { type: 'string' },
    only: { type: 'string' },
  });
  if (values.help) return 'help';
  const { only } = values;
  if (only !== undefined && only !== 'digits' && only !== 'clothes')
    throw new UsageError(`--only takes digits or clothes, got '${only}'`);
  return {
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    only,
    out: values.out ?? 'out/transfer',
    folder: values.folder ?? shared,
    quick: values.quick ?? false,
    json: values.json ?? false,
  };
}
