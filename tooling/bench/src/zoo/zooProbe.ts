import { fileURLToPath } from 'node:url';
import { freshScript, runSources } from '../fresh/freshScript';
import type { Context, Finding, Note, Probe } from '../suite';

const measureNetwork = fileURLToPath(new URL('measureNetwork.ts', import.meta.url));

/** What was said: that nothing is built is said once, not for each network. */
const said = new Set<string>();

/** A network of @striate/models: its size, the most memory a prediction takes, and how long one lasts, here and in the peer. */
export function zooProbe(name: string): Probe {
  return {
    name,
    peers: ['onnxruntime-web'],
    async probe({ threads, budget }, note, peers) {
      try {
        return { found: await measure(name, { threads, budget }, note, peers), complaints: [] };
      } catch (error) {
        // The others are measured all the same.
        return { found: [], complaints: [`${name}: ${reasonOf(error)}`] };
      }
    },
  };
}

async function measure(
  name: string,
  { threads, budget }: Context,
  note: Note,
  peers: readonly string[],
): Promise<Finding[]> {
  const printed = await runSources(measureNetwork, name, String(threads), String(budget), ...peers);
  const { found, notes } = JSON.parse(printed) as { found: Finding[]; notes: string[] };
  for (const line of notes) note(line);
  const script = freshScript('predict.mjs', (line) => {
    if (!said.has(line)) note(line);
    said.add(line);
  });
  try {
    const { peakBytes, wasmBytes } = JSON.parse(await script.run(name, String(threads)));
    return found.map((row) => ({ ...row, peakBytes, wasmBytes }));
  } finally {
    script.dispose();
  }
}

/** What a process says when it ends with an error; the rest is a trace. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^\w*Error: (.+)$/m.exec(text)?.[1] ?? text;
}
