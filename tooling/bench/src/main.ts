import { availableParallelism, cpus, loadavg } from 'node:os';
import { type ArgsDef, defineCommand, parseArgs, renderUsage } from 'citty';
import { type Choice, choose, listSuites, peersOf, UsageError } from './choose';
import { runCase } from './runCase';
import type { Case, Context, Findings, Row } from './suite';
import { suites } from './suites';
import { table } from './table';
import { underNode } from './underNode';
import { writeWhole } from './writeWhole';

const args = {
  suite: { type: 'positional', description: 'What to measure; the suites are below', required: false },
  case: {
    type: 'string',
    description: 'Only these cases, comma-separated; the beginning of a name will do',
    valueHint: 'NAME',
  },
  peer: { type: 'string', description: "Only these peers, comma-separated, or 'none'", valueHint: 'NAME' },
  threads: {
    type: 'string',
    description: 'Threads of ours and of the peers (default 1; zoo: 1, then 2)',
    valueHint: 'N',
  },
  budget: { type: 'string', description: 'Seconds for each of the sides of a case (default 3)', valueHint: 'SECONDS' },
  gl: {
    type: 'string',
    description: 'What WebGL runs on (webgl): swiftshader, llvmpipe, or machine for its own (default swiftshader)',
    valueHint: 'DRIVER',
  },
  json: { type: 'string', description: 'Also write the rows to this file', valueHint: 'FILE' },
  picture: { type: 'string', description: 'Also draw what was measured, as SVG (conv)', valueHint: 'FILE' },
  node: { type: 'string', description: 'Measure under another version of Node.js, from npx', valueHint: 'VERSION' },
  help: { type: 'boolean', alias: 'h', description: 'Show this' },
} satisfies ArgsDef;

const command = defineCommand({
  meta: { name: 'pnpm bench', description: 'Striate and its peers, measured side by side in one run.' },
  args,
});

/** Runs the command line. The exit code: 0, 1 where a suite complains, 2 for a request that makes no sense. */
export async function main(argv: string[]): Promise<number> {
  try {
    const asked = parseArgs<typeof args>(argv, args);
    if (asked.help) {
      console.log(`${await renderUsage(command)}\n\nSUITES\n\n${listSuites(suites)}`);
      return 0;
    }
    refuseUnknown(asked);
    if (asked.node) return underNode(asked.node, argv);
    return await bench(choose(asked, suites));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return 2;
  }
}

async function bench({ suite, cases, peers, threads, budget, driver, json, picture }: Choice): Promise<number> {
  const load = loadavg()[0];
  const sides = `${threads.join(' and ')} thread${threads.every((count) => count === 1) ? '' : 's'}`;
  console.log(`${cpus()[0]?.model.trim()}, Node ${process.version}, ${sides}`);
  // Half a core in use elsewhere is enough to move the figures.
  if (load > 0.5)
    console.log(
      `Load ${load.toFixed(1)} on ${availableParallelism()} cores: others are at work, so trust ratios only.`,
    );
  const rows: Row[] = [];
  const complaints: string[] = [];
  for (const [one, count] of cases.flatMap((one) => threads.map((count) => [one, count] as const))) {
    process.stderr.write(`· ${one.name}${threads.length > 1 ? `, ${count} thread${count === 1 ? '' : 's'}` : ''}\n`);
    const { found, complaints: more } = await measure(one, peersOf(one, peers), { threads: count, budget, driver });
    rows.push(...found.map((finding) => ({ suite: suite.name, case: one.name, threads: count, ...finding })));
    complaints.push(...more);
    // What is measured is kept, should a later case fail.
    if (json) writeWhole(json, `${JSON.stringify(rows, null, 2)}\n`);
  }
  console.log(`\n${table(rows, new Map(cases.map((one) => [one.name, 'probe' in one ? {} : one] as const)))}`);
  if (json) console.log(`\n${rows.length} ${rows.length === 1 ? 'row' : 'rows'} in ${json}`);
  if (picture && suite.picture) {
    writeWhole(picture, await suite.picture(rows, { threads: threads[0], budget, driver }));
    console.log(`\nDrawn in ${picture}`);
  }
  for (const complaint of complaints) console.error(`✗ ${complaint}`);
  return complaints.length > 0 ? 1 : 0;
}

async function measure(one: Case, peers: readonly string[], context: Context): Promise<Findings> {
  if ('probe' in one) return one.probe(context, console.log, peers);
  const found = await runCase(one, peers, context, console.log);
  const [{ oursMs }] = found;
  if (one.limitMs !== undefined)
    console.log(
      `${one.name}: ${oursMs.toFixed(0)} ms, ${oursMs > one.limitMs ? 'over' : 'within'} the limit of ${one.limitMs}`,
    );
  return { found, complaints: [] };
}

function refuseUnknown(asked: Record<string, unknown> & { _: string[] }): void {
  const unknown = Object.keys(asked).filter((name) => !['_', 'h', ...Object.keys(args)].includes(name));
  if (unknown.length > 0) {
    const known = Object.keys(args).filter((name) => name !== 'suite');
    throw new UsageError(`No option --${unknown.join(', --')}. There are: --${known.join(', --')}`);
  }
  if (asked._.length > 1) throw new UsageError(`One suite at a time, not ${asked._.join(', ')}`);
}
