import { short } from '../kit/numberGrid';
import { tapsAt } from '../kit/sliding';
import { type NumbersState, slidesOfState, windowOf } from './NumbersState';

/** The products of one channel under the filter at a place of the output: `2×2 + 3×0 + …`. Padding counts as 0. */
export function productsText(state: NumbersState, channel: number, row: number, column: number): string {
  const [input, filter] = [state.input[channel], state.filter[channel]];
  return tapsAt(slidesOfState(state), windowOf(state), row, column)
    .map((tap) => `${signed(input[tap.row]?.[tap.column] ?? 0)}×${signed(filter[tap.y][tap.x])}`)
    .join(' + ');
}

/** A number as a factor or a term: negative ones in brackets. */
export function signed(value: number): string {
  return value < 0 ? `(${short(value)})` : short(value);
}
