import { relativeDifference } from '../inference/Exhibit';
import { median } from '../median';
import type { Findings, Note, Probe } from '../suite';
import { inFreshPage } from './browser';
import type { CaseName, Driver, FirstReport } from './contract';
import { describeGl, greedy, reasonOf, significant } from './report';

const peer = 'tfjs-webgl';
const tolerance = 1e-3;

/**
 * The first call in a browser that has compiled nothing yet: from the start of the library, with its uploads and its shaders, until the
 * result is read. Each side has as many browsers as TF.js has variants; its best counts, of ours the median.
 */
export function coldProbe(name: CaseName, target: number): Probe {
  return {
    name,
    peers: [peer],
    async probe({ driver = 'swiftshader' }, note, peers) {
      try {
        return await measure(name, target, driver, note, peers.includes(peer));
      } catch (error) {
        return { found: [], complaints: [`${name}: ${reasonOf(error)}`] };
      }
    },
  };
}

async function measure(
  name: CaseName,
  target: number,
  driver: Driver,
  note: Note,
  compared: boolean,
): Promise<Findings> {
  const variants = await inFreshPage(driver, (page) => page.evaluate((one) => window.striateBench.variants(one), name));
  const own: FirstReport[] = [];
  let best: { readonly variant: string; readonly report: FirstReport } | undefined;
  const first = async (variant: string | null) => {
    const report = await inFreshPage(driver, (page) =>
      page.evaluate(([one, side]) => window.striateBench.first(one, side), [name, variant] as const),
    );
    note(`${name}: ${variant ?? 'ours'} ${report.firstMs.toFixed(0)} ms, ${describeGl(report.gl)}`);
    return report;
  };
  // In turn, who goes first by chance.
  for (const variant of variants) {
    const ownFirst = Math.random() < 0.5;
    if (ownFirst) own.push(await first(null));
    if (compared) {
      const report = await first(variant);
      if (!best || report.firstMs < best.report.firstMs) best = { variant, report };
    }
    if (!ownFirst) own.push(await first(null));
  }
  const oursMs = significant(median(own.map(({ firstMs }) => firstMs)));
  if (!best) return { found: [{ oursMs, peer: null, peerMs: null, ratio: null, driver }], complaints: [] };

  const { variant, report } = best;
  const peerMs = significant(report.firstMs);
  const difference = relativeDifference(Float32Array.from(own[0].values), Float32Array.from(report.values));
  const wrong = difference <= tolerance ? [] : [`${name}: ${peer} is ${difference} of the largest off ours`];
  const ratio = significant(peerMs / oursMs);
  return {
    found: [{ oursMs, peer, peerMs, ratio, target, difference, driver, variant }],
    complaints: [...wrong, ...greedy(name, own[0].gl, report.gl)],
  };
}
