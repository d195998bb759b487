import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { numberGrid, numberGridStyles } from '../kit/numberGrid';
import { Part } from '../Part';
import { theme } from '../theme';
import type { Checked } from './checkNumerically';
import { checkView } from './checkView';
import type { Derivatives } from './differentiate';
import { type ExampleName, exampleNames, examples, type Matrix } from './examples';
import { type Cell, type Explanation, explain, type GridName } from './explain';
import { gradientStyles } from './gradientStyles';
import { messages } from './messages';
import { tapeView } from './tapeView';

/**
 * Gradient explorer: an op forward to a loss and back, every derivative with the sum it is, one step of SGD at a time, and a button
 * that checks the gradient against finite differences. The convolution is that of the second lecture.
 *
 * Attributes: `example` (`convolution`, `dense`, `relu`, `sigmoid`, `maxPooling` or `softmax`).
 *
 * @example
 * ```html
 * <striate-gradient-explorer example="convolution"></striate-gradient-explorer>
 * ```
 */
export class GradientExplorer extends Part<(typeof messages)['en']> {
  static override styles = [theme, numberGridStyles, gradientStyles];

  static override properties = {
    ...Part.properties,
    example: {},
    rate: { attribute: false },
    x: { state: true },
    w: { state: true },
    found: { state: true },
    losses: { state: true },
    checked: { state: true },
    at: { state: true },
  };

  static override shared = ['example', 'rate'];

  declare example: ExampleName;
  /** The learning rate, as a power of ten beside the example's own: 0 is that. */
  declare rate: number;
  declare x: Matrix;
  declare w: Matrix | undefined;
  declare found: Derivatives | undefined;
  /** The loss before each step, and now. */
  declare losses: readonly number[];
  declare checked: readonly Checked[] | undefined;
  declare at: { grid: GridName; cell: Cell } | undefined;
  protected readonly messages = messages;

  constructor() {
    super();
    this.example = 'convolution';
    this.rate = 0;
    this.x = [];
    this.w = undefined;
    this.found = undefined;
    this.losses = [];
    this.checked = undefined;
    this.at = undefined;
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'example') return exampleNames.some((name) => name === value);
    return typeof value === 'number' && Math.abs(value) <= 2;
  }

  get #example() {
    return examples[this.example] ?? examples.convolution;
  }

  get learningRate(): number {
    return this.#example.learningRate * 10 ** this.rate;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('example')) return;
    this.reset();
    if (this.phase === 'open') void this.#differentiate();
  }

  /** The example's own numbers again. */
  reset(): void {
    const { x, w } = this.#example;
    Object.assign(this, { x, w, found: undefined, losses: [], checked: undefined, at: undefined });
  }

  protected async open(): Promise<void> {
    await this.#differentiate();
  }

  async #differentiate(): Promise<void> {
    const { differentiate } = await import('./differentiate');
    const { example, x, w } = this;
    const found = await differentiate(example, x, w, this.#example.target);
    if (example !== this.example) return;
    this.found = found;
    this.losses = [...this.losses, found.loss];
  }

  /** Moves the weights, or the input of an op without any, against the gradient. */
  async step(): Promise<void> {
    const { found, w, x, learningRate } = this;
    if (!found) return;
    const moved = (values: Matrix, gradient: Matrix) =>
      values.map((row, r) => row.map((value, c) => value - learningRate * gradient[r][c]));
    if (w && found.dW) this.w = moved(w, found.dW);
    else this.x = moved(x, found.dX);
    this.checked = undefined;
    await this.#differentiate();
  }

  /** Compares the gradient with finite differences. */
  async check(): Promise<void> {
    const { example, x, w, found } = this;
    if (!found) return;
    const { checkNumerically, lossOfChecked } = await import('./checkNumerically');
    const { nudge, target } = this.#example;
    this.checked = await checkNumerically(w ?? x, found.dW ?? found.dX, nudge, lossOfChecked(example, x, w, target));
  }

  #write(value: number): string {
    return value.toLocaleString(this.language, { maximumSignificantDigits: 4, useGrouping: false });
  }

  protected content(): TemplateResult {
    const { t, found, x, w } = this;
    const { target, tape } = this.#example;
    const write = (value: number) => this.#write(value);
    const { at } = this;
    const explained = at && explain(this.example, at.grid, at.cell, { x, w, target, ...found }, write);
    const grid = (name: GridName, values: Matrix) => this.#grid(name, values, explained);
    const empty = (like: Matrix) => like.map((row) => row.map(() => Number.NaN));
    const column = (given: TemplateResult, below: TemplateResult | typeof nothing) =>
      html`<div class="column">${given}${below}</div>`;
    return html`
      <div class="controls">${this.control('example', t.op, this.#choice())}</div>
      <div class="grids" @pointerleave=${() => Object.assign(this, { at: undefined })}>
        ${column(grid('x', x), grid('dX', found?.dX ?? empty(x)))}
        ${w ? column(grid('w', w), grid('dW', found?.dW ?? empty(w))) : nothing}
        ${column(grid('y', found?.y ?? empty(target)), grid('dY', found?.dY ?? empty(target)))}
        ${column(grid('target', target), html`<p class="loss">${t.loss}<output>${found ? write(found.loss) : '–'}</output></p>`)}
      </div>
      <p class="formula" aria-live="polite">${explained?.sum ?? html`<span class="quiet">${t.point}</span>`}</p>
      ${tapeView(tape, w !== undefined, t)}
      ${found ? this.#actions() : nothing}
    `;
  }

  #choice(): TemplateResult {
    return html`<select
      @change=${({ target }: Event & { target: HTMLSelectElement }) => {
        this.example = exampleNames[target.selectedIndex];
        void this.start();
      }}
    >
      ${exampleNames.map((name) => html`<option ?selected=${name === this.example}>${this.t.examples[name]}</option>`)}
    </select>`;
  }

  #grid(name: GridName, values: Matrix, explained: Explanation | undefined): TemplateResult {
    const lit = explained?.lit[name];
    const label = this.t.grids[name];
    return html`<figure class=${name}>
      <figcaption>${label}</figcaption>
      ${numberGrid(values, {
        label,
        format: (value) => (Number.isNaN(value) ? '' : this.#write(value)),
        look: (row, column) => (lit?.some((cell) => cell[0] === row && cell[1] === column) ? 'lit' : 'plain'),
        onPoint: (cell) => {
          if (cell) this.at = { grid: name, cell: [cell.row, cell.column] };
        },
      })}
    </figure>`;
  }

  #actions(): TemplateResult {
    const { t, w, losses } = this;
    const slider = html`<span class="row">
      <input
        type="range"
        min="-2"
        max="2"
        step="0.25"
        .value=${String(this.rate)}
        @input=${({ target }: Event & { target: HTMLInputElement }) => {
          this.rate = target.valueAsNumber;
        }}
      />
      <output>${this.learningRate.toLocaleString(this.language, { maximumSignificantDigits: 2 })}</output>
    </span>`;
    return html`
      <div class="controls">
        <button type="button" class="primary" data-action="step" @click=${() => this.step()}>${w ? t.step : t.stepInput}</button>
        ${this.control('rate', t.learningRate, slider)}
        <button type="button" data-action="check" @click=${() => this.check()}>${t.check}</button>
        <button
          type="button"
          data-action="again"
          @click=${() => {
            this.reset();
            void this.#differentiate();
          }}
        >${t.again}</button>
      </div>
      ${
        losses.length > 1
          ? html`<p class="formula" data-piece="losses"><span class="quiet">${t.losses}:</span> ${losses
              .slice(-8)
              .map((loss) => this.#write(loss))
              .join(' → ')}</p>`
          : nothing
      }
      ${this.checked ? checkView(this.checked, w ? 'W' : 'X', t, this.language) : nothing}
    `;
  }
}

customElements.define('striate-gradient-explorer', GradientExplorer);
