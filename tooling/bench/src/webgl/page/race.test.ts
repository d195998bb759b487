import { expect, test } from 'vitest';
import { numbers } from '../../network/problem';
import { type RaceRules, type Runner, race, turns } from './race';

/** Runners whose runs take a known time on a clock of their own. */
function track(...runMs: number[]) {
  let time = 0;
  const calls: [side: number, times: number][] = [];
  const runners = runMs.map(
    (ms, side): Runner => ({
      async run(times) {
        calls.push([side, times]);
        time += ms * times;
      },
    }),
  );
  const rules: RaceRules = {
    budgetMs: 1000,
    sampleMs: 20,
    fewest: 3,
    most: 30,
    warmUps: 3,
    warmMs: 2000,
    random: numbers(1),
    now: () => time,
  };
  return { runners, rules, calls };
}

test('a sample is a chain of runs that lasts long enough, and a slow one is a single run', async () => {
  const { runners, rules } = track(3, 0.25, 700);
  const [middling, fast, slow] = await race(runners, rules);
  expect(middling).toEqual({ times: 7, samples: Array(30).fill(3) });
  expect(fast).toMatchObject({ times: 80, samples: Array(30).fill(0.25) });
  expect(slow).toEqual({ times: 1, samples: [700, 700, 700] });
});

test('the budget says how many samples there are, within limits', async () => {
  const { runners, rules } = track(40, 100);
  const [fast, slow] = await race(runners, { ...rules, budgetMs: 500 });
  expect(fast.samples).toHaveLength(12);
  expect(slow.samples).toHaveLength(5);
});

test('every runner is warmed up before the first sample of any', async () => {
  const { runners, rules, calls } = track(30, 30);
  await race(runners, rules);
  expect(calls.slice(0, 6)).toEqual([0, 0, 0, 1, 1, 1].map((side) => [side, 1]));
});

test('what is long is not run for nothing', async () => {
  const { runners, rules, calls } = track(3000);
  await race(runners, rules);
  expect(calls).toHaveLength(1 + rules.fewest);
});

test('turns are shared out evenly over the rounds, in another order each', () => {
  const order = turns([4, 12], numbers(3));
  const rounds = [0, 4, 8, 12].map((start) => order.slice(start, start + 4));
  for (const round of rounds) expect([...round].sort()).toEqual([0, 1, 1, 1]);
  expect(new Set(rounds.map(String)).size).toBeGreaterThan(1);
  expect(turns([4, 12], numbers(3))).toEqual(order);
});

test('neither side goes first more often than chance has it', () => {
  const order = turns([200, 200], numbers(7));
  const firsts = order.filter((_, i) => i % 2 === 0).filter((side) => side === 0).length;
  expect(firsts).toBeGreaterThan(70);
  expect(firsts).toBeLessThan(130);
});
