import type { ElementType } from './Expression';
import { math, nanTest } from './math';

/** An op on each element: its text from those of its inputs, all of them vectors of four. */
export interface ElementOp {
  readonly name: string;
  readonly type: ElementType | 'as input';
  text(inputs: readonly string[], types: readonly ElementType[]): string;
  /** GLSL functions that the text calls. */
  readonly heads?: readonly string[];
}

/** The functions that the texts of these ops call. */
export const headsOf = (...ops: readonly ElementOp[]): string =>
  [...new Set(ops.flatMap(({ heads }) => heads ?? []))].join('\n');

function op(name: string, text: (...inputs: string[]) => string, type: ElementOp['type'] = 'as input'): ElementOp {
  return { name, type, text: (inputs) => text(...inputs) };
}

/** A float op of one value by the function of its name, the last of those given. */
function byHeads(name: string, ...heads: string[]): ElementOp {
  return { name, type: 'float', heads, text: ([x]) => `${name}_(${x})` };
}

/** 0 or 1. */
function compare(name: string, test: string): ElementOp {
  return op(name, (a, b) => `ivec4(${test}(${a}, ${b}))`, 'int');
}

/** The larger or smaller one; NaN where either is. */
function extreme(name: 'maximum' | 'minimum', builtin: string): ElementOp {
  const head = `vec4 ${name}_(vec4 a, vec4 b) {
  vec4 y = ${builtin}(a, b);
  y = mix(y, a, ${nanTest('a')});
  return mix(y, b, ${nanTest('b')});
}
ivec4 ${name}_(ivec4 a, ivec4 b) { return ${builtin}(a, b); }`;
  return { name, type: 'as input', heads: [head], text: ([a, b]) => `${name}_(${a}, ${b})` };
}

/** Ops of the tensor package that are one op on each element, by their names there. */
export const elementOps = {
  neg: op('neg', (x) => `-${x}`),
  abs: op('abs', (x) => `abs(${x})`),
  sign: {
    ...op('sign', (x) => `sign_(${x})`),
    heads: [`vec4 sign_(vec4 x) { return mix(sign(x), x, ${nanTest('x')}); }`],
  },
  floor: op('floor', (x) => `floor(${x})`),
  ceil: op('ceil', (x) => `ceil(${x})`),
  round: op('round', (x) => `roundEven(${x})`),
  exp: byHeads('exp', math.exp_),
  log: byHeads('log', math.log_),
  sqrt: op('sqrt', (x) => `sqrt(${x})`),
  rsqrt: op('rsqrt', (x) => `inversesqrt(${x})`),
  square: byHeads('square', 'vec4 square_(vec4 x) { return x * x; }'),
  reciprocal: op('reciprocal', (x) => `(1.0 / ${x})`),
  sin: byHeads('sin', math.turn_, math.sin_),
  cos: byHeads('cos', math.turn_, math.cos_),
  tan: byHeads('tan', math.turn_, math.sin_, math.cos_, 'vec4 tan_(vec4 x) { return sin_(x) / cos_(x); }'),
  tanh: byHeads('tanh', math.tanh_),
  sigmoid: byHeads('sigmoid', math.exp_, 'vec4 sigmoid_(vec4 x) { return 1.0 / (1.0 + exp_(-x)); }'),
  relu: {
    name: 'relu',
    type: 'as input',
    heads: [`vec4 relu_(vec4 x) { return mix(max(x, 0.0), x, ${nanTest('x')}); }`],
    text: ([x]) => `relu_(${x})`,
  },
  log1p: byHeads('log1p', math.log_, math.log1p_),
  expm1: byHeads('expm1', math.exp_, math.expm1_),
  erf: byHeads('erf', math.exp_, math.erf_),
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
    heads: [
      `vec4 mod_(vec4 a, vec4 b) { return a - b * floor(a / b); }
ivec4 mod_(ivec4 a, ivec4 b) { ivec4 r = a - (a / b) * b; return r + b * ivec4(lessThan(r ^ b, ivec4(0))) * ivec4(notEqual(r, ivec4(0))); }`,
    ],
    text: ([a, b]) => `mod_(${a}, ${b})`,
  },
  pow: { name: 'pow', type: 'float', heads: [math.pow_], text: ([a, b]) => `pow_(${a}, ${b})` },
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
    heads: [
      `vec4 select_(ivec4 c, vec4 a, vec4 b) { return mix(b, a, notEqual(c, ivec4(0))); }
ivec4 select_(ivec4 c, ivec4 a, ivec4 b) { return b + (a - b) * ivec4(notEqual(c, ivec4(0))); }`,
    ],
    text: ([c, a, b]) => `select_(${c}, ${a}, ${b})`,
  },
  reluGrad: {
    name: 'reluGrad',
    type: 'float',
    heads: ['vec4 reluGrad_(vec4 dy, vec4 y) { return mix(vec4(0.0), dy, greaterThan(y, vec4(0.0))); }'],
    text: ([dy, y]) => `reluGrad_(${dy}, ${y})`,
  },
} as const satisfies Record<string, ElementOp>;

/** Changes of type. */
export const conversions = {
  toFloat: op('toFloat', (x) => `vec4(${x})`, 'float'),
  // Beyond the range it is the last whole number, of NaN 0.
  toInt: {
    name: 'toInt',
    type: 'int',
    heads: [
      `ivec4 toInt_(vec4 x) {
  ivec4 y = ivec4(clamp(x, -2147483648.0, 2147483520.0));
  y += (0x7fffffff - y) * ivec4(greaterThanEqual(x, vec4(2147483648.0)));
  return y * (1 - ivec4(${nanTest('x')}));
}`,
    ],
    text: ([x]) => `toInt_(${x})`,
  },
  /** Floats and whole numbers, as bytes. */
  toByte: op('toByte', (x) => `ivec4(clamp(${x}, 0.0, 255.0))`, 'int'),
  intToByte: op('intToByte', (x) => `clamp(${x}, 0, 255)`, 'int'),
  toBool: op('toBool', (x) => `ivec4(notEqual(floatBitsToInt(${x}) & 0x7fffffff, ivec4(0)))`, 'int'),
  intToBool: op('intToBool', (x) => `ivec4(notEqual(${x}, ivec4(0)))`, 'int'),
} as const satisfies Record<string, ElementOp>;
