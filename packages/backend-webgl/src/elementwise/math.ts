// Functions that devices have too coarse, or wrong at the ends of their range: some lose four digits of a sine, take the logarithm of 0
// to be -88, or give NaN for tanh(50). Polynomials are those of Moshier's Cephes (1992) and of Sun's fdlibm (1993).

/** Tests on bits: a compiler that assumes that there is no NaN removes any other. */
export const nanTest = (x: string) => `greaterThan(floatBitsToUint(${x}) & uvec4(0x7fffffffu), uvec4(0x7f800000u))`;

const finiteTest = (x: string) => `lessThan(floatBitsToUint(${x}) & uvec4(0x7fffffffu), uvec4(0x7f800000u))`;

const nan = 'uintBitsToFloat(uvec4(0x7fc00000u))';

/** Texts by the name of the GLSL function. */
export const math = {
  exp_: `vec4 exp_(vec4 x) { return mix(exp(x), x, ${nanTest('x')}); }`,

  /** 1 + f times a power of two, f between sqrt(1/2) - 1 and sqrt(2) - 1; and the logarithm of 1 + f. */
  log_: `vec4 logNear1(vec4 f) {
  vec4 s = f / (2.0 + f);
  vec4 z = s * s;
  vec4 w = z * z;
  vec4 r = z * (0.66666662693 + w * 0.28498786688) + w * (0.40000972152 + w * 0.24279078841);
  vec4 h = 0.5 * f * f;
  return f - (h - s * (h + r));
}
vec4 log_(vec4 x) {
  ivec4 bits = floatBitsToInt(x) + (0x3f800000 - 0x3f3504f3);
  vec4 k = vec4((bits >> 23) - 127);
  vec4 f = intBitsToFloat((bits & 0x7fffff) + 0x3f3504f3) - 1.0;
  vec4 y = k * 6.9313812256e-1 + (k * 9.0580006145e-6 + logNear1(f));
  y = mix(y, uintBitsToFloat(uvec4(0xff800000u)), equal(x, vec4(0.0)));
  y = mix(y, ${nan}, lessThan(x, vec4(0.0)));
  return mix(x, y, ${finiteTest('x')});
}`,

  log1p_: `vec4 log1p_(vec4 x) {
  return mix(log_(1.0 + x), logNear1(x), lessThan(abs(x + 0.05), vec4(0.3)));
}`,

  expm1_: `vec4 expm1_(vec4 x) {
  vec4 near = x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * (1.0 / 720.0 + x / 5040.0))))));
  return mix(exp_(x) - 1.0, near, lessThan(abs(x), vec4(0.5)));
}`,

  tanh_: `vec4 tanh_(vec4 x) {
  vec4 z = x * x;
  vec4 near = x + x * z * ((((-5.70498872745e-3 * z + 2.06390887954e-2) * z - 5.37397155531e-2) * z + 1.33314422036e-1) * z - 3.33332819422e-1);
  vec4 far = sign(x) * (1.0 - 2.0 / (exp(2.0 * min(abs(x), 10.0)) + 1.0));
  return mix(mix(far, near, lessThan(abs(x), vec4(0.625))), x, ${nanTest('x')});
}`,

  /** Abramowitz and Stegun (1964), 7.1.26, is too coarse: the series near 0, and beyond the rational form of Numerical Recipes' erfc. */
  erf_: `vec4 erf_(vec4 x) {
  vec4 a = abs(x);
  vec4 s = x * x;
  vec4 near = x * (1.1283791671 + s * (-0.3761263890 + s * (0.1128379167 + s * (-0.0268661706 + s * (0.0052239776 - s * 0.0008548327)))));
  vec4 t = 1.0 / (1.0 + 0.5 * a);
  vec4 y = t * exp(-min(s, 100.0) - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 +
    t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))));
  return mix(mix(sign(x) * (1.0 - y), near, lessThan(a, vec4(0.5))), x, ${nanTest('x')});
}`,

  /** GLSL's is undefined for negative bases. */
  pow_: `vec4 pow_(vec4 a, vec4 b) {
  vec4 y = pow(abs(a), b);
  vec4 negative = mix(mix(y, -y, notEqual(fract(b * 0.5), vec4(0.0))), ${nan}, notEqual(fract(b), vec4(0.0)));
  y = mix(y, negative, lessThan(a, vec4(0.0)));
  y = mix(mix(y, a, ${nanTest('a')}), b, ${nanTest('b')});
  return mix(mix(y, vec4(1.0), equal(a, vec4(1.0))), vec4(1.0), equal(b, vec4(0.0)));
}`,

  /** Sine and cosine of what is left of an angle after quarter turns, up to 10,000 of which lose nothing; then a turn by those. */
  turn_: `vec4 turn_(vec4 x, int quarters) {
  vec4 j = roundEven(x * 0.63661977237);
  vec4 r = clamp(((x - j * 1.5703125) - j * 4.837512969970703125e-4) - j * 7.549789954891882e-8, -0.8, 0.8);
  vec4 z = r * r;
  vec4 s = r + r * z * ((-1.9515295891e-4 * z + 8.3321608736e-3) * z - 1.6666654611e-1);
  vec4 c = 1.0 - 0.5 * z + z * z * ((2.443315711809948e-5 * z - 1.388731625493765e-3) * z + 4.166664568298827e-2);
  ivec4 q = ivec4(clamp(j, -1e9, 1e9)) + quarters;
  vec4 y = mix(s, c, equal(q & 1, ivec4(1)));
  return mix(${nan}, mix(y, -y, equal(q & 2, ivec4(2))), ${finiteTest('x')});
}`,
  sin_: 'vec4 sin_(vec4 x) { return turn_(x, 0); }',
  cos_: 'vec4 cos_(vec4 x) { return turn_(x, 1); }',
} as const;
