import { css, html, nothing, type TemplateResult } from 'lit';
import { isHidden } from '../address';
import { numberGrid, numberGridStyles, short } from '../kit/numberGrid';
import { tapsAt } from '../kit/sliding';
import { Part } from '../Part';
import { theme } from '../theme';
import { examples } from './examples';
import './Invariance';
import { messages } from './messages';
import {
  channelsOf,
  isGlobal,
  isPoolingState,
  kinds,
  type Matrix,
  type PoolingState,
  slidesOfPooling,
  windowOf,
} from './PoolingState';

interface Place {
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/**
 * Pooling on numbers one can change, with the window and the winner of each output; and what pooling leaves unchanged when a
 * shape moves by a pixel, beside a stride without pooling.
 *
 * Attributes: `example` (`first`, `activations`, `stride`, `theory`, `depth`), `mode` (`numbers` or `invariance`). Controls a link
 * may hide: `mode`, `example`, `kind`, `size`, `stride`.
 *
 * @example
 * ```html
 * <striate-pooling mode="invariance"></striate-pooling>
 * ```
 */
export class Pooling extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    numberGridStyles,
    css`
      .grids { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: center; }
      .side { display: flex; flex-wrap: wrap; gap: 1rem; }
      figure { display: grid; gap: 0.35rem; }
      figcaption { font-size: 0.8125rem; color: var(--quiet); }
      .sum strong { color: var(--accent); }
    `,
  ];

  static override properties = {
    ...Part.properties,
    example: { type: String },
    mode: { type: String },
    pooled: { attribute: false },
    output: { state: true },
    at: { state: true },
  };

  static override shared = ['mode', 'pooled'];

  declare example: string;
  declare mode: string;
  /** What is pooled, and how. */
  declare pooled: PoolingState;
  declare output: readonly Matrix[] | undefined;
  declare at: Place | undefined;
  protected readonly messages = messages;

  constructor() {
    super();
    this.example = 'first';
    this.mode = 'numbers';
    this.pooled = examples.first;
  }

  override connectedCallback(): void {
    if (Object.hasOwn(examples, this.example)) this.pooled = examples[this.example as keyof typeof examples];
    super.connectedCallback();
  }

  protected override accepts(key: string, value: unknown): boolean {
    return key === 'mode' ? value === 'numbers' || value === 'invariance' : isPoolingState(value);
  }

  protected async open(): Promise<void> {
    await this.#run();
  }

  #set(pooled: PoolingState): void {
    this.pooled = pooled;
    this.at = undefined;
    this.output = undefined;
    void (this.phase === 'idle' ? this.start() : this.#run().catch((error) => this.fail(error)));
  }

  get #fits(): boolean {
    const { rows, columns } = slidesOfPooling(this.pooled);
    return rows.count > 0 && columns.count > 0 && channelsOf(this.pooled) > 0;
  }

  async #run(): Promise<void> {
    const { pooled } = this;
    if (!this.#fits) return;
    const { pool } = await import('./pool');
    const output = await pool(pooled);
    if (pooled === this.pooled) this.output = output;
  }

  protected content(): TemplateResult {
    const { t, mode } = this;
    const tab = (name: 'numbers' | 'invariance') =>
      html`<button type="button" aria-pressed=${mode === name} @click=${() => {
        this.mode = name;
      }}>${t[name]}</button>`;
    return html`
      ${isHidden(this.partName, 'mode') ? nothing : html`<span class="row" style="gap:0.4rem" role="group" aria-label=${t.mode}>${tab('numbers')}${tab('invariance')}</span>`}
      ${
        mode === 'invariance'
          ? html`<striate-pooling-invariance ?active=${this.phase === 'open'}></striate-pooling-invariance>`
          : html`${this.#controls()} ${this.#grids()} <p class=${this.at ? 'formula sum' : 'quiet sum'} aria-live="polite">${this.at ? this.#explain(this.at) : t.point}</p>`
      }
    `;
  }

  #controls(): TemplateResult {
    const { t, pooled } = this;
    const chosen = Object.entries(examples).find(([, state]) => state === pooled)?.[0] ?? '';
    const select = (value: string, options: readonly (readonly [string, string])[], set: (value: string) => void) =>
      html`<select @change=${({ target }: Event & { target: HTMLSelectElement }) => set(target.value)}>
        ${value ? nothing : html`<option selected disabled>${t.own}</option>`}
        ${options.map(([name, text]) => html`<option value=${name} ?selected=${name === value}>${text}</option>`)}
      </select>`;
    const numbers = (least: number, most: number) =>
      Array.from({ length: most - least + 1 }, (_, i) => [String(least + i), String(least + i)] as const);
    return html`<div class="controls">
      ${this.control(
        'example',
        t.example,
        select(chosen, Object.entries(t.examples), (name) => this.#set(examples[name as keyof typeof examples])),
      )}
      ${this.control(
        'kind',
        t.kind,
        select(
          pooled.kind,
          kinds.map((kind) => [kind, t.kinds[kind]] as const),
          (kind) => this.#set({ ...pooled, kind: kind as PoolingState['kind'] }),
        ),
      )}
      ${
        isGlobal(pooled.kind)
          ? nothing
          : html`${this.control(
              'size',
              t.size,
              select(String(pooled.size), numbers(1, 4), (size) => this.#set({ ...pooled, size: Number(size) })),
            )}
            ${this.control(
              'stride',
              t.stride,
              select(String(pooled.stride), numbers(1, 4), (stride) =>
                this.#set({ ...pooled, stride: Number(stride) }),
              ),
            )}`
      }
    </div>`;
  }

  /** The numbers under the window of a place, with where they stand. */
  #under({ channel, row, column }: Place): { channel: number; row: number; column: number; value: number }[] {
    const { pooled } = this;
    const { input, kind, size, stride } = pooled;
    if (kind === 'depth')
      return Array.from({ length: size }, (_, i) => channel * stride + i).map((c) => ({
        channel: c,
        row,
        column,
        value: input[c][row][column],
      }));
    return tapsAt(slidesOfPooling(pooled), windowOf(pooled), row, column).map((tap) => ({
      channel,
      row: tap.row,
      column: tap.column,
      value: input[channel][tap.row][tap.column],
    }));
  }

  #grids(): TemplateResult {
    const { t, pooled, output, at } = this;
    const under = at ? this.#under(at) : [];
    const averages = pooled.kind === 'average' || pooled.kind === 'globalAverage';
    const best = averages ? undefined : under.find(({ value }) => value === Math.max(...under.map((tap) => tap.value)));
    const { rows, columns } = slidesOfPooling(pooled);
    const channels = channelsOf(pooled);
    const name = (what: string, c: number, count: number) => (count === 1 ? what : t.channel(what, c + 1));
    const blank = Array.from({ length: rows.count }, () => Array.from({ length: columns.count }, () => undefined));
    const inputs = pooled.input.map((matrix, c) => {
      const label = name(t.input, c, pooled.input.length);
      const look = (y: number, x: number) => {
        if (best?.channel === c && best.row === y && best.column === x) return 'best';
        return under.some((tap) => tap.channel === c && tap.row === y && tap.column === x) ? 'lit' : 'plain';
      };
      const onEdit = (y: number, x: number, value: number) =>
        this.#set({
          ...pooled,
          input: pooled.input.map((m, i) => (i === c ? m.with(y, m[y].with(x, value)) : m)),
        });
      return html`<figure><figcaption>${label}</figcaption>${numberGrid(matrix, { label, look, onEdit })}</figure>`;
    });
    const outputs = Array.from({ length: channels }, (_, c) => {
      const label = name(t.output, c, channels);
      const look = (y: number, x: number) => (at?.channel === c && at.row === y && at.column === x ? 'lit' : 'plain');
      const onPoint = (cell: { row: number; column: number } | undefined) => {
        this.at = cell && { channel: c, ...cell };
      };
      return html`<figure class="output"><figcaption>${label}</figcaption>${numberGrid(output?.[c] ?? blank, { label, look, onPoint })}</figure>`;
    });
    return html`<div class="grids">
      <div class="side">${inputs}</div>
      <span aria-hidden="true">→</span>
      ${this.#fits ? html`<div class="side">${outputs}</div>` : html`<p class="error" role="status">${t.noFit}</p>`}
    </div>`;
  }

  /** How the number at a place comes about. */
  #explain(place: Place): TemplateResult {
    const values = this.#under(place).map(({ value }) => short(value));
    const result = html`<strong>${short(this.output?.[place.channel]?.[place.row]?.[place.column] ?? 0)}</strong>`;
    const { kind } = this.pooled;
    if (kind === 'average' || kind === 'globalAverage')
      return html`(${values.join(' + ')}) / ${values.length} = ${result}`;
    return html`max(${values.join(', ')}) = ${result}`;
  }
}

customElements.define('striate-pooling', Pooling);
