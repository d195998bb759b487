// `pnpm check`: everything that is not a test. One failing step does not hide the others.
import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

interface Step {
  name: string;
  /** One command line; several are tried in turn, all of them, so that each can speak. */
  commands: string[];
  /** What a reader does about a failure. */
  fix: string;
  after?: string;
}

const steps: Step[] = [
  {
    name: 'format and lint',
    commands: ['biome check --error-on-warnings .'],
    fix: '`pnpm format` repairs most of it',
  },
  {
    name: 'types',
    commands: ['turbo run types --continue --output-logs=errors-only'],
    fix: 'each line names a file; `pnpm --filter <package> types` runs one package alone',
  },
  {
    name: 'boundaries',
    commands: ['depcruise --config tooling/gates/layers.mjs --output-type err-long packages apps tooling'],
    fix: 'the layers and their reasons are in tooling/gates/layers.mjs; a dependency belongs in the package.json that uses it',
  },
  {
    name: 'unused code',
    commands: ['knip --no-progress'],
    fix: 'delete what is unused, or declare an entry in knip.json where knip cannot see the use',
  },
  { name: 'manifests', commands: ['sherif'], fix: '`npx sherif --fix` repairs most of it' },
  { name: 'lines', commands: ['tsx tooling/gates/lines.ts'], fix: 'split the file by what it does' },
  {
    name: 'files per op',
    commands: ['tsx tooling/gates/filesPerOp.ts'],
    fix: 'gather what defines an op in fewer files',
  },
  {
    name: 'build',
    commands: ['turbo run build --output-logs=errors-only'],
    fix: '`pnpm --filter <package> build` runs one package alone',
  },
  {
    name: 'packed',
    commands: ['tsx tooling/gates/packed.ts'],
    fix: 'see `files`, `exports` and `publishConfig` in the package.json named above',
    after: 'build',
  },
  {
    name: 'bundle size',
    commands: ['pnpm --filter @striate/size size'],
    fix: 'see what grew: every file in tooling/size is one bundle; code it does not use must stay out of it',
  },
];

interface Result {
  step: Step;
  ok: boolean;
  seconds: number;
  output: string;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some((step) => step.name.startsWith(name)));
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(1);
}
const chosen = asked.length === 0 ? steps : steps.filter((step) => asked.some((name) => step.name.startsWith(name)));

const started = performance.now();
const results = await runAll(chosen, Math.min(4, availableParallelism()));
const failed = results.filter((result) => !result.ok);
for (const { step, output } of failed) console.log(`\n━━ ${step.name} ━━\n${output.trim()}\n→ ${step.fix}`);
console.log();
for (const step of chosen) {
  const result = results.find((one) => one.step === step);
  if (result)
    console.log(`${result.ok ? '✓' : '✗'} ${step.name.padEnd(16)} ${result.seconds.toFixed(1).padStart(6)} s`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  failed.length === 0
    ? `\nAll good in ${seconds} s.`
    : `\n${failed.length} of ${chosen.length} failed in ${seconds} s.`,
);
process.exit(failed.length === 0 ? 0 : 1);

async function runAll(queue: Step[], width: number): Promise<Result[]> {
  const done: Result[] = [];
  const waiting = [...queue];
  const isReady = ({ after }: Step) =>
    !queue.some((step) => step.name === after) || done.some((result) => result.step.name === after);
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < width ? waiting.findIndex(isReady) : -1;
    if (next === -1) {
      await Promise.race(running);
      continue;
    }
    const [step] = waiting.splice(next, 1);
    const task: Promise<void> = run(step).then((result) => {
      done.push(result);
      running.delete(task);
      console.log(`${result.ok ? '✓' : '✗'} ${step.name}`);
    });
    running.add(task);
  }
  return done;
}

async function run(step: Step): Promise<Result> {
  const start = performance.now();
  let ok = true;
  let output = '';
  for (const command of step.commands) {
    const { status, text } = await collect(spawn(command, { shell: true, env: { ...process.env, FORCE_COLOR: '0' } }));
    ok &&= status === 0;
    if (status !== 0) output += `$ ${command}\n${text.trimEnd()}\n`;
  }
  return { step, ok, seconds: (performance.now() - start) / 1000, output };
}

function collect(child: ChildProcess): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    }
    child.on('error', reject).on('close', (status) => resolve({ status: status ?? 1, text }));
  });
}
