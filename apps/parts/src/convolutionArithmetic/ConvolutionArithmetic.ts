import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Stepper } from '../kit/Stepper';
import { sizeFormula, sizeFormulaStyles } from '../kit/sizeFormula';
import { Part } from '../Part';
import { theme } from '../theme';
import { type Arithmetic, isPossible, layoutOf } from './arithmetic';
import { drawing, drawingStyles } from './drawing';
import { messages } from './messages';

/** Least and greatest number of each slider. */
const ranges = { size: [2, 8], kernel: [1, 5], padding: [0, 4], stride: [1, 4], dilation: [1, 3] } as const;
type Slider = keyof typeof ranges;
const sliders = Object.keys(ranges) as Slider[];

/**
 * How padding, stride and dilation make the size of a convolution's output, as a figure in the manner of Dumoulin and Visin (2016);
 * the size is compared with that of what Striate computes.
 *
 * Attributes, also the names of its controls: `size` (of the input, 2 to 8), `kernel` (1 to 5), `padding` (0 to 4), `stride` (1 to 4),
 * `dilation` (1 to 3), and `transposed`.
 *
 * @example
 * ```html
 * <striate-convolution-arithmetic size="7" stride="2"></striate-convolution-arithmetic>
 * ```
 */
export class ConvolutionArithmetic extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    drawingStyles,
    sizeFormulaStyles,
    css`
      .controls output { font-weight: 600; color: var(--ink); }
      .controls input[type='range'] { width: 7rem; }
    `,
  ];

  static override properties = {
    ...Part.properties,
    size: { type: Number },
    kernel: { type: Number },
    padding: { type: Number },
    stride: { type: Number },
    dilation: { type: Number },
    transposed: { type: Boolean },
    computed: { state: true },
    at: { state: true },
  };

  static override shared = [...sliders, 'transposed'];

  declare size: number;
  declare kernel: number;
  declare padding: number;
  declare stride: number;
  declare dilation: number;
  declare transposed: boolean;
  /** The size of the output that Striate computed. */
  declare computed: number | undefined;
  declare at: number | undefined;
  protected readonly messages = messages;
  readonly stepper = new Stepper(this, () => layoutOf(this.numbers).axis.count ** 2);

  constructor() {
    super();
    this.size = 5;
    this.kernel = 3;
    this.padding = 1;
    this.stride = 2;
    this.dilation = 1;
    this.transposed = false;
  }

  get numbers(): Arithmetic {
    const { size, kernel, padding, stride, dilation, transposed } = this;
    return { size, kernel, padding, stride, dilation, transposed };
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'transposed') return true;
    const [least, most] = ranges[key as Slider];
    return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  }

  protected async open(): Promise<void> {
    await this.#compute();
    this.stepper.play();
  }

  async #compute(): Promise<void> {
    const { striateSize } = await import('./striateSize');
    this.computed = striateSize(this.numbers);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.phase !== 'open' || !(this.constructor as typeof Part).shared.some((key) => changed.has(key))) return;
    this.at = undefined;
    void this.#compute();
    this.stepper.done = 0;
    this.stepper.play();
  }

  protected content(): TemplateResult {
    const { t, numbers, stepper, phase } = this;
    const { axis } = layoutOf(numbers);
    const possible = isPossible(numbers);
    const at = this.at ?? stepper.current ?? (phase === 'open' ? undefined : 0);
    return html`
      <div class="controls">${sliders.map((key) => this.#slider(key))}${this.control(
        'transposed',
        t.transposed,
        html`<input
          type="checkbox"
          .checked=${this.transposed}
          @change=${({ target }: Event & { target: HTMLInputElement }) => {
            this.transposed = target.checked;
          }}
        />`,
      )}</div>
      ${
        possible
          ? html`<div role="img" aria-label=${t.figure(numbers.size, axis.count)}>${drawing({
              numbers,
              done: phase === 'open' ? stepper.done : 0,
              at: axis.count === 0 ? undefined : at,
              onPoint: (cell) => {
                this.at = cell;
              },
            })}</div>`
          : html`<p class="error" role="status">${t.impossible}</p>`
      }
      <p class="quiet">${t.legend}${this.transposed ? ` ${t.transposedLegend}` : ''}</p>
      ${phase === 'open' && possible ? stepper.controls() : nothing} ${possible ? this.#formula() : nothing}
    `;
  }

  #formula(): TemplateResult {
    const { t, numbers, computed } = this;
    const { size, kernel, padding, stride, dilation, transposed } = numbers;
    const { axis } = layoutOf(numbers);
    const check =
      computed === undefined || (computed === 0 && axis.count === 0)
        ? nothing
        : html`<p class="check quiet">${computed === axis.count ? `✓ ${t.checked(computed)}` : t.differs(computed)}</p>`;
    const formula = `(${size} − 1)·${stride} + ${dilation}·(${kernel} − 1) + 1 − 2·${padding}`;
    return html`${
      transposed
        ? html`<p class="formula">${t.transposedFormula(formula, axis.count)}</p>`
        : sizeFormula({ language: this.language, size, window: kernel, stride, dilation, axis })
    }${check}`;
  }

  #slider(key: Slider): TemplateResult | typeof nothing {
    const [least, most] = ranges[key];
    return this.control(
      key,
      this.t[key],
      html`<span class="row" style="gap:0.4rem"><input
        type="range"
        min=${least}
        max=${most}
        .value=${String(this[key])}
        @input=${({ target }: Event & { target: HTMLInputElement }) => {
          this[key] = target.valueAsNumber;
        }}
      /><output>${this[key]}</output></span>`,
    );
  }
}

customElements.define('striate-convolution-arithmetic', ConvolutionArithmetic);
