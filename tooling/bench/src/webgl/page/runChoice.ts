import { median } from '../../median';
import { numbers } from '../../network/problem';
import type { CaseName, ChoiceReport } from '../contract';
import { cases } from './cases';
import { enterTfjs } from './enter';
import { loadTfjs, setFlags } from './libraries';
import { type Runner, race } from './race';

/** What takes longer than this gets no further samples to choose by. */
const longMs = 1000;

/** How long the variants of TF.js take, against each other. */
export async function runChoice(name: CaseName, budget: number): Promise<ChoiceReport> {
  const { variants, prepare } = cases[name];
  const [entrants, tf] = [await prepare(), await loadTfjs()];
  const runners: Runner[] = [];
  const times: number[] = [];
  for (const variant of variants) {
    const { side } = await enterTfjs(entrants, tf, name, variant);
    const runner = {
      run(count: number) {
        setFlags(tf, variant, variants);
        return side.run(count);
      },
    };
    const start = performance.now();
    await runner.run(1);
    times.push(performance.now() - start);
    runners.push(runner);
  }
  if (Math.min(...times) < longMs) {
    const timings = await race(runners, {
      budgetMs: budget * 1000,
      sampleMs: 20,
      fewest: 3,
      most: 20,
      warmUps: 1,
      warmMs: 0,
      random: numbers(1),
      now: () => performance.now(),
    });
    timings.forEach(({ samples }, i) => {
      times[i] = median(samples);
    });
  }
  return Object.fromEntries(variants.map((variant, i) => [variant.name, times[i]]));
}
