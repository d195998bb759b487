import { relativeDifference } from '../../inference/Exhibit';
import { median } from '../../median';
import { numbers } from '../../network/problem';
import type { CaseName, RaceReport, SideReport } from '../contract';
import { cases } from './cases';
import type { Entrants } from './Entrants';
import { type Entered, enterOurs, enterTfjs, variantOf } from './enter';
import { readGl } from './glMeter';
import { loadTfjs } from './libraries';
import { race } from './race';
import { wakeGl } from './wakeGl';

/** How long a sample lasts at least, how many there are, and how often each side runs before. */
const rules = { sampleMs: 50, fewest: 3, most: 40, warmUps: 3, warmMs: 2000, now: () => performance.now() };

/** Ours against a variant of TF.js (null: ours alone) in this page, which must be a fresh one. */
export async function runRace(name: CaseName, peer: string | null, budget: number, seed: number): Promise<RaceReport> {
  const random = numbers(seed);
  const entrants = await cases[name].prepare();
  const entries = [() => enterOurs(entrants)];
  if (peer !== null) {
    const tf = await loadTfjs();
    entries.push(() => enterTfjs(entrants, tf, name, variantOf(name, peer)));
  }
  wakeGl();
  if (random() < 0.5) entries.reverse();
  const entered: Entered[] = [];
  for (const enter of entries) entered.push(await enter());
  entered.sort((a, b) => Number(b.name === 'ours') - Number(a.name === 'ours'));

  const differences = await compare(entrants, entered);
  const runs = entered.map(() => 0);
  const draws = entered.map((one) => readGl(one.name).draws);
  const runners = entered.map(({ side }, i) => ({
    run(times: number) {
      runs[i] += times;
      return side.run(times);
    },
  }));
  const timings = await race(runners, { ...rules, budgetMs: budget * 1000, random });
  const sides = timings.map(({ samples, times }, i): SideReport => {
    const gl = readGl(entered[i].name);
    return {
      name: entered[i].name,
      firstMs: entered[i].firstMs,
      medianMs: median(samples),
      minMs: Math.min(...samples),
      times,
      samples: samples.length,
      drawsPerRun: (gl.draws - draws[i]) / runs[i],
      gl,
    };
  });
  return { sides, differences };
}

/** How far each is from what should come out; where nobody knows that, from ours. */
async function compare({ reference }: Entrants, entered: readonly Entered[]): Promise<number[]> {
  const results: Float32Array[] = [];
  for (const { side, first } of entered) {
    const proof = Array.from(await side.prove());
    // The first run of a training says a loss of its own.
    results.push(Float32Array.from(reference ? proof : [...Array.from(first), ...proof]));
  }
  const expected = reference ? Float32Array.from(reference()) : results[0];
  return results.map((result) => relativeDifference(expected, result));
}
