import { css, html, nothing, type TemplateResult } from 'lit';
import { numberGrid, numberGridStyles } from '../kit/numberGrid';
import { Part } from '../Part';
import { theme } from '../theme';
import { messages } from './messages';

type Matrix = number[][];

/**
 * Convolution by hand: an input, a filter, and the feature map that Striate computes from them. Pointing at a number of the map
 * lights up the window it comes from and writes out the sum.
 */
export class KernelPlayground extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    numberGridStyles,
    css`
      .grids { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: start; }
      figure { display: grid; gap: 0.35rem; }
      figcaption { font-size: 0.8125rem; color: var(--quiet); }
    `,
  ];

  static override properties = {
    ...Part.properties,
    input: { attribute: false },
    filter: { attribute: false },
    output: { state: true },
    at: { state: true },
  };

  static override shared = ['input', 'filter'];

  declare input: Matrix;
  declare filter: Matrix;
  declare output: Matrix | undefined;
  declare at: { row: number; column: number } | undefined;
  protected readonly messages = messages;

  constructor() {
    super();
    this.input = [
      [1, 2, 3, 0],
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 3, 0, 1],
    ];
    this.filter = [
      [2, 0, 1],
      [0, 1, 2],
      [1, 0, 2],
    ];
  }

  protected override accepts(_key: string, value: unknown): boolean {
    const row = (cells: unknown) =>
      Array.isArray(cells) && cells.length > 0 && cells.length < 10 && cells.every(Number.isFinite);
    return Array.isArray(value) && value.length > 0 && value.length < 10 && value.every(row);
  }

  protected async open(): Promise<void> {
    await this.#run();
  }

  async #run(): Promise<void> {
    const { convolve } = await import('./convolve');
    this.output = await convolve(this.input, this.filter);
  }

  protected content(): TemplateResult {
    const { t, at, filter } = this;
    const empty = this.input
      .slice(filter.length - 1)
      .map((row) => row.slice(filter[0].length - 1).map(() => undefined));
    const inWindow = (row: number, column: number) =>
      at &&
      row >= at.row &&
      row < at.row + filter.length &&
      column >= at.column &&
      column < at.column + filter[0].length;
    const edit = (matrix: 'input' | 'filter') => (row: number, column: number, value: number) => {
      this[matrix] = this[matrix].with(row, this[matrix][row].with(column, value));
      void (this.phase === 'open' ? this.#run() : this.start());
    };
    return html`
      <div class="grids">
        <figure>
          <figcaption>${t.input}</figcaption>
          ${numberGrid(this.input, { label: t.input, look: (y, x) => (inWindow(y, x) ? 'lit' : 'plain'), onEdit: edit('input') })}
        </figure>
        <figure>
          <figcaption>${t.filter}</figcaption>
          ${numberGrid(filter, { label: t.filter, onEdit: edit('filter') })}
        </figure>
        <figure class="output">
          <figcaption>${t.output}</figcaption>
          ${numberGrid(this.output ?? empty, {
            label: t.output,
            look: (y, x) => (at?.row === y && at.column === x ? 'lit' : 'plain'),
            onPoint: (cell) => {
              this.at = cell;
            },
          })}
        </figure>
      </div>
      ${this.phase === 'open' ? html`<p class="formula" aria-live="polite">${this.#sum() ?? t.point}</p>` : nothing}
    `;
  }

  /** The products under the filter, and their sum as Striate gave it. */
  #sum(): string | undefined {
    const { at, output } = this;
    if (!at || !output) return undefined;
    const products = this.filter.flatMap((row, y) =>
      row.map((w, x) => `${this.input[at.row + y][at.column + x]}×${w}`),
    );
    return `${products.join(' + ')} = ${this.number(output[at.row][at.column], 4)}`;
  }
}

customElements.define('striate-kernel-playground', KernelPlayground);
