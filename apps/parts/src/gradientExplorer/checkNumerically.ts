import { lossAt } from './differentiate';
import type { ExampleName, Matrix } from './examples';

/** A derivative twice: from the tape, and from the loss a little to the left and to the right. */
export interface Checked {
  readonly row: number;
  readonly column: number;
  readonly analytic: number;
  readonly numeric: number;
}

/** Compares every number of a gradient with `(loss(v + nudge) − loss(v − nudge)) / (2 nudge)`. */
export async function checkNumerically(
  values: Matrix,
  gradient: Matrix,
  nudge: number,
  loss: (values: Matrix) => Promise<number>,
): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const [row, numbers] of values.entries()) {
    for (const [column, value] of numbers.entries()) {
      const moved = (to: number) => loss(values.with(row, numbers.with(column, to)));
      // What float32 makes of the two values is how far apart they are.
      const [right, left] = [Math.fround(value + nudge), Math.fround(value - nudge)];
      const numeric = ((await moved(right)) - (await moved(left))) / (right - left);
      checked.push({ row, column, analytic: gradient[row][column], numeric });
    }
  }
  return checked;
}

/** The loss of an example as a function of its weights, or of its input where it has none. */
export function lossOfChecked(
  name: ExampleName,
  x: Matrix,
  w: Matrix | undefined,
  target: Matrix,
): (values: Matrix) => Promise<number> {
  return (values) => (w ? lossAt(name, x, values, target) : lossAt(name, values, undefined, target));
}
