import { put } from './lanes';

/** `v = momentum v - learningRate g; p = decay p + v` (Nesterov: `+ momentum v - learningRate g`). */
export function sgdStep(
  p: usize, v: usize, g: usize, n: i32, learningRate: f32, momentum: f32, nesterov: i32, decay: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const mu = f32x4.splat(momentum);
  const keep = f32x4.splat(decay);
  for (; n > 0; n -= 4) {
    const w = f32x4.mul(keep, v128.load(p));
    const step = f32x4.mul(rate, v128.load(g));
    const velocity = f32x4.sub(f32x4.mul(mu, v128.load(v)), step);
    put(v, velocity, n);
    put(p, f32x4.add(w, nesterov ? f32x4.sub(f32x4.mul(mu, velocity), step) : velocity), n);
    p += 16;
    v += 16;
    g += 16;
  }
}

/** With rest = 1 - beta: `m += rest1 (g - m); v += rest2 (g^2 - v); p = decay p - learningRate m / (sqrt(v) + epsilon)`. */
export function adamStep(
  p: usize, m: usize, v: usize, g: usize, n: i32, learningRate: f32, rest1: f32, rest2: f32, epsilon: f32, decay: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const b1 = f32x4.splat(rest1);
  const b2 = f32x4.splat(rest2);
  const eps = f32x4.splat(epsilon);
  const keep = f32x4.splat(decay);
  for (; n > 0; n -= 4) {
    const w = f32x4.mul(keep, v128.load(p));
    const d = v128.load(g);
    let s = v128.load(m);
    s = f32x4.add(s, f32x4.mul(b1, f32x4.sub(d, s)));
    let t = v128.load(v);
    t = f32x4.add(t, f32x4.mul(b2, f32x4.sub(f32x4.mul(d, d), t)));
    put(m, s, n);
    put(v, t, n);
    put(p, f32x4.sub(w, f32x4.div(f32x4.mul(s, rate), f32x4.add(f32x4.sqrt(t), eps))), n);
    p += 16;
    m += 16;
    v += 16;
    g += 16;
  }
}
