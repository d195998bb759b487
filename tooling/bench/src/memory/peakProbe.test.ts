import { expect, test } from 'vitest';
import { excess } from './peakProbe';

test('a peak may reach its limit, and not pass it', () => {
  expect(excess('vgg', 400e6, 400e6)).toEqual([]);
  expect(excess('vgg', 401e6, 400e6)).toEqual(['vgg took 401 MB of memory, its limit is 400 MB']);
});
