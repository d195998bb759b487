/// <reference path="../styleSheets.d.ts" />
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type UPlot from 'uplot';
import { type Language, languageOf } from '../language';
import { theme } from '../theme';
import { plotOptions } from './plotOptions';
import { seriesColors } from './seriesColors';

/** A line of a `striate-line-chart`. */
export interface Series {
  readonly label: string;
  /** A colour of CSS; one of `seriesColors` unless told. */
  readonly color?: string;
  readonly dashed?: boolean;
  /** Shows each value as a dot: for few of them. */
  readonly dots?: boolean;
}

/**
 * Lines that grow while something runs. `x` are the places of the values, `lines` one array of values (or holes) for each of
 * `series`. Assigning new arrays draws them; pointing at the chart shows the values there in the legend.
 *
 * @example
 * ```ts
 * html`<striate-line-chart label="Loss" .series=${[{ label: 'training' }]} .x=${steps} .lines=${[losses]}></striate-line-chart>`
 * ```
 */
export class LineChart extends LitElement {
  static override styles = [
    theme,
    css`
      :host { margin: 0; min-width: 0; }
      .plot { position: relative; height: var(--chart-height, 13rem); }
      .name { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; font-size: 0.8125rem; }
      .name strong { font-weight: 600; }
      ul { display: flex; flex-wrap: wrap; gap: 0 0.9rem; padding: 0; margin: 0; list-style: none; color: var(--quiet); }
      li { display: inline-flex; white-space: nowrap; gap: 0.35rem; align-items: center; font-variant-numeric: tabular-nums; }
      li i { width: 1.1rem; border-top: 2.5px solid; }
      li i.dashed { border-top-style: dashed; }
      li b { font-weight: 500; color: var(--ink); min-width: 5ch; }
    `,
  ];

  static override properties = {
    label: {},
    xLabel: { attribute: 'x-label' },
    // Told anew with each value, and seldom different: only then is the chart built anew.
    series: {
      attribute: false,
      hasChanged: (now: unknown, before: unknown) => JSON.stringify(now) !== JSON.stringify(before),
    },
    x: { attribute: false },
    lines: { attribute: false },
    range: { attribute: false },
    logarithmic: { type: Boolean },
    digits: { type: Number },
    at: { state: true },
  };

  /** What is drawn: stands above the chart. */
  declare label: string;
  declare xLabel: string;
  declare series: readonly Series[];
  declare x: readonly number[];
  declare lines: readonly (readonly (number | null)[])[];
  /** The values from bottom to top; what the lines need unless told. */
  declare range: readonly [from: number, to: number] | undefined;
  /** Whether the values' axis is logarithmic. */
  declare logarithmic: boolean;
  /** Digits after the point in the legend. */
  declare digits: number;
  /** The place pointed at. */
  declare at: number | undefined;
  #language: Language = 'en';
  #plot: UPlot | undefined;
  #size: ResizeObserver | undefined;
  #scheme: MutationObserver | undefined;
  /** The page's colours have changed. */
  readonly #repaint = () => void this.#make();
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    super();
    this.label = '';
    this.xLabel = '';
    this.series = [];
    this.x = [];
    this.lines = [];
    this.range = undefined;
    this.logarithmic = false;
    this.digits = 3;
    this.at = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#language = languageOf(this);
    this.#dark.addEventListener('change', this.#repaint);
    this.#scheme = new MutationObserver(this.#repaint);
    this.#scheme.observe(document.documentElement, { attributeFilter: ['data-theme', 'style', 'class'] });
    void this.updateComplete.then(() => this.#make());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#repaint);
    this.#scheme?.disconnect();
    this.#size?.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  async #make(): Promise<void> {
    const [{ default: Plot }, { default: sheet }] = await Promise.all([
      import('uplot'),
      import('uplot/dist/uPlot.min.css?inline'),
    ]);
    const place = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (!place || !this.isConnected) return;
    this.#size?.disconnect();
    this.#plot?.destroy();
    place.replaceChildren(Object.assign(document.createElement('style'), { textContent: sheet }));
    this.#plot = new Plot(
      plotOptions(this, (at) => Object.assign(this, { at })),
      this.#data,
      place,
    );
    this.#size = new ResizeObserver(() => {
      this.#plot?.setSize({ width: place.clientWidth, height: place.clientHeight });
    });
    this.#size.observe(place);
  }

  get #data(): UPlot.AlignedData {
    return [[...this.x], ...this.lines.map((line) => [...line])];
  }

  protected override updated(changed: PropertyValues<this>): void {
    const made = this.#plot !== undefined;
    if (made && (changed.has('series') || changed.has('logarithmic') || changed.has('xLabel'))) void this.#make();
    else if (changed.has('x') || changed.has('lines') || changed.has('range')) this.#plot?.setData(this.#data);
  }

  /** The value of a line at the place pointed at, and its newest one otherwise. */
  #value(line: number): string {
    const values = this.lines[line] ?? [];
    const found = this.at === undefined ? values.findLast((value) => value !== null) : values[this.at];
    return found?.toLocaleString(this.#language, { maximumFractionDigits: this.digits }) ?? '–';
  }

  protected override render(): TemplateResult {
    const said = this.series.map(({ label }, i) => `${label} ${this.#value(i)}`).join(', ');
    return html`
      <div class="name">
        <strong>${this.label}</strong>
        <ul role="list">
          ${this.series.map(
            ({ label, color, dashed }, i) =>
              html`<li><i class=${dashed ? 'dashed' : ''} style="color: ${color ?? seriesColors[i % seriesColors.length]}"></i>${label} <b>${this.#value(i)}</b></li>`,
          )}
        </ul>
      </div>
      <div class="plot" role="img" aria-label="${this.label}: ${said}"></div>
    `;
  }
}

customElements.define('striate-line-chart', LineChart);
