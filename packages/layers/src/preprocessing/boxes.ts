import { type Generator, greaterEqual, less, logicalAnd, type Pair, range, type Tensor, tensor } from '@striate/tensor';

/** A part of an image in whole pixels: rows `top` to before `bottom`, columns `left` to before `right`. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A box of random place in an image for each pair of shares of its height and width. */
export function drawBoxes(generator: Generator, [height, width]: Pair, shares: readonly Pair[]): Box[] {
  const u = generator.uniform(2 * shares.length);
  return shares.map(([tall, wide], i) => {
    const [rows, columns] = [Math.round(tall * height), Math.round(wide * width)];
    const top = Math.floor(u[2 * i] * (height - rows + 1));
    const left = Math.floor(u[2 * i + 1] * (width - columns + 1));
    return { top, left, bottom: top + rows, right: left + columns };
  });
}

/** The share of an image that lies in a box. */
export function areaOf({ top, left, bottom, right }: Box, [height, width]: Pair): number {
  return ((bottom - top) * (right - left)) / (height * width);
}

/** Which pixels lie in the box of their image: bool [n, height, width, 1]. */
export function pixelsIn(boxes: readonly Box[], [height, width]: Pair): Tensor {
  const edges = (edge: (box: Box) => number) => tensor(Float32Array.from(boxes, edge), [boxes.length, 1, 1, 1]);
  const rows = range(height).reshape([1, -1, 1, 1]);
  const columns = range(width).reshape([1, 1, -1, 1]);
  const inRows = logicalAnd(
    greaterEqual(
      rows,
      edges((b) => b.top),
    ),
    less(
      rows,
      edges((b) => b.bottom),
    ),
  );
  const inColumns = logicalAnd(
    greaterEqual(
      columns,
      edges((b) => b.left),
    ),
    less(
      columns,
      edges((b) => b.right),
    ),
  );
  return logicalAnd(inRows, inColumns);
}
