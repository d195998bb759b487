import { storeLanes } from './lanes';

// @ts-ignore: decorator
@inline
function put(p: usize, v: v128, lanes: i32): void {
  if (lanes >= 4) v128.store(p, v);
  else storeLanes(p, v, lanes);
}

/** `g += weightDecay p; v = momentum v - learningRate g; p += v` (Nesterov: `p += momentum v - learningRate g`). */
export function sgdStep(
  p: usize, v: usize, g: usize, n: i32, learningRate: f32, momentum: f32, nesterov: i32, weightDecay: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const mu = f32x4.splat(momentum);
  const decay = f32x4.splat(weightDecay);
  for (; n > 0; n -= 4) {
    const w = v128.load(p);
    const step = f32x4.mul(rate, f32x4.add(v128.load(g), f32x4.mul(decay, w)));
    const velocity = f32x4.sub(f32x4.mul(mu, v128.load(v)), step);
    put(v, velocity, n);
    put(p, f32x4.add(w, nesterov ? f32x4.sub(f32x4.mul(mu, velocity), step) : velocity), n);
    p += 16;
    v += 16;
    g += 16;
  }
}

/** `m += (1 - beta1)(g - m); v += (1 - beta2)(g^2 - v); p -= learningRate (m / (sqrt(v) + epsilon) + weightDecay p)`. */
export function adamStep(
  p: usize, m: usize, v: usize, g: usize, n: i32, learningRate: f32, beta1: f32, beta2: f32, epsilon: f32, weightDecay: f32,
): void {
  const rate = f32x4.splat(learningRate);
  const b1 = f32x4.splat(1 - beta1);
  const b2 = f32x4.splat(1 - beta2);
  const eps = f32x4.splat(epsilon);
  const decay = f32x4.splat(weightDecay);
  for (; n > 0; n -= 4) {
    const w = v128.load(p);
    const d = v128.load(g);
    let s = v128.load(m);
    s = f32x4.add(s, f32x4.mul(b1, f32x4.sub(d, s)));
    let t = v128.load(v);
    t = f32x4.add(t, f32x4.mul(b2, f32x4.sub(f32x4.mul(d, d), t)));
    put(m, s, n);
    put(v, t, n);
    const step = f32x4.add(f32x4.div(s, f32x4.add(f32x4.sqrt(t), eps)), f32x4.mul(decay, w));
    put(p, f32x4.sub(w, f32x4.mul(rate, step)), n);
    p += 16;
    m += 16;
    v += 16;
    g += 16;
  }
}
