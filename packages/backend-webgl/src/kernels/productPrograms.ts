import type { ProgramSpec } from '../device/Program';
import { type Ending, finish } from './conv/epilogue';
import { alignedWeights, each, firstLanes, multiply, place, results, sums, weights } from './conv/text';
import { variant } from './variant';

// Products of matrices `a` and `w`: ROWS rows x 4 columns a fragment. Where K is cut into slices, their sums lie below each other.

const inputs = { a: 'float', w: 'float' } as const;

const uniforms = {
  /** Rows a batch of the result, whole texels of K. */
  sizes: 'ivec2',
  /** Rows from a batch to the next one, of a and of w. */
  batch: 'ivec2',
  /** Rows of the intermediate a slice, positions of K a slice. */
  slices: 'ivec2',
} as const;

/** Four positions of K. Where K is whole texels, four rows of w lie in layers that follow each other. */
const step = (rows: number, transposed: boolean, left: number): string => `
    ${
      transposed
        ? each(4, (i) => `w${i} = texelFetch(w, b${i}, 0); b${i}.x++;`)
        : left === 0
          ? alignedWeights('rowW', 'outTexel')
          : weights('rowW', 'outTexel')
    }
${each(rows, (r) => `    v = texelFetch(a, ivec3(at.xy, ${r}), 0); ${multiply(r, 'v', transposed)}`)}
    at.x++;
    ${transposed ? '' : 'rowW += 4;'}`;

/** What K is more than whole texels, in the slice that it belongs to. */
const tail = (rows: number, transposed: boolean, left: number): string => `
  if (past == sizes.y) {
    ${transposed ? weights('rowW + outTexel * 4', 'sizes.y') : weights('rowW', 'outTexel')}
    ${ownWeights(transposed, left)}
${each(rows, (r) => `    v = firstLanes(texelFetch(a, ivec3(at.xy, ${r}), 0), ${left}); ${multiply(r, 'v', transposed)}`)}
  }`;

const ownWeights = (transposed: boolean, left: number): string =>
  each(4, (i) => (transposed ? `w${i} = firstLanes(w${i}, ${left});` : i >= left ? `w${i} = vec4(0.0);` : ''));

const locate = `
  locate();
  int slice = outRow / slices.x;
  int row = outRow - slice * slices.x;
  int batch0 = row / sizes.x;
  row -= batch0 * sizes.x;
  int rowA = batch0 * batch.x, rowW = batch0 * batch.y;`;

/**
 * a w, or a wᵀ. `sizes.x` must be whole blocks of rows if there are several batches; a slice is of whole texels, `left` is what K is more
 * than those.
 */
const product = (name: string, transposed: boolean, left: number, end: Ending): ProgramSpec => ({
  name,
  inputs: { ...inputs, ...end.inputs },
  output: 'float',
  uniforms,
  head: `${place('a')}${place('w')}${firstLanes}${end.head}`,
  main: (rows) => `${locate}
  int k = slice * slices.y, past = min(sizes.y, k + slices.y);
  ivec3 at = aPlace(rowA + row, k), b;
  ${transposed ? each(4, (i) => `ivec3 b${i} = wPlace(rowW + outTexel * 4 + ${i}, k);`) : 'rowW += k * 4;'}
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  for (; k < past - 1; k += 2) {
${each(2, () => step(rows, transposed, left))}
  }
  for (; k < past; k++) {
${step(rows, transposed, left)}
  }
${left === 0 ? '' : tail(rows, transposed, left)}
${finish(rows, end)}`,
});

/**
 * aᵀ w: three fetches for 32 products. `sizes.y` counts single positions of K here, of which a slice has whole blocks: those of a block
 * lie in the layers of one place.
 */
const transposedProduct: ProgramSpec = {
  name: 'matmul aT',
  inputs,
  output: 'float',
  uniforms,
  head: `${place('a')}${place('w')}`,
  main: (rows) => {
    const position = (at: (name: string) => string) => `
    d = texelFetch(w, ${at('placeW')}, 0);
    v0 = texelFetch(a, ${at('placeA')}, 0);
    ${rows === 8 ? `v1 = texelFetch(a, ${at('placeA')} + ivec3(1, 0, 0), 0);` : ''}
${each(rows, (r) => `    s${r} += v${r >> 2}.${'xyzw'[r & 3]} * d;`)}`;
    return `${locate}
  int k = slice * slices.y, past = min(sizes.y, k + slices.y);
  int whole = ((rowA | rowW) & (ROWS - 1)) == 0 ? past - ROWS : -1;
${sums(rows)}
  vec4 d, v0, v1;
  for (; k <= whole; k += ROWS) {
    ivec3 placeA = aPlace(rowA + k, row >> 2), placeW = wPlace(rowW + k, outTexel);
${each(rows, (l) => position((name) => `ivec3(${name}.xy, ${l})`))}
  }
  for (; k < past; k++) {
    ivec3 placeA = aPlace(rowA + k, row >> 2), placeW = wPlace(rowW + k, outTexel);
${position((name) => name)}
  }
${results(rows)}`;
  },
};

const vectorTail = (transposed: boolean, left: number): string => `
  if (outRow == 0) {
    v = firstLanes(vectorOf(sizes.y), ${left});
    ${transposed ? weights('outTexel * 4', 'sizes.y') : weights('sizes.y * 4', 'outTexel')}
    ${ownWeights(transposed, left)}
    ${multiply(0, 'v', transposed)}
  }`;

/**
 * A vector times a matrix, or a transposed one. Each row of the intermediate is the sum over a slice of K, for the rows of a fragment
 * would be idle else.
 */
const vectorProduct = (name: string, transposed: boolean, left: number): ProgramSpec => ({
  name,
  inputs: { a: 'float', w: 'float' },
  output: 'float',
  uniforms,
  head: `${firstLanes}
vec4 vectorOf(int k) {
  int row = k / aLayout.y;
  return aAt(row, k - row * aLayout.y);
}`,
  main: (rows) => `
  locate();
${sums(rows)}
  vec4 v, w0, w1, w2, w3;
  for (int i = 0; i < slices.y; i++) {
    int k;
${each(
  rows,
  (r) => `    k = (outRow + ${r}) * slices.y + i;
    if (k < sizes.y) { v = vectorOf(k); ${transposed ? weights('outTexel * 4', 'k') : weights('k * 4', 'outTexel')} ${multiply(r, 'v', transposed)} }`,
)}
  }
${left === 0 ? '' : vectorTail(transposed, left)}
${results(rows)}`,
});

/** Any product of batches, value by value. */
const anyProduct: ProgramSpec = {
  name: 'matmul of odd batches',
  inputs: { a: 'float', w: 'float' },
  output: 'float',
  uniforms: {
    /** Rows a batch of the result, K. */
    sizes: 'ivec2',
    batch: 'ivec2',
    /** Of a, of w. */
    transposed: 'ivec2',
  },
  value: `
  int batch0 = row / sizes.x;
  int own = row - batch0 * sizes.x, rowA = batch0 * batch.x, rowW = batch0 * batch.y;
  vec4 s = vec4(0.0);
  for (int k = 0; k < sizes.y; k++) {
    float v = transposed.x == 1 ? aAt(rowA + k, own >> 2)[own & 3] : aAt(rowA + own, k >> 2)[k & 3];
    if (transposed.y == 0) s += v * wAt(rowW + k, texel);
    else for (int i = 0; i < 4; i++) s[i] += v * wAt(rowW + texel * 4 + i, k >> 2)[k & 3];
  }
  return s;`,
};

/** `left` is what K is more than whole texels. */
export const productPrograms = {
  plain: (left: number, end: Ending) => variant(`ab ${left} ${end.key}`, () => product('matmul', false, left, end)),
  transposedB: (left: number, end: Ending) =>
    variant(`abT ${left} ${end.key}`, () => product('matmul bT', true, left, end)),
  vector: (left: number) => variant(`vb ${left}`, () => vectorProduct('matmul of a vector', false, left)),
  vectorTransposedB: (left: number) => variant(`vbT ${left}`, () => vectorProduct('matmul of a vector bT', true, left)),
  transposedA: transposedProduct,
  any: anyProduct,
};
