import { type Shape, sizeOf, type TypedArray } from '@striate/tensor';
import type { FeatureOrder } from './featureOrder';

/**
 * How PyTorch keeps a weight. Here it is a matrix `[features, units]`, there `[units, features]`, each with an order of its own:
 * a filter's features are its pixels and channels, a dense layer's those of its input; a vector has one unit.
 */
export interface Layout {
  /** In PyTorch. */
  readonly shape: Shape;
  /** Other shapes under which PyTorch has the same values in the same order. */
  readonly also?: readonly Shape[];
  readonly features: FeatureOrder;
  readonly units: FeatureOrder;
}

/** So many values in the same order here and there. */
export function plain(size: number): FeatureOrder {
  return [{ pixels: [], channels: size }];
}

function sizeOfOrder(order: FeatureOrder): number {
  return order.reduce((total, { pixels, channels }) => total + sizeOf(pixels) * channels, 0);
}

/** For each feature in PyTorch's order, where it stands here. */
function positions(order: FeatureOrder): Int32Array {
  const here = new Int32Array(sizeOfOrder(order));
  let begin = 0;
  let at = 0;
  for (const { pixels, channels } of order) {
    const count = sizeOf(pixels);
    for (let c = 0; c < channels; c++) for (let p = 0; p < count; p++) here[at++] = begin + p * channels + c;
    begin = at;
  }
  return here;
}

function isPlain(order: FeatureOrder): boolean {
  return order.every(({ pixels, channels }) => channels === 1 || sizeOf(pixels) === 1);
}

/** Whether there is one matrix row or column only, and nothing moves within it. */
function isSame({ features, units }: Layout): boolean {
  const isVector = sizeOfOrder(features) === 1 || sizeOfOrder(units) === 1;
  return isVector && isPlain(features) && isPlain(units);
}

/** Squares of this side fit the cache along rows and along columns. */
const side = 32;

/** The values in their new places; the same array where all are there already. */
function move(data: TypedArray, layout: Layout, to: 'here' | 'there'): TypedArray {
  if (isSame(layout)) return data;
  const moved = new Float32Array(data.length);
  const [rows, columns] = [positions(layout.features), positions(layout.units)];
  for (let top = 0; top < columns.length; top += side) {
    const bottom = Math.min(top + side, columns.length);
    for (let left = 0; left < rows.length; left += side) {
      const right = Math.min(left + side, rows.length);
      for (let unit = top; unit < bottom; unit++) {
        for (let feature = left; feature < right; feature++) {
          const here = rows[feature] * columns.length + columns[unit];
          const there = unit * rows.length + feature;
          if (to === 'here') moved[here] = data[there];
          else moved[there] = data[here];
        }
      }
    }
  }
  return moved;
}

/** PyTorch's values as they stand here. */
export function fromTorch(data: TypedArray, layout: Layout): TypedArray {
  return move(data, layout, 'here');
}

/** Our values as PyTorch has them. */
export function toTorch(data: TypedArray, layout: Layout): TypedArray {
  return move(data, layout, 'there');
}
