import { css, html, nothing, type TemplateResult } from 'lit';
import { numberGrid, short } from '../kit/numberGrid';
import { tapsAt } from '../kit/sliding';
import type { Convolved } from './convolve';
import type { messages } from './messages';
import { type Matrix, type NumbersState, slidesOfState, windowOf } from './NumbersState';
import { productsText, signed } from './productsText';

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface NumbersViewOptions {
  readonly t: (typeof messages)['en'];
  readonly state: NumbersState;
  readonly result: Convolved | undefined;
  /** Numbers of the output that are there already: the others are still to come. */
  readonly done: number;
  /** The number that is explained. */
  readonly at: Place | undefined;
  readonly onEdit: (matrix: 'input' | 'filter', channel: number, row: number, column: number, value: number) => void;
  readonly onPoint: (place: Place | undefined) => void;
}

/** The grids of the playground: each channel with its filter, and what they sum to. */
export function numbersView(options: NumbersViewOptions): TemplateResult {
  const { t, state, result, done, at, onPoint } = options;
  const slides = slidesOfState(state);
  const channels = state.input.length;
  const [rows, columns] = [slides.rows.count, slides.columns.count];
  const map = (values: Matrix | undefined) =>
    Array.from({ length: rows }, (_, y) =>
      Array.from({ length: columns }, (_, x) => (y * columns + x < done ? values?.[y]?.[x] : undefined)),
    );
  const output = (values: Matrix | undefined, label: string, kind: string) => html`<figure class=${kind}>
    <figcaption>${label}</figcaption>
    ${
      rows * columns === 0
        ? html`<p class="none">∅</p>`
        : numberGrid(map(values), {
            label,
            look: (y, x) => (at?.row === y && at.column === x ? 'lit' : 'plain'),
            onPoint,
          })
    }
  </figure>`;
  const name = (what: string, c: number) => (channels === 1 ? what : t.channel(what, c + 1));
  const summed = channels > 1 && !state.depthwise;
  const bias = state.bias === 0 ? nothing : html`<span class="sign">+ ${signed(state.bias)}</span>`;
  return html`
    <div class="numbers">
      <div class="channels">
        ${state.input.map(
          (_, c) => html`<div class="channel">
            ${inputGrid(options, c, name(t.input, c))}
            <span class="sign" aria-hidden="true">∗</span>
            <figure>
              <figcaption>${name(t.filter, c)}</figcaption>
              ${numberGrid(state.filter[c], { label: name(t.filter, c), background: (y, x) => weightColor(state.filter[c][y][x]), onEdit: (y, x, value) => options.onEdit('filter', c, y, x, value) })}
            </figure>
            ${summed ? nothing : bias}
            <span class="sign" aria-hidden="true">=</span>
            ${
              summed
                ? output(result?.parts[c], name(t.part, c), 'part-sum')
                : output(result?.output[c], name(t.output, c), 'output')
            }
          </div>`,
        )}
      </div>
      ${
        summed
          ? html`<div class="channel total">
              <span class="sign" aria-hidden="true">Σ</span>${bias}<span class="sign" aria-hidden="true">=</span>
              ${output(result?.output[0], t.output, 'output')}
            </div>`
          : nothing
      }
    </div>
  `;
}

function inputGrid({ state, at, onEdit }: NumbersViewOptions, c: number, label: string): TemplateResult {
  const slides = slidesOfState(state);
  const { before: top, after: bottom } = slides.rows;
  const { before: left, after: right } = slides.columns;
  const input = state.input[c];
  const zeros = (count: number) => Array.from({ length: count }, () => 0);
  const blank = zeros(left + input[0].length + right);
  const padded = [
    ...zeros(top).map(() => blank),
    ...input.map((row) => [...zeros(left), ...row, ...zeros(right)]),
    ...zeros(bottom).map(() => blank),
  ];
  const under = new Set(
    at && tapsAt(slides, windowOf(state), at.row, at.column).map(({ row, column }) => `${row},${column}`),
  );
  return html`<figure>
    <figcaption>${label}</figcaption>
    ${numberGrid(padded, {
      label,
      look: (y, x) => {
        const [row, column] = [y - top, x - left];
        const isInside = input[row]?.[column] !== undefined;
        const isLit = under.has(`${row},${column}`);
        return isInside ? (isLit ? 'lit' : 'plain') : isLit ? 'pad lit' : 'pad';
      },
      onEdit: (y, x, value) => onEdit('input', c, y - top, x - left, value),
    })}
  </figure>`;
}

/** Blue behind positive weights, orange behind negative ones. */
function weightColor(weight: number): string | undefined {
  if (weight === 0) return undefined;
  return `color-mix(in srgb, var(--${weight > 0 ? 'positive' : 'negative'}) 12%, var(--paper))`;
}

/** How the number at a place comes about, one line a channel. */
export function sumView({ t, state, result }: NumbersViewOptions, { row, column }: Place): TemplateResult | undefined {
  if (!result) return undefined;
  const bias = state.bias === 0 ? '' : ` + ${signed(state.bias)}`;
  const channels = state.input.length;
  const products = (c: number) => productsText(state, c, row, column);
  const value = (map: Matrix | undefined) => map?.[row]?.[column] ?? 0;
  if (channels === 1)
    return html`<p class="formula sum">${products(0)}${bias} = <strong>${short(value(result.output[0]))}</strong></p>`;
  const lines = state.input.map((_, c) => {
    const end = state.depthwise ? value(result.output[c]) : value(result.parts[c]);
    return html`<p class="formula">
      <span class="quiet">${t.channel('', c + 1).replace(/^, /, '')}:</span> ${products(c)}${state.depthwise ? bias : ''} = <strong>${short(end)}</strong>
    </p>`;
  });
  const total = html`<p class="formula sum">${result.parts.map((part) => signed(value(part))).join(' + ')}${bias} = <strong>${short(value(result.output[0]))}</strong></p>`;
  return html`${lines}${state.depthwise ? nothing : total}`;
}

export const numbersViewStyles = css`
  .numbers { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: center; }
  .channels { display: grid; gap: 1rem; }
  .channel { display: flex; flex-wrap: wrap; gap: 0.5rem 0.9rem; align-items: center; }
  figure { display: grid; gap: 0.35rem; }
  figcaption { font-size: 0.8125rem; color: var(--quiet); }
  .sign { font: 1.25rem var(--mono); color: var(--quiet); padding-block-start: 1.4rem; }
  .none { font-size: 1.5rem; color: var(--quiet); padding: 0.5rem 1rem; }
  .sums { display: grid; gap: 0.2rem; min-height: 1.5em; }
  .sums strong { color: var(--accent); }
`;
