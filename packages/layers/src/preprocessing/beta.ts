import type { Generator } from '@striate/tensor';

/** Numbers of a beta distribution with both parameters alpha: one for each image, between 0 and 1, near the ends for small alpha. */
export function drawBeta(generator: Generator, n: number, alpha: number): Float32Array {
  const next = uniforms(generator.fork());
  return Float32Array.from({ length: n }, () => {
    const [a, b] = [logGamma(alpha, next), logGamma(alpha, next)];
    return 1 / (1 + Math.exp(b - a)); // a / (a + b), from logarithms: of a small alpha both would be 0
  });
}

/** The logarithm of a gamma-distributed number (Marsaglia and Tsang 2000). */
function logGamma(alpha: number, next: () => number): number {
  if (alpha < 1) return logGamma(alpha + 1, next) + Math.log(next()) / alpha;
  const d = alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(next()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}

/** Numbers between 0 and 1, neither of them included, one after the other. */
function uniforms(generator: Generator): () => number {
  let drawn: Float32Array = new Float32Array();
  let at = 0;
  return () => {
    if (at === drawn.length) [drawn, at] = [generator.uniform(64), 0];
    return drawn[at++] + 2 ** -25;
  };
}
