import { Generator, type LabelledImages, type NdArray } from 'striate';

/** Pictures as bytes, and the class of each, from 0. */
export interface Pictures {
  /** `[n, height, width, channels]`, 0 … 255. */
  readonly x: NdArray<Uint8Array>;
  readonly y: Int32Array;
}

/** Those of some classes, renumbered from 0, the first `most` of them. */
export function ofClasses({ images, labels }: LabelledImages, classes: readonly number[], most: number): Pictures {
  const rows: number[] = [];
  for (let i = 0; i < labels.length && rows.length < most; i++) if (classes.includes(labels[i])) rows.push(i);
  const { x, y } = rowsOf({ x: images, y: labels }, rows);
  return { x, y: y.map((label) => classes.indexOf(label)) };
}

/** So many of each class, drawn by the seed. A larger number holds those of a smaller. */
export function fewOfEach(pictures: Pictures, count: number, seed: number): Pictures {
  const { y } = pictures;
  const classes = y.reduce((most, label) => Math.max(most, label), 0) + 1;
  const chosen = new Generator(seed).permutation(y.length);
  const kept = new Array<number>(classes).fill(0);
  return rowsOf(
    pictures,
    [...chosen].filter((row) => kept[y[row]]++ < count),
  );
}

export function firstOf(pictures: Pictures, count: number): Pictures {
  const length = Math.min(count, pictures.y.length);
  return rowsOf(
    pictures,
    Array.from({ length }, (_, row) => row),
  );
}

function rowsOf({ x, y }: Pictures, rows: readonly number[]): Pictures {
  const [, ...shape] = x.shape;
  const size = shape.reduce((product, extent) => product * extent, 1);
  const data = new Uint8Array(rows.length * size);
  rows.forEach((row, i) => {
    data.set(x.data.subarray(row * size, (row + 1) * size), i * size);
  });
  return { x: { data, shape: [rows.length, ...shape] }, y: Int32Array.from(rows, (row) => y[row]) };
}

/** Grey pictures with a black border and three equal channels, as a network for small photographs takes them. */
export function inColour({ x, y }: Pictures, side: number): Pictures {
  const [count, height, width] = x.shape;
  const data = new Uint8Array(count * side * side * 3);
  const [top, left] = [(side - height) >> 1, (side - width) >> 1];
  for (let row = 0; row < count * height; row++) {
    const [picture, line] = [Math.floor(row / height), row % height];
    for (let column = 0; column < width; column++) {
      const at = (picture * side + top + line) * side + left + column;
      data.fill(x.data[row * width + column], 3 * at, 3 * at + 3);
    }
  }
  return { x: { data, shape: [count, side, side, 3] }, y };
}
