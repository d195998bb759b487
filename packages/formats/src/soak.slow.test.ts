import { expect, it } from 'vitest';
import { useCpu } from './testing';
import { hostileReaders } from './testing/hostileReaders';
import { soak } from './testing/soak';

useCpu();

const count = 5000;

it(`${count} damaged files are read or refused (pnpm soak: 100,000)`, async () => {
  for (const { reader, read, refused } of await soak(await hostileReaders(), count, 20_260_801)) {
    // Both must occur, or the files are not damaged in ways that tell.
    expect(read, reader).toBeGreaterThan(0);
    expect(refused, reader).toBeGreaterThan(0);
  }
}, 120_000);
