import { css, html, nothing, type TemplateResult } from 'lit';
import { isHidden } from '../address';
import { numberGrid, numberGridStyles, short } from '../kit/numberGrid';
import { Part } from '../Part';
import { theme } from '../theme';
import { messages } from './messages';
import type { BothWays } from './multiply';
import { inputsOf, type LayerSize, parametersOf } from './parameters';
import { type Matrix, toeplitz } from './toeplitz';

const pattern = [
  [1, 2, 3, 0],
  [0, 1, 2, 3],
  [3, 0, 1, 2],
  [2, 3, 0, 1],
];
const filters: Readonly<Record<number, Matrix>> = {
  2: [
    [2, 1],
    [1, 3],
  ],
  3: [
    [2, 0, 1],
    [0, 1, 2],
    [1, 0, 2],
  ],
};
/** Sides of input and filter to choose from. */
const choices = [
  [3, 2],
  [4, 3],
  [4, 2],
  [5, 3],
] as const;

/** Least and greatest of the counters' numbers. */
const ranges = { width: [1, 4000], height: [1, 4000], channels: [1, 512], filters: [1, 512], kernel: [1, 11] } as const;

/**
 * Why convolution needs few weights: the dense (Toeplitz) matrix of a convolution, with equal weights in equal colours and zeros
 * elsewhere, its product with the input beside the convolution; and the parameters of a layer with and without locality and sharing.
 *
 * Attributes: `choice` (0 to 3: 3x3 input with 2x2 filter, 4x4 with 3x3, 4x4 with 2x2, 5x5 with 3x3). Controls a link may hide:
 * `choice`, `counters`.
 *
 * @example
 * ```html
 * <striate-weight-sharing choice="1"></striate-weight-sharing>
 * ```
 */
export class WeightSharing extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    numberGridStyles,
    css`
      .grids { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: start; }
      figure { display: grid; gap: 0.35rem; min-width: 0; }
      figcaption, h4 { font-size: 0.8125rem; font-weight: 400; color: var(--quiet); }
      .matrix table.grid { --cell: clamp(0.85rem, calc((100cqi - 2.2rem) / var(--columns)), 1.9rem); }
      .matrix td.dim { color: transparent; }
      .controls input[type='number'] { width: 4.5rem; }
      .toggles { display: flex; flex-wrap: wrap; gap: 0 1rem; }
      .counts { display: grid; gap: 0.3rem; }
      .count { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0.2rem 0.75rem; align-items: center; }
      .count .bar { height: 0.6rem; border-radius: 0.3rem; background: var(--accent); min-width: 2px; grid-column: 2; }
      .count strong { font-variant-numeric: tabular-nums; }
    `,
  ];

  static override properties = {
    ...Part.properties,
    choice: { type: Number },
    input: { attribute: false },
    filter: { attribute: false },
    layer: { attribute: false },
    isLocal: { attribute: false },
    isShared: { attribute: false },
    both: { state: true },
    row: { state: true },
  };

  static override shared = ['choice', 'layer', 'isLocal', 'isShared'];

  declare choice: number;
  declare input: Matrix;
  declare filter: Matrix;
  declare layer: LayerSize;
  declare isLocal: boolean;
  declare isShared: boolean;
  declare both: BothWays | undefined;
  /** The row of the matrix that is pointed at. */
  declare row: number | undefined;
  protected readonly messages = messages;

  constructor() {
    super();
    this.choice = 1;
    this.input = [];
    this.filter = [];
    // The photo of the lectures: 259,200 inputs.
    this.layer = { width: 360, height: 240, channels: 3, filters: 32, kernel: 3 };
    this.isLocal = true;
    this.isShared = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#choose(this.accepts('choice', this.choice) ? this.choice : 1);
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'choice') return Number.isInteger(value) && Number(value) in choices;
    if (key !== 'layer') return true;
    if (value === null) return false;
    return Object.entries(ranges).every(([name, [least, most]]) => {
      const number: unknown = Reflect.get(value as object, name);
      return Number.isInteger(number) && Number(number) >= least && Number(number) <= most;
    });
  }

  #choose(choice: number): void {
    const [size, side] = choices[choice];
    this.choice = choice;
    this.row = undefined;
    this.input = Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => pattern[y % 4][x % 4]));
    this.filter = filters[side];
    this.#changed();
  }

  #changed(): void {
    this.both = undefined;
    if (this.phase === 'open') void this.#run();
  }

  protected async open(): Promise<void> {
    await this.#run();
  }

  async #run(): Promise<void> {
    const { input, filter } = this;
    const { multiply } = await import('./multiply');
    const both = await multiply(input, filter);
    if (input === this.input && filter === this.filter) this.both = both;
  }

  protected content(): TemplateResult {
    const { t, input, filter, both, row } = this;
    const { matrix, weightAt, size } = toeplitz(input, filter);
    const width = input[0].length;
    const lit = row === undefined ? undefined : weightAt[row];
    const weights = filter.length * filter[0].length;
    const color = (weight: number | undefined) =>
      weight === undefined
        ? undefined
        : `color-mix(in srgb, hsl(${Math.round((weight * 360) / weights)} 75% 50%) 38%, var(--paper))`;
    const edit = (key: 'input' | 'filter') => (y: number, x: number, value: number) => {
      this[key] = this[key].with(y, this[key][y].with(x, value));
      this.#changed();
    };
    const point = (cell: { row: number } | undefined) => {
      this.row = cell?.row;
    };
    const blank = Array.from({ length: size[0] }, () => Array.from({ length: size[1] }, () => undefined));
    const output = (label: string, values: Matrix | undefined, name: string) => html`<figure class=${name}>
      <figcaption>${label}</figcaption>
      ${numberGrid(values ?? blank, {
        label,
        look: (y, x) => (row === y * size[1] + x ? 'lit' : 'plain'),
        onPoint: (cell) => point(cell && { row: cell.row * size[1] + cell.column }),
      })}
    </figure>`;
    return html`
      <div class="controls">${this.control(
        'choice',
        t.example,
        html`<select @change=${({ target }: Event & { target: HTMLSelectElement }) => this.#choose(target.selectedIndex)}>
          ${choices.map(([n, k], i) => html`<option ?selected=${i === this.choice}>${t.sizes(n, k)}</option>`)}
        </select>`,
      )}</div>
      <div class="grids">
        <figure><figcaption>${t.input}</figcaption>${numberGrid(input, {
          label: t.input,
          look: (y, x) => (lit?.[y * width + x] === undefined ? 'plain' : 'lit'),
          onEdit: edit('input'),
        })}</figure>
        <figure><figcaption>${t.filter}</figcaption>${numberGrid(filter, {
          label: t.filter,
          background: (y, x) => color(y * filter[0].length + x),
          onEdit: edit('filter'),
        })}</figure>
        ${output(t.product, both?.product, 'product')} ${output(t.convolution, both?.convolution, 'convolution')}
      </div>
      <figure class="matrix">
        <figcaption>${t.matrix}</figcaption>
        ${numberGrid(matrix, {
          label: t.matrix,
          look: (y, x) => (weightAt[y][x] === undefined ? 'dim' : row === y ? 'lit' : 'plain'),
          background: (y, x) => color(weightAt[y][x]),
          onPoint: point,
        })}
        <p class="quiet">${t.matrixNote(matrix.length * (input.length * width - weights), matrix.length * input.length * width, weights)}</p>
      </figure>
      <p class=${row === undefined ? 'quiet' : 'formula'} aria-live="polite">${row === undefined ? t.point : this.#sum(row, weightAt[row])}</p>
      ${both ? html`<p class="difference quiet">✓ ${t.difference(String(both.difference))}</p>` : nothing} ${isHidden(this.partName, 'counters') ? nothing : this.#counters()}
    `;
  }

  #sum(row: number, weightAt: readonly (number | undefined)[]): string {
    const [pixels, weights] = [this.input.flat(), this.filter.flat()];
    const products = weightAt.flatMap((at, i) =>
      at === undefined ? [] : [`${short(pixels[i])}×${short(weights[at])}`],
    );
    const value = this.both?.product.flat()[row];
    return this.t.row(row + 1, `${products.join(' + ')}${value === undefined ? '' : ` = ${short(value)}`}`);
  }

  #counters(): TemplateResult {
    const { t, layer, isLocal, isShared } = this;
    const field = (key: keyof typeof ranges) => {
      const [least, most] = ranges[key];
      return html`<label class="control">${t[key]}<input
        type="number"
        min=${least}
        max=${most}
        .value=${String(layer[key])}
        @change=${({ target }: Event & { target: HTMLInputElement }) => {
          const value = Math.max(least, Math.min(most, Math.round(target.valueAsNumber || least)));
          target.value = String(value);
          this.layer = { ...layer, [key]: value };
        }}
      /></label>`;
    };
    const toggle = (key: 'isLocal' | 'isShared', label: string) => html`<label class="control">${label}<input
      type="checkbox"
      .checked=${this[key]}
      @change=${({ target }: Event & { target: HTMLInputElement }) => {
        this[key] = target.checked;
      }}
    /></label>`;
    const dense = parametersOf(layer, { isLocal: false, isShared: false });
    const line = (name: string, label: string, count: number) => html`<div class="count" data-count=${name}>
      <span>${label}</span><span><strong>${this.number(count, 0)}</strong> <span class="quiet">${t.parameters}${count < dense ? ` · ${t.fewer(this.number(dense / count, 0))}` : ''}</span></span>
      <div class="bar" style="width:${(100 * Math.log10(count + 1)) / Math.log10(dense + 1)}%"></div>
    </div>`;
    const formula = `${layer.width} × ${layer.height} × ${layer.channels}`;
    return html`<section class="counts" aria-label=${t.counters}>
      <h4>${t.counters} (${t.bars})</h4>
      <div class="controls">
        ${field('width')}${field('height')}${field('channels')}${field('filters')}${field('kernel')}
        <div class="toggles">${toggle('isLocal', t.local)}${toggle('isShared', t.shared)}</div>
      </div>
      <p class="inputs">${t.inputs(this.number(inputsOf(layer), 0), formula)}</p>
      ${line('dense', t.dense, dense)} ${line('chosen', t.yours, parametersOf(layer, { isLocal, isShared }))}
      ${line('convolution', t.convolutional, parametersOf(layer, { isLocal: true, isShared: true }))}
    </section>`;
  }
}

customElements.define('striate-weight-sharing', WeightSharing);
