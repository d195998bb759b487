import { css, html, nothing, type TemplateResult } from 'lit';
import { isHidden } from '../address';
import { numberGridStyles } from '../kit/numberGrid';
import { Stepper } from '../kit/Stepper';
import { sizeFormula, sizeFormulaStyles } from '../kit/sizeFormula';
import type { Pad } from '../kit/sliding';
import { Part } from '../Part';
import { photos } from '../photos/photos';
import { theme } from '../theme';
import type { Convolved } from './convolve';
import { examples } from './examples';
import { messages } from './messages';
import {
  filterSizes,
  isNumbersState,
  largestInput,
  type NumbersState,
  resized,
  slidesOfState,
  windowOf,
  withChannels,
} from './NumbersState';
import { type NumbersViewOptions, numbersView, numbersViewStyles, type Place, sumView } from './numbersView';

/**
 * Convolution by hand: an input, a filter, and the feature map that Striate computes from them. Pointing at a number of the map
 * lights up the window it comes from and writes out the sum.
 *
 * Attributes: `example`, one of the names of `examples` (`first`, `bias`, `padding`, `stride`, `channels`, `quarters`, `cross`,
 * `diagonal`, `otherDiagonal`, `colour`), `mode` (`numbers` or `picture`). Controls a link may hide: `mode`, `example`, `size`, `filterSize`, `stride`, `dilation`,
 * `padding`, `bias`, `channels`.
 *
 * @example
 * ```html
 * <striate-kernel-playground example="stride"></striate-kernel-playground>
 * ```
 */
export class KernelPlayground extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    numberGridStyles,
    numbersViewStyles,
    sizeFormulaStyles,
    css`
      .controls input[type='number'] { width: 4.2rem; }
    `,
  ];

  static override properties = {
    ...Part.properties,
    example: { type: String },
    mode: { type: String },
    numbers: { attribute: false },
    result: { state: true },
    at: { state: true },
  };

  static override shared = ['mode', 'numbers'];

  declare example: string;
  declare mode: string;
  declare numbers: NumbersState;
  declare result: Convolved | undefined;
  declare at: Place | undefined;
  protected readonly messages = messages;
  readonly stepper = new Stepper(this, () => {
    const { rows, columns } = slidesOfState(this.numbers);
    return rows.count * columns.count;
  });

  constructor() {
    super();
    this.example = 'first';
    this.mode = 'numbers';
    this.numbers = examples.first;
  }

  override connectedCallback(): void {
    if (Object.hasOwn(examples, this.example)) this.numbers = examples[this.example as keyof typeof examples];
    super.connectedCallback();
  }

  protected override accepts(key: string, value: unknown): boolean {
    return key === 'mode' ? value === 'numbers' || value === 'picture' : isNumbersState(value);
  }

  protected async open(): Promise<void> {
    await Promise.all([this.#run(), import('./PictureFilter'), import('../onCpu')]);
    this.stepper.play();
  }

  async #run(): Promise<void> {
    const { numbers } = this;
    const { rows, columns } = slidesOfState(numbers);
    if (rows.count === 0 || columns.count === 0) {
      this.result = undefined;
      return;
    }
    const { convolve } = await import('./convolve');
    const result = await convolve(numbers);
    if (numbers === this.numbers) this.result = result;
  }

  /** Takes other numbers; what was opened shows their result at once. */
  #set(numbers: NumbersState): void {
    this.numbers = numbers;
    this.at = undefined;
    if (this.phase === 'open') void this.#run().then(() => this.stepper.finish());
  }

  #edit(matrix: 'input' | 'filter', channel: number, row: number, column: number, value: number): void {
    const matrices = this.numbers[matrix];
    const changed = matrices.map((m, c) => (c === channel ? m.with(row, m[row].with(column, value)) : m));
    this.#set({ ...this.numbers, [matrix]: changed });
    if (this.phase === 'idle') void this.start();
  }

  protected content(): TemplateResult {
    const { t, mode, phase } = this;
    const tab = (name: 'numbers' | 'picture') =>
      html`<button type="button" aria-pressed=${mode === name} @click=${() => {
        this.mode = name;
        if (name === 'picture') void this.start();
      }}>${t[name]}</button>`;
    const tabs = html`<span class="row" style="gap:0.4rem" role="group" aria-label=${t.mode}>${tab('numbers')}${tab('picture')}</span>`;
    if (mode !== 'picture') return html`${isHidden(this.partName, 'mode') ? nothing : tabs} ${this.#numbers()}`;
    return html`${isHidden(this.partName, 'mode') ? nothing : tabs}
      ${
        phase === 'open'
          ? html`<striate-picture-filter></striate-picture-filter>`
          : html`<img src=${photos.cat} alt="" style="max-width: 100%; border-radius: 7px" />`
      }`;
  }

  #numbers(): TemplateResult {
    const { stepper, phase, numbers, t } = this;
    const slides = slidesOfState(numbers);
    const { current } = stepper;
    const columns = slides.columns.count;
    const walking =
      current === undefined ? undefined : { row: Math.floor(current / columns), column: current % columns };
    const at = this.at ?? walking;
    const view: NumbersViewOptions = {
      t,
      state: numbers,
      result: this.result,
      done: phase === 'open' ? stepper.done : 0,
      at,
      onEdit: (...change) => this.#edit(...change),
      onPoint: (place) => {
        if (place && !stepper.running) stepper.finish();
        this.at = place;
      },
    };
    const { size, window } = windowOf(numbers);
    return html`
      ${this.#controls()} ${numbersView(view)}
      ${
        phase === 'open'
          ? html`${stepper.controls()}
              <div class="sums" aria-live=${stepper.running ? 'off' : 'polite'}>
                ${(at && sumView(view, at)) ?? html`<p class="quiet">${t.point}</p>`}
              </div>`
          : nothing
      }
      ${sizeFormula({ language: this.language, size: size[0], window: window[0], stride: numbers.stride, dilation: numbers.dilation, axis: slides.rows })}
      ${numbers === examples.channels ? html`<p class="quiet">${t.hiddenNumbers}</p>` : nothing}
    `;
  }

  #controls(): TemplateResult {
    const { t, numbers } = this;
    const { size, window } = windowOf(numbers);
    const chosen = Object.entries(examples).find(([, state]) => state === numbers)?.[0] ?? '';
    const whole = (least: number, most: number, value: number, set: (value: number) => void, label?: string) =>
      html`<input
        type="number"
        min=${least}
        max=${most}
        .value=${String(value)}
        aria-label=${label ?? nothing}
        @change=${({ target }: Event & { target: HTMLInputElement }) =>
          set(Math.max(least, Math.min(most, Math.round(target.valueAsNumber || least))))}
      />`;
    const resize = (rows: number, columns: number) =>
      this.#set({
        ...numbers,
        input: numbers.input.map((m) => resized(m, rows, columns, (y, x) => m[y % m.length][x % m[0].length])),
      });
    const choice = <T extends string | number>(values: readonly T[], value: T, set: (value: T) => void) =>
      html`<select @change=${({ target }: Event & { target: HTMLSelectElement }) => set(values[target.selectedIndex])}>
        ${values.map((v) => html`<option ?selected=${v === value}>${v}</option>`)}
      </select>`;
    return html`<div class="controls">
      ${this.control(
        'example',
        t.example,
        html`<select
          @change=${({ target }: Event & { target: HTMLSelectElement }) => {
            this.#set(examples[target.value as keyof typeof examples]);
            if (this.phase === 'open') void this.#run().then(() => this.stepper.play());
          }}
        >
          ${chosen ? nothing : html`<option selected disabled>${t.own}</option>`}
          ${Object.keys(examples).map(
            (name) =>
              html`<option value=${name} ?selected=${name === chosen}>${t.examples[name as keyof typeof examples]}</option>`,
          )}
        </select>`,
      )}
      ${this.control(
        'size',
        t.size,
        html`<span>${whole(1, largestInput, size[0], (rows) => resize(rows, size[1]))} × ${whole(1, largestInput, size[1], (columns) => resize(size[0], columns), t.size)}</span>`,
      )}
      ${this.control(
        'filterSize',
        t.filterSize,
        html`<select
          @change=${({ target }: Event & { target: HTMLSelectElement }) =>
            this.#set({
              ...numbers,
              filter: numbers.filter.map((m) => resized(m, Number(target.value), Number(target.value))),
            })}
        >
          ${filterSizes.map((k) => html`<option value=${k} ?selected=${k === window[0]}>${k}×${k}</option>`)}
        </select>`,
      )}
      ${this.control(
        'padding',
        t.padding,
        choice<Pad>(['valid', 'same', 1, 2, 3], numbers.padding === 0 ? 'valid' : numbers.padding, (padding) =>
          this.#set({ ...numbers, padding }),
        ),
      )}
      ${this.control(
        'stride',
        t.stride,
        whole(1, 4, numbers.stride, (stride) => this.#set({ ...numbers, stride })),
      )}
      ${this.control(
        'dilation',
        t.dilation,
        whole(1, 3, numbers.dilation, (dilation) => this.#set({ ...numbers, dilation })),
      )}
      ${this.control(
        'bias',
        t.bias,
        html`<input
          type="number"
          step="any"
          .value=${String(numbers.bias)}
          @change=${({ target }: Event & { target: HTMLInputElement }) =>
            this.#set({ ...numbers, bias: target.valueAsNumber || 0 })}
        />`,
      )}
      ${this.control(
        'channels',
        t.channels,
        choice([1, 2, 3], numbers.input.length, (count) => this.#set(withChannels(numbers, count))),
      )}
      ${
        numbers.input.length > 1
          ? this.control(
              'depthwise',
              t.depthwise,
              html`<input
                type="checkbox"
                .checked=${numbers.depthwise}
                @change=${({ target }: Event & { target: HTMLInputElement }) =>
                  this.#set({ ...numbers, depthwise: target.checked })}
              />`,
            )
          : nothing
      }
    </div>`;
  }
}

customElements.define('striate-kernel-playground', KernelPlayground);
