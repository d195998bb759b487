import {
  conv2d,
  fusedMatmul,
  matmul,
  maxPool2d,
  mean,
  memory,
  reshape,
  scope,
  setBackend,
  sgdStep,
  sparseSoftmaxCrossEntropy,
  tensor,
  Variable,
  valueAndGrads,
  zeros,
} from '@striate/tensor';
import { cpu } from './src/index';

await setBackend(cpu());
const rnd = (shape: number[], s: number) =>
  new Variable(
    tensor(
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => (Math.random() * 2 - 1) * s),
      shape,
    ),
  );
const B = 64;
const x = tensor(Float32Array.from({ length: B * 784 }, Math.random), [B, 28, 28, 1]);
const labels = tensor(
  Int32Array.from({ length: B }, () => (Math.random() * 10) | 0),
  [B],
);
const P = [
  rnd([5, 5, 1, 6], 0.2),
  rnd([6], 0.01),
  rnd([5, 5, 6, 16], 0.1),
  rnd([16], 0.01),
  rnd([400, 120], 0.05),
  rnd([120], 0.01),
  rnd([120, 84], 0.1),
  rnd([84], 0.01),
  rnd([84, 10], 0.1),
  rnd([10], 0.01),
];
const V = P.map((p) => new Variable(zeros(p.shape)));
const loss = () => {
  let h = conv2d(x, P[0], { padding: 'same', bias: P[1], activation: 'tanh' });
  h = maxPool2d(h);
  h = conv2d(h, P[2], { bias: P[3], activation: 'relu' });
  h = maxPool2d(h);
  h = reshape(h, [B, 400]);
  h = fusedMatmul(h, P[4], P[5], 'relu' as never);
  h = fusedMatmul(h, P[6], P[7], 'relu' as never);
  h = fusedMatmul(h, P[8], P[9], 'linear' as never);
  return mean(sparseSoftmaxCrossEntropy(h, labels));
};
const step = () =>
  scope(() => {
    const { value, grads } = valueAndGrads(loss)(P);
    grads.forEach((g, i) => sgdStep(P[i], V[i], g, { learningRate: 0.02, momentum: 0.9, nesterov: false, decay: 1 }));
    return value.dataSync()[0];
  });
for (let i = 0; i < 100; i++) {
  const l = step();
  if (i % 20 === 0) console.log(i, l, memory());
}
let best = 1e9;
for (let i = 0; i < 100; i++) {
  const t = performance.now();
  step();
  best = Math.min(best, performance.now() - t);
}
console.log('step ms', best);
const { measurePeak } = await import('./src/index');
console.log('peak', measurePeak());
const b = (await import('@striate/tensor')).getBackend();
const K = b.kernels as unknown as Record<string, (...a: unknown[]) => void>;
const T: Record<string, number[]> = {};
for (const k of Object.keys(K)) {
  const f = K[k];
  K[k] = (...a) => {
    const t = performance.now();
    f(...a);
    const e = performance.now() - t;
    const key = k + ' ' + JSON.stringify((a[0] as { shape: number[] }[]).map((v) => v.shape));
    (T[key] ??= []).push(e);
  };
}
for (let i = 0; i < 60; i++) step();
const rows = Object.entries(T)
  .map(([k, v]) => [k, (v.length / 60) * Math.min(...v), v.length / 60] as const)
  .sort((a, b) => b[1] - a[1]);
console.log(rows.reduce((s, r) => s + r[1], 0).toFixed(2));
for (const r of rows) console.log(r[1].toFixed(3), r[2], r[0]);
