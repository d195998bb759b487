import type { ElementType } from './Expression';

/** An op on each element: its text from those of its inputs, all of them vectors of four. */
export interface ElementOp {
  readonly name: string;
  readonly type: ElementType | 'as input';
  text(inputs: readonly string[], types: readonly ElementType[]): string;
  /** A GLSL function that the text calls. */
  readonly head?: string;
}

function op(name: string, text: (...inputs: string[]) => string, type: ElementOp['type'] = 'as input'): ElementOp {
  return { name, type, text: (inputs) => text(...inputs) };
}

/** An op by a function of one value, written for floats. */
function byFunction(name: string, inputs: readonly string[], body: string): ElementOp {
  const scalar = `float ${name}_(${inputs.map((x) => `float ${x}`).join(', ')}) {\n${body}\n}`;
  const four = (component: string) => `${name}_(${inputs.map((x) => `${x}.${component}`).join(', ')})`;
  const head = `${scalar}
vec4 ${name}_(${inputs.map((x) => `vec4 ${x}`).join(', ')}) { return vec4(${[...'xyzw'].map(four).join(', ')}); }`;
  return { name, type: 'float', head, text: (texts) => `${name}_(${texts.join(', ')})` };
}

/** Comparisons give 0 or 1; NaN compares as in IEEE 754 where the device's own functions might not. */
function compare(name: string, test: string): ElementOp {
  return op(name, (a, b) => `ivec4(${test}(${a}, ${b}))`, 'int');
}

// Tests on bits: a compiler that assumes that there is no NaN removes any other.
const nanTest = (x: string) => `greaterThan(floatBitsToUint(${x}) & uvec4(0x7fffffffu), uvec4(0x7f800000u))`;

/** The larger or smaller one; NaN where either is. */
function extreme(name: 'maximum' | 'minimum', builtin: string): ElementOp {
  const head = `vec4 ${name}_(vec4 a, vec4 b) {
  vec4 y = ${builtin}(a, b);
  y = mix(y, a, ${nanTest('a')});
  return mix(y, b, ${nanTest('b')});
}
ivec4 ${name}_(ivec4 a, ivec4 b) { return ${builtin}(a, b); }`;
  return { name, type: 'as input', head, text: ([a, b]) => `${name}_(${a}, ${b})` };
}

export const elementOps = {
  neg: op('neg', (x) => `-${x}`),
  abs: op('abs', (x) => `abs(${x})`),
  sign: {
    ...op('sign', (x) => `sign_(${x})`),
    head: `vec4 sign_(vec4 x) { return mix(sign(x), x, ${nanTest('x')}); }`,
  },
  floor: op('floor', (x) => `floor(${x})`),
  ceil: op('ceil', (x) => `ceil(${x})`),
  round: op('round', (x) => `roundEven(${x})`),
  exp: op('exp', (x) => `exp(${x})`),
  log: op('log', (x) => `log(${x})`),
  sqrt: op('sqrt', (x) => `sqrt(${x})`),
  rsqrt: op('rsqrt', (x) => `inversesqrt(${x})`),
  square: { ...op('square', (x) => `square_(${x})`), head: 'vec4 square_(vec4 x) { return x * x; }' },
  reciprocal: op('reciprocal', (x) => `(1.0 / ${x})`),
  sin: op('sin', (x) => `sin(${x})`),
  cos: op('cos', (x) => `cos(${x})`),
  tan: op('tan', (x) => `tan(${x})`),
  // Where exp(2x) overflows, some devices' tanh gives NaN.
  tanh: op('tanh', (x) => `tanh(clamp(${x}, -10.0, 10.0))`),
  sigmoid: op('sigmoid', (x) => `(1.0 / (1.0 + exp(-${x})))`),
  relu: {
    name: 'relu',
    type: 'as input',
    head: `vec4 relu_(vec4 x) { return mix(max(x, 0.0), x, ${nanTest('x')}); }`,
    text: ([x]) => `relu_(${x})`,
  },
  // Kahan's: what rounding did to 1 + x is undone by the quotient.
  log1p: byFunction(
    'log1p',
    ['x'],
    '  float u = 1.0 + x;\n  return u == 1.0 ? x : abs(x) > 1e4 ? log(u) : log(u) * (x / (u - 1.0));',
  ),
  expm1: byFunction(
    'expm1',
    ['x'],
    `  if (abs(x) > 0.5) return exp(x) - 1.0;
  return x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x * (1.0 / 120.0 + x * (1.0 / 720.0 + x / 5040.0))))));`,
  ),
  // Abramowitz and Stegun (1964), 7.1.26, is too coarse: the series near 0, and the rational form of Numerical Recipes' erfc beyond.
  erf: byFunction(
    'erf',
    ['x'],
    `  float a = abs(x);
  if (a < 0.5) {
    float s = x * x;
    return x * (1.1283791671 + s * (-0.3761263890 + s * (0.1128379167 + s * (-0.0268661706 + s * (0.0052239776 - s * 0.0008548327)))));
  }
  float t = 1.0 / (1.0 + 0.5 * a);
  float y = t * exp(-a * a - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 +
    t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))));
  return x >= 0.0 ? 1.0 - y : y - 1.0;`,
  ),
  isNaN: op('isNaN', (x) => `ivec4(${nanTest(x)})`, 'int'),
  isFinite: op(
    'isFinite',
    (x) => `ivec4(lessThan(floatBitsToUint(${x}) & uvec4(0x7fffffffu), uvec4(0x7f800000u)))`,
    'int',
  ),
  logicalNot: op('logicalNot', (x) => `(1 - ${x})`),
  logicalAnd: op('logicalAnd', (a, b) => `(${a} & ${b})`),
  logicalOr: op('logicalOr', (a, b) => `(${a} | ${b})`),
  add: op('add', (a, b) => `${a} + ${b}`),
  sub: op('sub', (a, b) => `${a} - ${b}`),
  mul: op('mul', (a, b) => `${a} * ${b}`),
  div: op('div', (a, b) => `${a} / ${b}`),
  mod: {
    name: 'mod',
    type: 'as input',
    head: `vec4 mod_(vec4 a, vec4 b) { return a - b * floor(a / b); }
ivec4 mod_(ivec4 a, ivec4 b) { ivec4 r = a - (a / b) * b; return r + b * ivec4(lessThan(r ^ b, ivec4(0))) * ivec4(notEqual(r, ivec4(0))); }`,
    text: ([a, b]) => `mod_(${a}, ${b})`,
  },
  // GLSL's is undefined for negative bases.
  pow: byFunction(
    'pow',
    ['a', 'b'],
    `  if (b == 0.0 || a == 1.0) return 1.0;
  float y = pow(abs(a), b);
  if (a >= 0.0) return y;
  if (fract(b) != 0.0) return uintBitsToFloat(0x7fc00000u);
  return fract(b * 0.5) == 0.0 ? y : -y;`,
  ),
  maximum: extreme('maximum', 'max'),
  minimum: extreme('minimum', 'min'),
  equal: compare('equal', 'equal'),
  notEqual: compare('notEqual', 'notEqual'),
  less: compare('less', 'lessThan'),
  lessEqual: compare('lessEqual', 'lessThanEqual'),
  greater: compare('greater', 'greaterThan'),
  greaterEqual: compare('greaterEqual', 'greaterThanEqual'),
  select: {
    name: 'select',
    type: 'as input',
    head: `vec4 select_(ivec4 c, vec4 a, vec4 b) { return mix(b, a, notEqual(c, ivec4(0))); }
ivec4 select_(ivec4 c, ivec4 a, ivec4 b) { return b + (a - b) * ivec4(notEqual(c, ivec4(0))); }`,
    text: ([c, a, b]) => `select_(${c}, ${a}, ${b})`,
  },
  reluGrad: {
    name: 'reluGrad',
    type: 'float',
    head: 'vec4 reluGrad_(vec4 dy, vec4 y) { return mix(vec4(0.0), dy, greaterThan(y, vec4(0.0))); }',
    text: ([dy, y]) => `reluGrad_(${dy}, ${y})`,
  },
  toFloat: op('toFloat', (x) => `vec4(${x})`, 'float'),
  toInt: op('toInt', (x) => `ivec4(${x})`, 'int'),
  /** Floats and whole numbers, as bytes. */
  toByte: op('toByte', (x) => `ivec4(clamp(${x}, 0.0, 255.0))`, 'int'),
  intToByte: op('intToByte', (x) => `clamp(${x}, 0, 255)`, 'int'),
  toBool: op('toBool', (x) => `ivec4(notEqual(${x}, vec4(0.0)))`, 'int'),
  intToBool: op('intToBool', (x) => `ivec4(notEqual(${x}, ivec4(0)))`, 'int'),
} as const satisfies Record<string, ElementOp>;
