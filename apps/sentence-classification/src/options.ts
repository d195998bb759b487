import { commonFlags, readFlags, UsageError, wholeNumber } from '@striate/kit';
import type { TextCnnOptions } from 'striate';

const modes = ['random', 'static', 'nonStatic', 'multichannel'] as const;

/** What the command line can set. */
export interface SentenceOptions {
  /** Learn, instead of taking the weights that come with Striate. */
  readonly train: boolean;
  readonly epochs: number;
  readonly seed: number;
  readonly batchSize: number;
  /** Where the reviews are. Default: the cache, else they are downloaded. */
  readonly folder: string | undefined;
  /** A file of word vectors, as word2vec writes them. */
  readonly vectors: string | undefined;
  readonly mode: TextCnnOptions['mode'];
  /** Sentences to judge; asked for at the terminal where there are none. */
  readonly sentences: readonly string[];
  /** A folder that an earlier training wrote. */
  readonly load: string | undefined;
  readonly out: string;
  readonly quick: boolean;
  readonly json: boolean;
}

export const usage = `Usage: pnpm --filter @striate/app-sentence-classification start [options]

Says whether sentences of film reviews are friendly. Takes the network that comes with Striate, or trains one (Kim 2014).

  --say <sentence>     judge this sentence; may be repeated (default: asks for sentences)
  --train              train on the 10,662 sentences of Pang and Lee (2005) first, test on a tenth of them
  --vectors <file>     begin with word vectors: GoogleNews-vectors-negative300.bin(.gz), or text (.vec, .txt)
  --mode <mode>        random (default), static, nonStatic (default with vectors) or multichannel
  --epochs <n>         passes over the sentences (default 4; 1 with --quick)
  --seed <n>           the same seed gives the same network (default 1)
  --batch-size <n>     sentences a step (default 50)
  --folder <folder>    where rt-polarity.neg and .pos are (default: the cache; else downloaded, 0.5 MB)
  --out <folder>       where a trained network goes (default out/sentences): sentences.keras, vocabulary.json
  --load <folder>      take the network an earlier --train wrote there
  --quick              a small network, one epoch: a look at everything
  --json               print the results as JSON, and nothing else, on standard output
  --help               show this`;

/**
 * Reads the command line.
 *
 * @throws {UsageError} if a flag is unknown or its value is not of its kind.
 */
export function readOptions(args: readonly string[]): SentenceOptions | 'help' {
  const values = readFlags(args, {
    ...commonFlags,
    say: { type: 'string', multiple: true },
    train: { type: 'boolean' },
    vectors: { type: 'string' },
    mode: { type: 'string' },
    folder: { type: 'string' },
    load: { type: 'string' },
  });
  if (values.help) return 'help';
  const mode = modes.find((name) => name === values.mode);
  if (values.mode !== undefined && !mode)
    throw new UsageError(`--mode is one of ${modes.join(', ')}, got '${values.mode}'`);
  if (values.train && values.load)
    throw new UsageError('--train makes a new network, --load takes an old one: give one of them');
  const quick = values.quick ?? false;
  return {
    train: values.train ?? false,
    epochs: wholeNumber('epochs', values.epochs, 1) ?? (quick ? 1 : 4),
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    batchSize: wholeNumber('batch-size', values['batch-size'], 1) ?? 50,
    folder: values.folder,
    vectors: values.vectors,
    mode,
    sentences: values.say ?? [],
    load: values.load,
    out: values.out ?? 'out/sentences',
    quick,
    json: values.json ?? false,
  };
}
