import { type NetworkName, network, networks } from '@striate/models';
import { metaTensor, setBackend } from '@striate/tensor';
import { beforeAll, expect, test } from 'vitest';
import { countFlops } from '../network/countFlops';
import { networkMacs } from './networkMacs';

// Shapes are all that counts.
beforeAll(() => setBackend(metaTensor([1]).backend));

test('every network has its multiply-adds, small to large', () => {
  expect(Object.keys(networkMacs).toSorted()).toEqual(Object.keys(networks).toSorted());
  const values = Object.values(networkMacs);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
});

test.each(Object.keys(networks) as NetworkName[])(
  '%s',
  (name) => {
    expect(2 * networkMacs[name]).toBe(countFlops(network(name)));
  },
  30_000,
);
