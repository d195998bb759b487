import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { type CellLook, numberGrid, numberGridStyles } from '../kit/numberGrid';
import { languageOf } from '../language';
import { theme } from '../theme';
import type { WorkedFigure, WorkedGrid } from './figure';
import { messages } from './messages';

const stepMilliseconds = 1300;

/**
 * A worked example: matrices whose result fills number by number. Pointing at a number of the result lights up what it was
 * made of and writes out the sum. The numbers are those of `figure`; nothing is computed here.
 *
 * @example
 * ```html
 * <striate-worked figure='{"rows":[[{"label":"x","values":[[1,2]]}]],"steps":[]}'></striate-worked>
 * ```
 */
export class Worked extends LitElement {
  static override styles = [
    theme,
    numberGridStyles,
    css`
      :host { margin-block: 0; }
      .rows { display: grid; gap: 1rem; }
      .grids { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
      .signed { display: flex; gap: 0.75rem; align-items: center; min-width: 0; }
      .sign { font-size: 1.25rem; color: var(--quiet); padding-top: 1.2rem; }
      figure { display: grid; gap: 0.3rem; min-width: 0; overflow-x: auto; padding: 2px; }
      figcaption { font-size: 0.8125rem; color: var(--quiet); white-space: nowrap; }
      table.grid td { min-width: 2.4rem; padding-inline: 0.3rem; }
      .bar { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin-top: 0.9rem; }
      .bar button { min-width: 2.25rem; padding: 0.1rem 0.6rem; }
      .bar .count { font-size: 0.8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; margin-inline-start: 0.3rem; }
      .sum { min-height: 1.5rem; margin-top: 0.6rem; }
      @container (max-width: 26rem) {
        .grids, .signed { gap: 0.4rem; }
        table.grid { --cell: min(2rem, calc((100cqi - 2.2rem) / var(--columns))); }
        table.grid td { min-width: 1.9rem; padding-inline: 0.1rem; }
      }
    `,
  ];

  static override properties = {
    figure: { type: Object },
    at: { state: true },
    filled: { state: true },
    playing: { state: true },
  };

  declare figure: WorkedFigure;
  /** The step that is lit. */
  declare at: number | undefined;
  /** Results shown so far; all of them unless the visitor goes step by step. */
  declare filled: number;
  declare playing: boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.figure = { rows: [], steps: [] };
    this.filled = Number.POSITIVE_INFINITY;
    this.playing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pause();
  }

  #play(): void {
    const last = this.figure.steps.length - 1;
    const begins = this.at === undefined || this.filled > last;
    this.#show(begins ? 0 : (this.at ?? 0) + 1);
    this.playing = true;
    this.#timer = setInterval(() => {
      if (this.filled > last) this.#pause();
      else this.#show((this.at ?? -1) + 1);
    }, stepMilliseconds);
  }

  #pause(): void {
    clearInterval(this.#timer);
    this.playing = false;
  }

  #show(step: number): void {
    const { length } = this.figure.steps;
    this.at = (step + length) % length;
    this.filled = this.at + 1;
  }

  #step(by: number): void {
    this.#pause();
    this.#show(this.at === undefined ? (by > 0 ? 0 : -1) : this.at + by);
  }

  #all(): void {
    this.#pause();
    this.at = undefined;
    this.filled = Number.POSITIVE_INFINITY;
  }

  protected override render(): TemplateResult {
    const { figure, at } = this;
    const t = messages[languageOf(this)];
    const step = at === undefined ? undefined : figure.steps[at];
    let index = 0;
    return html`
      <div role="group" aria-label=${t.figure}>
        <div class="rows">${figure.rows.map((grids) => html`<div class="grids">${grids.map((grid) => this.#grid(grid, index++))}</div>`)}</div>
        ${figure.steps.length > 1 ? this.#bar() : nothing}
        <p class=${step ? 'sum formula' : 'sum quiet'} aria-live="polite">${step?.text ?? (figure.steps.length > 1 ? t.pointOrPlay : t.point)}</p>
      </div>
    `;
  }

  #bar(): TemplateResult {
    const t = messages[languageOf(this)];
    const { length } = this.figure.steps;
    return html`<div class="bar">
      <button type="button" class="play" aria-label=${this.playing ? t.pause : t.play} title=${this.playing ? t.pause : t.play}
        @click=${() => (this.playing ? this.#pause() : this.#play())}>${this.playing ? '❚❚' : '▶'}</button>
      <button type="button" aria-label=${t.back} title=${t.back} @click=${() => this.#step(-1)}>‹</button>
      <button type="button" aria-label=${t.next} title=${t.next} @click=${() => this.#step(1)}>›</button>
      ${this.filled < length ? html`<button type="button" @click=${() => this.#all()}>${t.all}</button>` : nothing}
      <span class="count">${this.at === undefined ? nothing : `${this.at + 1} / ${length}`}</span>
    </div>`;
  }

  #grid(grid: WorkedGrid, index: number): TemplateResult {
    const { steps } = this.figure;
    const step = this.at === undefined ? undefined : steps[this.at];
    const { pad = 0, values, label, result = false } = grid;
    const number = (row: number, column: number) => steps.findIndex((s) => s.row === row && s.column === column);
    const look = (row: number, column: number): CellLook => {
      if (result) return step?.row === row && step.column === column ? 'lit' : 'plain';
      const lit = step?.from.some(
        (area) =>
          area.grid === index &&
          row >= area.row &&
          row < area.row + area.rows &&
          column >= area.column &&
          column < area.column + area.columns,
      );
      if (lit) return 'lit';
      const inside = row >= pad && column >= pad && row < values.length - pad && column < values[0].length - pad;
      return inside ? 'plain' : 'pad';
    };
    const shown = result
      ? values.map((cells, row) => cells.map((v, column) => (number(row, column) < this.filled ? v : undefined)))
      : values;
    const onPoint = (cell: { row: number; column: number } | undefined) => {
      if (this.playing || (!cell && this.filled <= steps.length)) return;
      this.at = cell && number(cell.row, cell.column);
    };
    const table = numberGrid(shown, { label, look, format, ...(result ? { onPoint } : {}) });
    return html`<div class="signed">
      ${grid.sign ? html`<span class="sign" aria-hidden="true">${grid.sign}</span>` : nothing}
      <figure><figcaption>${label}</figcaption>${table}</figure>
    </div>`;
  }
}

const format = (value: number) => String(value).replace('-', '−');

customElements.define('striate-worked', Worked);
