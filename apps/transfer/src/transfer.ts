import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '@striate/kit';
import { StriateError } from 'striate';
import { clothesExperiment, weightsFile } from './clothes';
import { compare } from './compare';
import { digitsExperiment } from './digits';
import type { Experiment } from './Experiment';
import type { Metrics } from './metrics';
import type { TransferOptions } from './options';
import { type Part, page } from './page';
import { fullPlan, type Plan, quickPlan } from './plan';
import { points } from './tables';

/**
 * Runs the experiments, prints and writes everything the demonstration has to show.
 *
 * @throws {StriateError} if clothes alone are asked for and their weights are not there; if something that was frozen has changed, after
 * everything is written.
 */
export async function runTransfer(
  { folder, json, only, out, quick, seed }: TransferOptions,
  plan: Plan = quick ? quickPlan : fullPlan,
): Promise<Metrics> {
  const say = (text: string) => json || console.log(text);
  const begun = performance.now();
  const seeds = [seed, seed + 1, seed + 2];
  const parts: Part[] = [];
  const run = async (experiment: Experiment) => {
    const metrics = await compare(experiment, seeds, say);
    parts.push({ experiment, metrics });
  };
  if (only !== 'clothes') await run(await digitsExperiment(quick ? undefined : folder, plan, seed, say));
  if (only !== 'digits') {
    const file = weightsFile(folder);
    const missing = `there is no ${file}. --folder names another place; see --help.`;
    if (existsSync(file)) await run(await clothesExperiment(folder, plan));
    else if (only) throw new StriateError(`Clothes cannot be learned: ${missing}`);
    else say(`Clothes are left out: ${missing}`);
  }

  const found = (key: Experiment['key']) => parts.find(({ experiment }) => experiment.key === key)?.metrics ?? null;
  const metrics: Metrics = {
    seeds,
    seconds: (performance.now() - begun) / 1000,
    digits: found('digits'),
    clothes: found('clothes'),
  };
  await mkdir(out, { recursive: true });
  await atomicWrite(join(out, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
  await atomicWrite(join(out, 'report.html'), await page(metrics, parts));

  if (json) console.log(JSON.stringify(metrics));
  for (const { experiment, metrics: of } of parts) {
    const { gain, pass, untouched } = of;
    say(
      `${experiment.title.padEnd(9)}${points(gain)} points; a pass over kept features ${pass.times.toFixed(0)}x faster; ` +
        `${untouched.frozen.same} frozen weights the same, ${untouched.frozen.changed.length} changed`,
    );
  }
  say(`${'Written'.padEnd(9)}${join(out, 'report.html')}, metrics.json`);
  const changed = parts.flatMap(({ metrics: { untouched } }) => untouched.frozen.changed);
  if (changed.length > 0) throw new StriateError(`Training changed what was frozen: ${changed.join(', ')}`);
  return metrics;
}
