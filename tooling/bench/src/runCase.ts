import { median } from './median';
import { type Context, type Duel, type Finding, type Note, PeerAbsent, type Setup, type Subject } from './suite';

interface Contender {
  readonly name: string;
  readonly subject: Subject;
  /** Runs within one sample. */
  readonly times: number;
  /** Samples it shall get in all. */
  readonly wanted: number;
  readonly samples: number[];
}

/** A sample should last this long: much more than the clock's grain, about what a busy system lets a process run at a stretch. */
const sampleMs = 4;
const fewest = 3;
const most = 100;
/** By how much a peer's first results may differ, and how many count: training drifts apart in the last digits. */
const tolerance = 1e-3;
const compared = 3;

/**
 * Measures a case and its peers in one process, sample by sample in turn, so that whatever else the machine does meets all of
 * them; the median of each counts. A slow one gets few samples, at least three, spread over the others' many.
 */
export async function runCase(
  duel: Duel,
  peerNames: readonly string[],
  context: Context,
  note: Note,
): Promise<Finding[]> {
  const subjects: Subject[] = [];
  const enter = async (name: string, setup: Setup) => {
    const subject = await setup(context);
    subjects.push(subject);
    return warmUp(name, subject, context);
  };
  try {
    const contenders = [await enter('ours', duel.ours)];
    for (const name of peerNames) {
      try {
        contenders.push(await enter(name, duel.peers[name]));
      } catch (error) {
        if (!(error instanceof PeerAbsent)) throw error;
        note(`${duel.name}: no ${name}: ${error.message}`);
      }
    }
    await takeTurns(contenders);
    const [own, ...peers] = contenders;
    const attention = own.subject.attention?.() ?? 1;
    if (attention < 0.9)
      note(`${duel.name}: ours had ${Math.round(attention * 100)} % of a core; do not quote these figures`);
    const oursMs = significant(median(own.samples));
    if (peers.length === 0) return [{ oursMs, peer: null, peerMs: null, ratio: null }];
    return peers.map(({ name, subject, samples }) => {
      compareResults(duel.name, name, own.subject.results, subject.results);
      const peerMs = significant(median(samples));
      const { difference } = subject;
      const ratio = significant(peerMs / oursMs);
      return { oursMs, peer: name, peerMs, ratio, ...(difference !== undefined && { difference }) };
    });
  } finally {
    for (const subject of subjects) await subject.dispose?.();
  }
}

/** Warms a subject up and finds how often it runs in a sample, and how many samples it gets. */
async function warmUp(name: string, subject: Subject, { budget }: Context): Promise<Contender> {
  const { least = 1 } = subject;
  let times = least;
  let ms = 0;
  // What a sample says it took need not be how long it lasted: it may come from another process, or from a rate.
  let lasted = 0;
  const sample = async () => {
    const start = performance.now();
    ms = await subject.sample(times);
    lasted = performance.now() - start;
    times = Math.max(least, Math.round(sampleMs / ms));
  };
  const wanted = () => Math.max(fewest, Math.min(most, Math.floor((budget * 1000) / lasted)));
  await sample();
  // What takes a second has no use for warming up: its first run counts.
  if (lasted > 1000) return { name, subject, times: least, wanted: wanted(), samples: [ms] };
  // A compiler works on the first runs while they run: some time must pass before the speed settles.
  const until = performance.now() + Math.min(300, budget * 100);
  do await sample();
  while (performance.now() < until);
  await sample();
  return { name, subject, times, wanted: wanted(), samples: [] };
}

/** As many rounds as the slowest has samples; in each, every contender takes its share. */
async function takeTurns(contenders: readonly Contender[]): Promise<void> {
  const rounds = Math.min(...contenders.map(({ wanted }) => wanted));
  for (let round = 1; round <= rounds; round++) {
    for (const { subject, times, wanted, samples } of contenders) {
      const due = Math.round((wanted * round) / rounds);
      while (samples.length < due) samples.push(await subject.sample(times));
    }
  }
}

function compareResults(name: string, peer: string, own: readonly number[] = [], other: readonly number[] = []): void {
  // A loss that is almost nothing after a step is compared with what it was before.
  const scale = Math.max(...own.slice(0, compared).map(Math.abs));
  for (let i = 0; i < Math.min(own.length, other.length, compared); i++) {
    if (Math.abs(own[i] - other[i]) <= tolerance * scale) continue;
    throw new Error(`${name}: ${peer} does other work: its result ${i + 1} is ${other[i]}, ours is ${own[i]}`);
  }
}

function significant(value: number): number {
  return Number(value.toPrecision(6));
}
