import { tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import goldens from '../../goldens/preprocessing.json';
import { layerClasses } from '../layers/layerClasses';
import { values } from '../testing';
import { useEachBackend } from '../testing/useEachBackend';
import { RandomHue } from './RandomHue';

useEachBackend();

const images = () => tensor(Float32Array.from(goldens.images.values), goldens.images.shape);

/** Off by a part of the value range at most. */
function expectClose(got: readonly number[], wanted: readonly number[], within = 2e-3): void {
  expect(got).toHaveLength(wanted.length);
  got.forEach((value, i) =>
    expect(Math.abs(value - wanted[i]), `element ${i}: ${value}, ${wanted[i]}`).toBeLessThan(within),
  );
}

describe('goldens', () => {
  const [hue, others] = [true, false].map((is) => goldens.cases.filter(({ layer }) => (layer === 'RandomHue') === is));

  it.each(others)('$layer $options', async ({ layer, options, output }) => {
    const Class = layerClasses[layer as keyof typeof layerClasses] as new (
      options: object,
    ) => InstanceType<typeof RandomHue>;
    const y = new Class(options)(images(), { training: true });
    expect(y.shape).toEqual(output.shape);
    expectClose(await values(y), output.values);
  });

  it('RandomHue turns each image one way or the other', async () => {
    const ways = new Set<number>();
    for (let seed = 0; seed < 8; seed++) {
      const y = await values(new RandomHue({ factor: [0.4, 0.4], seed })(images(), { training: true }));
      for (const i of [0, 1]) {
        const own = (list: readonly number[]) => list.slice(i * 90, i * 90 + 90);
        const way = hue.findIndex(({ output }) => Math.abs(own(output.values)[6] - own(y)[6]) < 1e-2);
        expectClose(own(y), own(hue[way].output.values));
        ways.add(way);
      }
    }
    expect(ways).toEqual(new Set([0, 1]));
  });
});
