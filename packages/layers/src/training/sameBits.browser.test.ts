import { expect, it } from 'vitest';
import { digestEverywhere, digestOfTraining } from './testing/digestOfTraining';

it.each([1, 2])(
  'one seed gives the same weights, to the bit, on %i threads in Chromium',
  { timeout: 60_000 },
  async (threads) => {
    expect(await digestOfTraining(threads)).toBe(digestEverywhere);
  },
);
