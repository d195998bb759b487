import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCase } from './runCase';
import { type Duel, PeerAbsent, type Setup, type Subject } from './suite';

const context = { threads: 1, budget: 0.05 };
const silent = () => {};

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** Takes so many milliseconds, and notes each of its turns. */
function actor(name: string, ms: number, turns: string[] = [], extras: Partial<Subject> = {}): Setup {
  return () => ({
    sample(times) {
      turns.push(name);
      vi.advanceTimersByTime(ms * times);
      return ms;
    },
    ...extras,
  });
}

const duel = (ours: Setup, peers: Duel['peers'] = {}): Duel => ({ name: 'duel', ours, peers });

test('the ratio is peer by ours', async () => {
  const rows = await runCase(
    duel(actor('ours', 2), { slow: actor('slow', 1500), quick: actor('quick', 1) }),
    ['slow', 'quick'],
    context,
    silent,
  );
  expect(rows).toEqual([
    { oursMs: 2, peer: 'slow', peerMs: 1500, ratio: 750 },
    { oursMs: 2, peer: 'quick', peerMs: 1, ratio: 0.5 },
  ]);
});

test('without a peer there is a row all the same', async () => {
  expect(await runCase(duel(actor('ours', 2)), [], context, silent)).toEqual([
    { oursMs: 2, peer: null, peerMs: null, ratio: null },
  ]);
});

test('takes turns, and gives a slow one three samples among the many of a quick one', async () => {
  const turns: string[] = [];
  await runCase(
    duel(actor('o', 10, turns), { slow: actor('S', 2000, turns) }),
    ['slow'],
    { threads: 1, budget: 0.1 },
    silent,
  );
  const measured = turns.slice(turns.indexOf('S') + 1).join('');
  expect(measured).toMatch(/^o+So+So+$|^o+So+S$/);
});

test('an absent peer is a line, not an end', async () => {
  const notes: string[] = [];
  const absent: Setup = () => {
    throw new PeerAbsent('not installed');
  };
  const rows = await runCase(duel(actor('ours', 1), { absent }), ['absent'], context, (line) => notes.push(line));
  expect(rows).toMatchObject([{ peer: null }]);
  expect(notes).toEqual(['duel: no absent: not installed']);
});

test('refuses a peer whose results are not ours, and cleans up', async () => {
  let disposed = 0;
  const dispose = () => {
    disposed++;
  };
  const ours = actor('ours', 1, [], { results: [2.3, 2.2], dispose });
  const run = (results: number[]) =>
    runCase(duel(ours, { other: actor('other', 1, [], { results, dispose }) }), ['other'], context, silent);
  await expect(run([2.3001, 2.2])).resolves.toHaveLength(1);
  await expect(run([2.3, 2.1])).rejects.toThrow('duel: other does other work: its result 2 is 2.1, ours is 2.2');
  await expect(run([2.3, Number.NaN])).rejects.toThrow('other work');
  expect(disposed).toBe(6);
});
