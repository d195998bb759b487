// The one-dimensional transforms of Winograd convolution, each over `vectors` vectors of four channels. They evaluate and
// interpolate polynomials at 4 points (0, 1, -1), 6 (0, 3/4, -3/4, 3/2, -3/2) or 8 (0, 1, -1, 2, -2, 1/2, -1/2), infinity last. With 6
// points these do better than the usual whole numbers: 8e-7 of relative error, not 2e-6, at the same cost.
// `s` and `t` are the distances in bytes of what is read at `p` and written at `q`.

// Powers and weights of the 6 points A and B; 1 / (the product of a point's distances from the others) goes to the filter.
const A: f32 = 0.75;
const A2: f32 = A * A;
const A3: f32 = A * A2;
const B: f32 = 1.5;
const B2: f32 = B * B;
const B3: f32 = B * B2;
const WEIGHT_0: f32 = 1 / (A2 * B2);
const WEIGHT_A: f32 = 1 / (2 * A2 * (A2 - B2));
const WEIGHT_B: f32 = 1 / (2 * B2 * (B2 - A2));

// @ts-ignore: decorator
@inline
function times(x: v128, factor: f32): v128 {
  return f32x4.mul(x, f32x4.splat(factor));
}

/** `points` pixels of the input to `points` values: the rows of B transposed. */
export function inputLine(points: i32, p: usize, s: usize, q: usize, t: usize, vectors: i32): void {
  if (points == 6) {
    do {
      const d0 = v128.load(p);
      const d1 = v128.load(p + s);
      const d2 = v128.load(p + s * 2);
      const d3 = v128.load(p + s * 3);
      const d4 = v128.load(p + s * 4);
      const d5 = v128.load(p + s * 5);
      v128.store(q, f32x4.add(f32x4.sub(times(d0, A2 * B2), times(d2, A2 + B2)), d4));
      const e1 = f32x4.sub(d4, times(d2, B2));
      const o1 = times(f32x4.sub(d3, times(d1, B2)), A);
      v128.store(q + t, f32x4.add(e1, o1));
      v128.store(q + t * 2, f32x4.sub(e1, o1));
      const e2 = f32x4.sub(d4, times(d2, A2));
      const o2 = times(f32x4.sub(d3, times(d1, A2)), B);
      v128.store(q + t * 3, f32x4.add(e2, o2));
      v128.store(q + t * 4, f32x4.sub(e2, o2));
      v128.store(q + t * 5, f32x4.add(f32x4.sub(times(d1, A2 * B2), times(d3, A2 + B2)), d5));
      p += 16;
      q += 16;
    } while (--vectors);
  } else if (points == 4) {
    do {
      const d0 = v128.load(p);
      const d1 = v128.load(p + s);
      const d2 = v128.load(p + s * 2);
      const d3 = v128.load(p + s * 3);
      v128.store(q, f32x4.sub(d0, d2));
      v128.store(q + t, f32x4.add(d2, d1));
      v128.store(q + t * 2, f32x4.sub(d2, d1));
      v128.store(q + t * 3, f32x4.sub(d3, d1));
      p += 16;
      q += 16;
    } while (--vectors);
  } else {
    do {
      const d0 = v128.load(p);
      const d1 = v128.load(p + s);
      const d2 = v128.load(p + s * 2);
      const d3 = v128.load(p + s * 3);
      const d4 = v128.load(p + s * 4);
      const d5 = v128.load(p + s * 5);
      const d6 = v128.load(p + s * 6);
      const d7 = v128.load(p + s * 7);
      v128.store(q, f32x4.add(f32x4.sub(d0, d6), times(f32x4.sub(d4, d2), 5.25)));
      const e1 = f32x4.sub(f32x4.add(d2, d6), times(d4, 4.25));
      const o1 = f32x4.sub(f32x4.add(d1, d5), times(d3, 4.25));
      v128.store(q + t, f32x4.add(e1, o1));
      v128.store(q + t * 2, f32x4.sub(e1, o1));
      const middle = times(d3, 2.5);
      const e2 = f32x4.add(d6, f32x4.sub(times(d2, 0.25), times(d4, 1.25)));
      const o2 = f32x4.add(f32x4.sub(times(d1, 0.5), middle), times(d5, 2));
      v128.store(q + t * 3, f32x4.add(e2, o2));
      v128.store(q + t * 4, f32x4.sub(e2, o2));
      const e3 = f32x4.add(d6, f32x4.sub(times(d2, 4), times(d4, 5)));
      const o3 = f32x4.add(f32x4.sub(times(d1, 2), middle), times(d5, 0.5));
      v128.store(q + t * 5, f32x4.add(e3, o3));
      v128.store(q + t * 6, f32x4.sub(e3, o3));
      v128.store(q + t * 7, f32x4.add(f32x4.sub(d7, d1), times(f32x4.sub(d3, d5), 5.25)));
      p += 16;
      q += 16;
    } while (--vectors);
  }
}

/** `taps` weights to `points` values: the rows of G. 4 points take 3 taps, 6 take 3 or 4, 8 take 3, 4 or 5. */
export function filterLine(points: i32, taps: i32, p: usize, s: usize, q: usize, t: usize, vectors: i32): void {
  if (points == 4) {
    do {
      const g0 = v128.load(p);
      const g2 = v128.load(p + s * 2);
      const e = times(f32x4.add(g0, g2), 0.5);
      const o = times(v128.load(p + s), 0.5);
      v128.store(q, g0);
      v128.store(q + t, f32x4.add(e, o));
      v128.store(q + t * 2, f32x4.sub(e, o));
      v128.store(q + t * 3, g2);
      p += 16;
      q += 16;
    } while (--vectors);
  } else if (points == 6) {
    do {
      const g0 = v128.load(p);
      const g1 = v128.load(p + s);
      const g2 = v128.load(p + s * 2);
      const g3 = taps == 4 ? v128.load(p + s * 3) : f32x4.splat(0);
      v128.store(q, times(g0, WEIGHT_0));
      const e1 = times(f32x4.add(g0, times(g2, A2)), WEIGHT_A);
      const o1 = times(f32x4.add(g1, times(g3, A2)), WEIGHT_A * A);
      v128.store(q + t, f32x4.add(e1, o1));
      v128.store(q + t * 2, f32x4.sub(e1, o1));
      const e2 = times(f32x4.add(g0, times(g2, B2)), WEIGHT_B);
      const o2 = times(f32x4.add(g1, times(g3, B2)), WEIGHT_B * B);
      v128.store(q + t * 3, f32x4.add(e2, o2));
      v128.store(q + t * 4, f32x4.sub(e2, o2));
      v128.store(q + t * 5, taps == 4 ? g3 : g2);
      p += 16;
      q += 16;
    } while (--vectors);
  } else {
    do {
      const g0 = v128.load(p);
      const g1 = v128.load(p + s);
      const g2 = v128.load(p + s * 2);
      const g3 = taps > 3 ? v128.load(p + s * 3) : f32x4.splat(0);
      const g4 = taps == 5 ? v128.load(p + s * 4) : f32x4.splat(0);
      v128.store(q, g0);
      const e1 = times(f32x4.add(f32x4.add(g0, g2), g4), -2.0 / 9);
      const o1 = times(f32x4.add(g1, g3), -2.0 / 9);
      v128.store(q + t, f32x4.add(e1, o1));
      v128.store(q + t * 2, f32x4.sub(e1, o1));
      const e2 = f32x4.add(f32x4.add(times(g0, 1.0 / 90), times(g2, 4.0 / 90)), times(g4, 16.0 / 90));
      const o2 = f32x4.add(times(g1, 2.0 / 90), times(g3, 8.0 / 90));
      v128.store(q + t * 3, f32x4.add(e2, o2));
      v128.store(q + t * 4, f32x4.sub(e2, o2));
      const e3 = f32x4.add(f32x4.add(times(g0, 32.0 / 45), times(g2, 8.0 / 45)), times(g4, 2.0 / 45));
      const o3 = f32x4.add(times(g1, 16.0 / 45), times(g3, 4.0 / 45));
      v128.store(q + t * 5, f32x4.add(e3, o3));
      v128.store(q + t * 6, f32x4.sub(e3, o3));
      v128.store(q + t * 7, taps == 5 ? g4 : taps == 4 ? g3 : g2);
      p += 16;
      q += 16;
    } while (--vectors);
  }
}

// @ts-ignore: decorator
@inline
function finish(last: bool, q: usize, x: v128, bias: usize, r: usize, lo: v128): void {
  v128.store(q, last ? f32x4.pmax(f32x4.add(f32x4.add(x, v128.load(bias)), v128.load(r)), lo) : x);
}

// @ts-ignore: decorator
@inline
function outputs(
  last: bool, points: i32, size: i32, p: usize, s: usize, q: usize, t: usize, vectors: i32, bias: usize, r: usize, u: usize, lo: v128,
): void {
  if (points == 4) {
    do {
      const m1 = v128.load(p + s);
      const m2 = v128.load(p + s * 2);
      finish(last, q, f32x4.add(v128.load(p), f32x4.add(m1, m2)), bias, r, lo);
      finish(last, q + t, f32x4.add(f32x4.sub(m1, m2), v128.load(p + s * 3)), bias, r + u, lo);
      p += 16;
      q += 16;
      bias += 16;
      r += 16;
    } while (--vectors);
  } else if (points == 6) {
    do {
      const m1 = v128.load(p + s);
      const m2 = v128.load(p + s * 2);
      const e1 = f32x4.add(m1, m2);
      const o1 = f32x4.sub(m1, m2);
      const m3 = v128.load(p + s * 3);
      const m4 = v128.load(p + s * 4);
      const e2 = f32x4.add(m3, m4);
      const o2 = f32x4.sub(m3, m4);
      const m5 = v128.load(p + s * 5);
      finish(last, q, f32x4.add(v128.load(p), f32x4.add(e1, e2)), bias, r, lo);
      finish(last, q + t, f32x4.add(times(o1, A), times(o2, B)), bias, r + u, lo);
      const third = f32x4.add(times(e1, A2), times(e2, B2));
      if (size == 3) {
        finish(last, q + t * 2, f32x4.add(third, m5), bias, r + u * 2, lo);
      } else {
        finish(last, q + t * 2, third, bias, r + u * 2, lo);
        finish(last, q + t * 3, f32x4.add(f32x4.add(times(o1, A3), times(o2, B3)), m5), bias, r + u * 3, lo);
      }
      p += 16;
      q += 16;
      bias += 16;
      r += 16;
    } while (--vectors);
  } else {
    do {
      const m1 = v128.load(p + s);
      const m2 = v128.load(p + s * 2);
      const e1 = f32x4.add(m1, m2);
      const o1 = f32x4.sub(m1, m2);
      const m3 = v128.load(p + s * 3);
      const m4 = v128.load(p + s * 4);
      const e2 = f32x4.add(m3, m4);
      const o2 = f32x4.sub(m3, m4);
      const m5 = v128.load(p + s * 5);
      const m6 = v128.load(p + s * 6);
      const e3 = f32x4.add(m5, m6);
      const o3 = f32x4.sub(m5, m6);
      finish(last, q, f32x4.add(f32x4.add(v128.load(p), e1), f32x4.add(e2, e3)), bias, r, lo);
      finish(last, q + t, f32x4.add(o1, f32x4.add(times(o2, 2), times(o3, 0.5))), bias, r + u, lo);
      finish(last, q + t * 2, f32x4.add(e1, f32x4.add(times(e2, 4), times(e3, 0.25))), bias, r + u * 2, lo);
      const m7 = v128.load(p + s * 7);
      const fourth = f32x4.add(o1, f32x4.add(times(o2, 8), times(o3, 0.125)));
      if (size == 4) {
        finish(last, q + t * 3, f32x4.add(fourth, m7), bias, r + u * 3, lo);
      } else {
        finish(last, q + t * 3, fourth, bias, r + u * 3, lo);
        const fifth = f32x4.add(e1, f32x4.add(times(e2, 16), times(e3, 0.0625)));
        if (size == 5) {
          finish(last, q + t * 4, f32x4.add(fifth, m7), bias, r + u * 4, lo);
        } else {
          finish(last, q + t * 4, fifth, bias, r + u * 4, lo);
          const sixth = f32x4.add(o1, f32x4.add(times(o2, 32), times(o3, 0.03125)));
          finish(last, q + t * 5, f32x4.add(sixth, m7), bias, r + u * 5, lo);
        }
      }
      p += 16;
      q += 16;
      bias += 16;
      r += 16;
    } while (--vectors);
  }
}

/** `points` products to `size` results (4 points: 2; 6: 4 or 3; 8: 4 to 6): the rows of A transposed. */
export function outputLine(points: i32, size: i32, p: usize, s: usize, q: usize, t: usize, vectors: i32): void {
  outputs(false, points, size, p, s, q, t, vectors, 0, 0, 0, f32x4.splat(0));
}

/**
 * The same, with what comes after it: the four or fewer vectors at `bias` are added to each result, those at `r`, `u` bytes apart, to one
 * each, and none stays below `floor`.
 */
export function lastOutputLine(
  points: i32, size: i32, p: usize, s: usize, q: usize, t: usize, vectors: i32, bias: usize, r: usize, u: usize, floor: usize,
): void {
  outputs(true, points, size, p, s, q, t, vectors, bias, r, u, v128.load(floor));
}
