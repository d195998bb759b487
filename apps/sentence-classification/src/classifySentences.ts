import { createInterface } from 'node:readline/promises';
import { percent } from '@striate/kit';
import { Judge, type Judgement } from './Judge';
import type { SentenceOptions } from './options';
import { train } from './train';

/** What `--json` prints. */
export interface SentenceResults {
  readonly judgements: readonly Judgement[];
  /** After a training: how often the network was right about sentences it had not read. */
  readonly testAccuracy?: number;
}

const examples = [
  'a warm , funny and touching film .',
  'the plot is dull and the jokes fall flat .',
  'not a bad film at all .',
];

/** Trains or opens a network, and judges sentences with it. */
export async function classifySentences(options: SentenceOptions): Promise<SentenceResults> {
  const { json, load, out, sentences } = options;
  const say = (text: string) => json || console.log(text);
  const trained = options.train ? await train(options) : undefined;
  if (trained)
    say(`\nRight about ${percent(trained.accuracy)} of ${trained.testSentences} new sentences. Written: ${out}\n`);
  const judge = trained?.judge ?? (load ? await Judge.load(load) : await Judge.packaged());

  const judgements = await judge.judge(sentences.length > 0 ? sentences : examples);
  for (const judgement of judgements) say(line(judgement));
  const results: SentenceResults = trained ? { judgements, testAccuracy: trained.accuracy } : { judgements };
  if (json) console.log(JSON.stringify(results));
  else if (sentences.length === 0 && process.stdin.isTTY) await converse(judge);
  return results;
}

/** `friendly  93 %  ████████░░  a warm film   (never read: "film")` */
function line({ sentence, positive, unknown }: Judgement): string {
  const filled = Math.round(positive * 20);
  const bar = '█'.repeat(filled) + '░'.repeat(20 - filled);
  const strange = unknown.length > 0 ? `   (never read: ${unknown.join(', ')})` : '';
  return `${positive >= 0.5 ? 'friendly  ' : 'unfriendly'} ${bar} ${percent(positive).padStart(8)}  ${sentence}${strange}`;
}

async function converse(judge: Judge): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  console.log('\nA sentence of your own; an empty line ends.');
  for (;;) {
    const sentence = (await terminal.question('> ')).trim();
    if (sentence === '') break;
    for (const judgement of await judge.judge([sentence])) console.log(line(judgement));
  }
  terminal.close();
}
