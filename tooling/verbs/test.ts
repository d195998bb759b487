// `npm test`: the tests on the sources, in Node and in Chromium, then once more on what will be published. `npm test -- --all`
// adds what takes minutes: whole networks against PyTorch, trainings on software GPUs, every case on every driver.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { ensureChromium } from './chromium';
import { ensureMesa } from './mesa';
import { addTallies, readTally, type Tally, tallyText } from './tally';

if (process.argv.includes('--all')) process.env.STRIATE_ALL = '1';
const reports = 'out/test';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const started = performance.now();
const tallies: Record<string, Tally> = {};

const hasBrowser = await ensureChromium();
if (!hasBrowser) tallies.chromium = { passed: 0, failed: 1, skipped: 0 };
// Where the suite has to show that all is well it may not leave a driver out.
if (hasBrowser && !ensureMesa())
  tallies.llvmpipe = { passed: 0, failed: process.env.CI ? 1 : 0, skipped: process.env.CI ? 0 : 1 };

const builds = command('build', 'turbo', ['run', 'build', '--output-logs=errors-only'], { STRIATE_TYPES: '0' });
if (builds !== 0) tallies.build = { passed: 0, failed: 1, skipped: 0 };

tallies.sources = vitest('sources', ['--project', hasBrowser ? '!pages' : 'node*']);
// By themselves: a visitor's patience ends sooner than a test's.
if (hasBrowser && builds === 0) tallies.pages = vitest('pages', ['--project', 'pages']);
if (builds === 0) tallies.published = vitest('published', ['--project', 'node*'], { STRIATE_DIST: '1' });

const total = addTallies(Object.values(tallies));
writeFileSync(`${reports}/summary.json`, `${JSON.stringify({ ...total, runs: tallies }, null, 2)}\n`);
console.log();
for (const [name, tally] of Object.entries(tallies)) console.log(`${name.padEnd(10)} ${tallyText(tally)}`);
console.log(`${'together'.padEnd(10)} ${tallyText(total)} in ${Math.round((performance.now() - started) / 1000)} s`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

function vitest(name: string, args: string[], env: Record<string, string> = {}): Tally {
  const report = `${reports}/${name}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = command(`test the ${name}`, 'vitest', ['run', ...reporters, ...args], env);
  return readTally(report, status);
}

function command(title: string, name: string, args: string[], env: Record<string, string> = {}): number {
  console.log(`\n▸ ${title}: ${name} ${args.join(' ')}`);
  const options = { env: { ...process.env, ...env }, shell: process.platform === 'win32', stdio: 'inherit' } as const;
  return spawnSync(name, args, options).status ?? 1;
}
