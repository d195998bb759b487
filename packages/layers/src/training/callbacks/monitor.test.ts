import { expect, it } from 'vitest';
import { lossesByName } from '../../losses/resolveLoss';
import { metricsByName } from '../../metrics/resolveMetric';
import { Monitor } from './monitor';

it('knows of every metric whether more of it is better', () => {
  const errors = ['rootMeanSquaredError', 'falsePositives', 'falseNegatives'];
  const moreIsBetter = (name: string) => new Monitor({ monitor: `val_${name}` }, 'test').isBetter(2, 1);
  for (const name of Object.keys(metricsByName)) expect(moreIsBetter(name), name).toBe(!errors.includes(name));
  for (const name of ['loss', ...Object.keys(lossesByName)]) {
    if (!(name in metricsByName)) expect(moreIsBetter(name), name).toBe(false);
  }
});
