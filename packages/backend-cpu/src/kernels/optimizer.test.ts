import { expect, it } from 'vitest';
import { data, kernels, random, values, view } from '../testBench';

it.each([false, true])('steps with momentum, nesterov %s', (nesterov) => {
  const [p, v, g] = [random([7], 1), random([7], 2), random([7], 3)];
  const before = [p, v, g].map(data);
  kernels.sgdStep([p, v, g], { learningRate: 0.1, momentum: 0.9, nesterov, decay: 0.99 });
  const [w, u] = [data(p), data(v)];
  for (let i = 0; i < 7; i++) {
    const move = 0.1 * before[2][i];
    const next = 0.9 * before[1][i] - move;
    expect(u[i]).toBeCloseTo(next, 6);
    expect(w[i]).toBeCloseTo(before[0][i] * 0.99 + (nesterov ? 0.9 * next - move : next), 6);
  }
});

it('steps with Adam', () => {
  const [p, m, g] = [random([9], 1), random([9], 2), random([9], 3)];
  const v = view([9], values(9, 4).map(Math.abs));
  const before = [p, m, v, g].map(data);
  kernels.adamStep([p, m, v, g], { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, decay: 0.9 });
  for (let i = 0; i < 9; i++) {
    const nextM = before[1][i] + (before[3][i] - before[1][i]) * (1 - 0.9);
    const nextV = before[2][i] + (before[3][i] ** 2 - before[2][i]) * (1 - 0.999);
    expect(data(m)[i]).toBeCloseTo(nextM, 6);
    expect(data(v)[i]).toBeCloseTo(nextV, 6);
    expect(data(p)[i]).toBeCloseTo(before[0][i] * 0.9 - (0.01 * nextM) / (Math.sqrt(nextV) + 1e-7), 5);
  }
});
