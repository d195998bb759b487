import { describe, expect, it } from 'vitest';
import { data, kernels, output, values, view } from '../testBench';

type Name =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sqrt'
  | 'rsqrt'
  | 'square'
  | 'reciprocal'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'tanh'
  | 'sigmoid'
  | 'erf';
type Exact = 'neg' | 'abs' | 'sign' | 'floor' | 'ceil' | 'relu';

/** The error function in double precision: its series, and the continued fraction of erfc. */
function erf(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (a > 6) return Math.sign(x);
  if (a < 2.5) {
    let [term, sum] = [x, x];
    for (let k = 1; k < 100; k++) {
      term *= (-x * x) / k;
      sum += term / (2 * k + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let f = 0;
  for (let k = 60; k > 0; k--) f = k / 2 / (a + f);
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + f)));
}

const references: Record<Name, (x: number) => number> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  erf,
};

/** Distance in units of the last place of the expected float32, denormals included. */
function ulps(actual: number, exact: number): number {
  const rounded = Math.fround(exact);
  if (Object.is(actual, rounded) || actual === rounded || (Number.isNaN(actual) && Number.isNaN(rounded))) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(rounded)) return Number.POSITIVE_INFINITY;
  const unit = 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(exact)))) - 23);
  return Math.abs(actual - exact) / unit;
}

const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  1.401298464324817e-45,
  -1e-40,
  1.1754943508222875e-38,
  3.4028234663852886e38,
  -3.4028234663852886e38,
  88.7,
  88.8,
  -87.4,
  -103.9,
  -104,
  -150,
  1e-10,
  16777216,
  3.5e9,
  1e22,
  1e30,
  Math.PI,
  Math.PI / 2,
  100 * Math.PI,
];

function inputs(): Float32Array {
  const list = [...special];
  for (const scale of [1e-6, 0.01, 0.3, 1, 3, 10, 80, 1000, 1e5, 1e7, 1e12])
    list.push(...values(399, scale * 1e7).map((v) => v * scale));
  return Float32Array.from(list);
}

describe('unary', () => {
  const x = view([inputs().length], inputs());
  const xs = data(x);

  it.each(Object.entries(references))('%s is within 4 ulp everywhere', (name, reference) => {
    const y = output(x.shape, 'float32', (out) => kernels[name as Name]([x], out));
    let worst = 0;
    let at = 0;
    y.forEach((v, i) => {
      const d = ulps(v, reference(xs[i]));
      if (d > worst) [worst, at] = [d, i];
    });
    expect(worst, `${name}(${xs[at]}) = ${y[at]}, expected ${reference(xs[at])}`).toBeLessThan(4);
  });

  it.each<[Exact, (x: number) => number]>([
    ['neg', (v) => -v],
    ['abs', Math.abs],
    ['sign', Math.sign],
    ['floor', Math.floor],
    ['ceil', Math.ceil],
    ['relu', (v) => (v < 0 ? 0 : v)],
  ])('%s is exact', (name, reference) => {
    expect(Array.from(output(x.shape, 'float32', (out) => kernels[name]([x], out)))).toEqual(Array.from(xs, reference));
  });

  it('rounds halves to even', () => {
    const v = view([7], Float32Array.of(0.5, 1.5, 2.5, -0.5, -1.5, 3.49, -7.51));
    expect(Array.from(output([7], 'float32', (out) => kernels.round([v], out)))).toEqual([0, 2, 2, -0, -2, 3, -8]);
  });

  it('tells NaN and infinities, and writes no byte too many', () => {
    const v = view([5], Float32Array.of(Number.NaN, 1, Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY));
    expect(Array.from(output([5], 'bool', (out) => kernels.isNaN([v], out)))).toEqual([1, 0, 0, 0, 0]);
    expect(Array.from(output([5], 'bool', (out) => kernels.isFinite([v], out)))).toEqual([0, 1, 0, 1, 0]);
  });

  it('negates bools of any count', () => {
    const v = Uint8Array.from({ length: 37 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const y = output([37], 'bool', (out) => kernels.logicalNot([view([37], v, 'bool')], out));
    expect(Array.from(y)).toEqual(Array.from(v, (b) => 1 - b));
  });

  it('clips, NaN stays', () => {
    const v = view([5], Float32Array.of(-3, 0.5, 9, Number.NaN, 2));
    expect(Array.from(output([5], 'float32', (out) => kernels.clip([v], out, { min: 0, max: 2 })))).toEqual([
      0,
      0.5,
      2,
      Number.NaN,
      2,
    ]);
  });

  it.each([1, 2, 3, 4, 5, 7, 64])('writes exactly %i values', (n) => {
    const v = values(n);
    const y = output([n], 'float32', (out) => kernels.square([view([n], v)], out));
    expect(Array.from(y)).toEqual(Array.from(v, (a) => Math.fround(a * a)));
  });
});
