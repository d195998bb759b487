import type { Context, Finding, Findings, Note, Probe } from '../suite';
import { inFreshPage } from './browser';
import type { CaseName, ChoiceReport, RaceReport } from './contract';
import { complaintsOf, describe, reasonOf, significant } from './report';

const peer = 'tfjs-webgl';

/** Ours against the fastest variant of TF.js, in one page of a browser; `target` is the ratio that is aimed at. */
export function raceProbe(name: CaseName, target: number): Probe {
  return {
    name,
    peers: [peer],
    async probe(context, note, peers) {
      try {
        return await measure(name, target, context, note, peers.includes(peer));
      } catch (error) {
        // The others are measured all the same.
        return { found: [], complaints: [`${name}: ${reasonOf(error)}`] };
      }
    },
  };
}

async function measure(
  name: CaseName,
  target: number,
  { budget, driver = 'swiftshader' }: Context,
  note: Note,
  compared: boolean,
): Promise<Findings> {
  let variant: string | null = null;
  if (compared) {
    const choice = await inFreshPage(driver, (page) =>
      page.evaluate(([one, seconds]) => window.striateBench.choose(one, seconds), [name, budget / 3] as const),
    );
    variant = fastest(choice);
    note(
      `${name}: ${peer} ${Object.entries(choice)
        .map(([one, ms]) => `${one} ${ms.toPrecision(3)}`)
        .join(', ')} ms`,
    );
  }
  const seed = Math.floor(Math.random() * 2 ** 31);
  const report = await inFreshPage(driver, (page) =>
    page.evaluate(([one, ...others]) => window.striateBench.race(one, ...others), [
      name,
      variant,
      budget,
      seed,
    ] as const),
  );
  for (const side of report.sides) note(`${name}: ${describe(side)}`);
  const found: Finding = { ...findingOf(report, target), driver, ...(variant !== null && { variant }) };
  return { found: [found], complaints: complaintsOf(name, report) };
}

function fastest(choice: ChoiceReport): string {
  return Object.entries(choice).reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}

function findingOf({ sides, differences }: RaceReport, target: number): Finding {
  const [own, other] = sides;
  const oursMs = significant(own.medianMs);
  if (!other) return { oursMs, peer: null, peerMs: null, ratio: null, sides };
  const peerMs = significant(other.medianMs);
  const ratio = significant(peerMs / oursMs);
  return { oursMs, peer, peerMs, ratio, target, difference: Math.max(...differences), sides };
}
