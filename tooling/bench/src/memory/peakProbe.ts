import { freshScript } from '../fresh/freshScript';
import type { Finding, Probe } from '../suite';

/** A row that says how much memory the process took at most. */
interface PeakFinding extends Finding {
  readonly peakBytes: number;
  readonly limitBytes: number;
}

/** The most memory a process takes that does nothing but build a network of @striate/models and predict once. */
export function peakProbe(name: string, network: string, limitBytes: number): Probe {
  return {
    name,
    async probe({ threads }, note) {
      const script = freshScript('predict.mjs', note);
      try {
        const { ms, peakBytes } = JSON.parse(await script.run(network, String(threads)));
        note(`${name}: ${megabytes(peakBytes)} at most, of ${megabytes(limitBytes)} allowed`);
        const oursMs = Number(ms.toPrecision(6));
        const finding: PeakFinding = { oursMs, peer: null, peerMs: null, ratio: null, peakBytes, limitBytes };
        return { found: [finding], complaints: excess(name, peakBytes, limitBytes) };
      } finally {
        script.dispose();
      }
    },
  };
}

/** What is wrong with a peak, if anything. */
export function excess(name: string, peakBytes: number, limitBytes: number): string[] {
  if (peakBytes <= limitBytes) return [];
  return [`${name} took ${megabytes(peakBytes)} of memory, its limit is ${megabytes(limitBytes)}`];
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
