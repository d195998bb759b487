import { expect, it } from 'vitest';
import { type DownloadProgress, progressLine, progressMeter } from './progressLine';

it('says how much, how fast and how long', () => {
  const progress = { name: 'train.gz', receivedBytes: 12_340_000, totalBytes: 26_421_880, bytesPerSecond: 3.1e6 };
  expect(progressLine({ ...progress, secondsLeft: 64.2 })).toBe('train.gz  12.3 of 26.4 MB  46 %  3.1 MB/s  1:05 left');
  expect(progressLine({ ...progress, totalBytes: undefined })).toBe('train.gz  12.3 MB  3.1 MB/s');
});

it('counts into the rate what arrived now, not what an earlier download left', async () => {
  const seen: DownloadProgress[] = [];
  const count = progressMeter('x', (progress) => seen.push(progress));
  count(900, 1000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  count(1000, 1000);
  expect(seen.map(({ receivedBytes }) => receivedBytes)).toEqual([900, 1000]);
  expect(seen[0].secondsLeft).toBeUndefined();
  expect(seen[1].bytesPerSecond).toBeGreaterThan(0);
  expect(seen[1].bytesPerSecond).toBeLessThan(2500);
});
