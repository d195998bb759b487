/** One side of a race. */
export interface Runner {
  /** Does the work so many times in a row, and reads the end of it. */
  run(times: number): Promise<unknown>;
}

export interface Timing {
  /** Milliseconds of one run, a sample each. */
  readonly samples: readonly number[];
  /** Runs in a sample. */
  readonly times: number;
}

export interface RaceRules {
  /** Milliseconds each runner may spend on its samples; it gets `fewest` whatever they take. */
  readonly budgetMs: number;
  /** How long a sample lasts at least. */
  readonly sampleMs: number;
  readonly fewest: number;
  readonly most: number;
  /** Runs before anything counts; but no more once they took `warmMs`, for what is long has settled then. */
  readonly warmUps: number;
  readonly warmMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** The time in milliseconds. */
  readonly now: () => number;
}

interface Plan {
  readonly times: number;
  readonly wanted: number;
}

/** Times the runners sample by sample, in an order drawn anew for each round, so that what else the machine does meets all of them. */
export async function race(runners: readonly Runner[], rules: RaceRules): Promise<Timing[]> {
  const plans: Plan[] = [];
  for (const runner of runners) plans.push(await plan(runner, rules));
  const samples: number[][] = runners.map(() => []);
  const order = turns(
    plans.map(({ wanted }) => wanted),
    rules.random,
  );
  for (const side of order) samples[side].push(await timeOne(runners[side], plans[side].times, rules.now));
  return plans.map(({ times }, side) => ({ times, samples: samples[side] }));
}

/** Warms a runner up, and finds how often it must run to fill a sample, and how many samples it can have. */
async function plan(runner: Runner, rules: RaceRules): Promise<Plan> {
  const { warmUps, warmMs, sampleMs, budgetMs, fewest, most, now } = rules;
  let ms = Number.POSITIVE_INFINITY;
  const start = now();
  for (let i = 0; i < warmUps && (i === 0 || now() - start < warmMs); i++)
    ms = Math.min(ms, await timeOne(runner, 1, now));
  let times = fill(sampleMs, ms);
  // A chain of many is faster a run than one alone, where reading the end takes its time.
  if (times > 1) {
    ms = Math.min(ms, await timeOne(runner, times, now));
    times = fill(sampleMs, ms);
  }
  const wanted = Math.floor(budgetMs / (ms * times));
  return { times, wanted: Math.max(fewest, Math.min(most, wanted)) };
}

function fill(sampleMs: number, ms: number): number {
  return Math.max(1, Math.ceil(sampleMs / ms));
}

async function timeOne(runner: Runner, times: number, now: () => number): Promise<number> {
  const start = now();
  await runner.run(times);
  return (now() - start) / times;
}

/**
 * Whose turn it is, one after the other: as many rounds as the one with the fewest samples has; in each, everyone has its share, in
 * random order.
 */
export function turns(wanted: readonly number[], random: () => number): number[] {
  const rounds = Math.min(...wanted);
  const order: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const due = (count: number, rounds_: number) => Math.round((count * rounds_) / rounds);
    const share = wanted.flatMap((count, side) => {
      return Array.from({ length: due(count, round + 1) - due(count, round) }, () => side);
    });
    order.push(...shuffle(share, random));
  }
  return order;
}

/** Fisher and Yates' shuffle. */
function shuffle<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
