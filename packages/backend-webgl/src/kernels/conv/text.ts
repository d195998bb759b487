// Pieces of the texts of products: of convolutions, their gradients, and matrices.

/** A text for each of the rows of a fragment, or each of other numbers. */
export function each(count: number, text: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => text(i)).join('\n');
}

/** The sums s0 … of the rows of a fragment. */
export const sums = (rows: number): string => each(rows, (r) => `vec4 s${r} = vec4(0.0);`);

/** The sums as they are, as results. */
export const results = (rows: number): string => each(rows, (r) => `y${r} = s${r};`);

/** log2 of the rows of a fragment, in GLSL. */
export const rowShift = '(ROWS == 8 ? 3 : 2)';

/** `xPlace(row, texel)`: where a texel lies, for loops that walk on from there. */
export const place = (name: string): string => `
ivec3 ${name}Place(int row, int texel) {
  int block = row >> ${rowShift};
  return ivec3((block & ${name}Layout.z) * ${name}Layout.y + texel, block >> ${name}Layout.w, row & (ROWS - 1));
}`;

/** A value, or zeros where the pixel is padding: whatever lies where it would be, even a NaN. */
export const masked = (inside: string, value: string): string => `mix(vec4(0.0), ${value}, bvec4(${inside}))`;

/**
 * s_r += v * the 4 x 4 weights w0 … w3: of four input channels each, or, of the transposed product, for four output channels each.
 * (Where the last of the fours is not whole, its padding has been masked.)
 */
export const multiply = (r: number, v: string, transposed: boolean): string =>
  transposed
    ? `s${r} += vec4(dot(${v}, w0), dot(${v}, w1), dot(${v}, w2), dot(${v}, w3));`
    : `s${r} += ${v}.x * w0 + ${v}.y * w1 + ${v}.z * w2 + ${v}.w * w3;`;

/** w0 … w3: a texel of four rows of the filter. */
export const weights = (row: string, texel: string): string => each(4, (i) => `w${i} = wAt(${row} + ${i}, ${texel});`);

/** The same of rows from a whole texel of channels on: they lie in layers that follow each other. */
export const alignedWeights = (row: string, texel: string): string =>
  `b = wPlace(${row}, ${texel});\n${each(4, (i) => `w${i} = texelFetch(w, b + ivec3(0, 0, ${i}), 0);`)}`;

/** Masks what is undefined in a vector of `left` values. */
export const firstLanes = `
vec4 firstLanes(vec4 v, int left) {
  return vec4(v.x, left > 1 ? v.y : 0.0, left > 2 ? v.z : 0.0, left > 3 ? v.w : 0.0);
}`;

/** Whether a pixel is one of the image: without branches, of which compilers make much. */
export const inside = `
bool inside(int line, int column) {
  return all(lessThan(uvec2(line, column), uvec2(image.xy)));
}`;

/** a / b, and whether that is whole and a place among `size`: which pixel of the output a tap of the filter takes to one of the image. */
export const quotient = `
int quotient(int a, int b) {
  return int((float(a) + 0.5) / float(b));
}
bool hits(int a, int q, int b, int size) {
  return all(bvec3(a >= 0, q * b == a, q < size));
}`;
