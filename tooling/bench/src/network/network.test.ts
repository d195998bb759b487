import { expect, test } from 'vitest';
import { lecture5, lenet5, type Network, weightSpecs } from './network';
import { makeProblem } from './problem';

const parameters = (network: Network) =>
  weightSpecs(network).reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);

test('the networks have the parameters of their architectures', () => {
  expect(parameters(lenet5)).toBe(61_706);
  expect(parameters(lecture5)).toBe(93_322);
});

test('a problem is the same every time: biases are zero, kernels within their limits', () => {
  const [one, other] = [makeProblem(lenet5, 1), makeProblem(lenet5, 1)];
  expect(one.weights[6]).toEqual(other.weights[6]);
  expect(one.images).toEqual(other.images);
  expect(one.weights.map(({ shape }) => shape)).toEqual(weightSpecs(lenet5).map(({ shape }) => shape));
  expect(one.weights[1].values.every((value) => value === 0)).toBe(true);
  expect(Math.max(...one.weights[0].values.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / (25 * 7)));
});
