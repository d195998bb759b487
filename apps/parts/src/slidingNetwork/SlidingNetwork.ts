import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { isHidden } from '../address';
import { bars, barsStyles } from '../kit/bars';
import '../kit/DrawingPad';
import type { DrawingPad } from '../kit/DrawingPad';
import type { Stroke } from '../kit/ink';
import { paintMap } from '../kit/paintMap';
import { Part } from '../Part';
import { theme } from '../theme';
import { type Box, boxesOf } from './boxes';
import { coverPixels } from './coverPixels.generated';
import { type Answers, answersAt, defaultSeed, drawnOver, places, type Row, side, stride, width } from './field';
import { messages } from './messages';
import type { Costs, Reader } from './openReader';
import { slidingStyles } from './slidingStyles';

const largestSeed = 9999;
const thresholds = [0.1, 0.99] as const;
const far = side / stride; // places to the next digit
const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -far,
  PageUp: far,
  Home: -places,
  End: places,
};
const percentOf = (pixels: number) => `${(100 * pixels) / width}%`;

/**
 * LeNet-5 with its dense layers as convolutions reads a row of digits, or what is drawn there, in one pass: the answer of every window, boxes
 * around the digits, and what the pass costs beside cutting out the windows.
 *
 * Attributes, also kept in the address: `seed` of the row (0 leaves the field empty), `threshold` of a box (0.1 to 0.99).
 */
export class SlidingNetwork extends Part<(typeof messages)['en']> {
  static override styles = [theme, barsStyles, slidingStyles];

  static override properties = {
    ...Part.properties,
    seed: { type: Number },
    threshold: { type: Number },
    at: { attribute: false },
    row: { state: true },
    strokes: { state: true },
    field: { state: true },
    answers: { state: true },
    costs: { state: true },
  };

  static override shared = ['seed', 'threshold'];

  declare seed: number;
  declare threshold: number;
  /** The place whose window is looked at. */
  declare at: number;
  /** What is on the field, drawings included. */
  declare field: Float32Array;
  declare answers: Answers | undefined;
  declare costs: Costs | undefined;
  declare protected row: Row;
  declare protected strokes: readonly Stroke[];
  protected readonly messages = messages;
  #reader: Reader | undefined;
  #reading = false;
  #changed = false;

  constructor() {
    super();
    this.seed = defaultSeed;
    this.threshold = 0.9;
    this.at = far;
    this.row = { pixels: Float32Array.from(coverPixels.trim().replaceAll('\n', ''), pixelOf), labels: [] };
    this.strokes = [];
  }

  protected override accepts(key: string, value: unknown): boolean {
    const number = Number(value);
    if (key === 'seed') return Number.isInteger(number) && number >= 0 && number <= largestSeed;
    return number >= thresholds[0] && number <= thresholds[1];
  }

  protected async open(): Promise<void> {
    const { openReader } = await import('./openReader');
    this.#reader = await openReader();
    this.costs = this.#reader.costs;
    this.row = this.#rowOfSeed(this.#reader);
    await this.updateComplete;
  }

  #rowOfSeed(reader: Reader): Row {
    return this.seed === 0 ? { pixels: new Float32Array(side * width), labels: [] } : reader.row(this.seed);
  }

  /** Other digits, or none; what was drawn goes with the old ones. */
  #lay(seed: number): void {
    this.seed = seed;
    this.strokes = [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('seed') && this.#reader) this.row = this.#rowOfSeed(this.#reader);
    if (changed.has('row') || changed.has('strokes')) this.field = drawnOver(this.row.pixels, this.strokes);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const canvas = (name: string) => this.renderRoot.querySelector<HTMLCanvasElement>(`${name} canvas`);
    const sheet = canvas('.sheet');
    if (sheet && changed.has('field')) {
      paintMap(sheet, this.field, { width, height: side, scale: 1 });
      void this.#read().catch((error: unknown) => this.fail(error));
    }
    const map = canvas('.map');
    if (map && this.answers && changed.has('answers')) {
      const { probabilities } = this.answers;
      const rows = Float32Array.from(
        probabilities,
        (_, i) => probabilities[(i % places) * 10 + Math.floor(i / places)],
      );
      paintMap(map, rows, { width: places, height: 10, scale: 1 });
    }
  }

  /** Reads the field; what changes meanwhile is read next, and only the last of it. */
  async #read(): Promise<void> {
    this.#changed = true;
    if (this.#reading || !this.#reader) return;
    this.#reading = true;
    try {
      while (this.#changed) {
        this.#changed = false;
        this.answers = await this.#reader.read(this.field);
      }
    } finally {
      this.#reading = false;
    }
  }

  get boxes(): readonly Box[] {
    return this.answers ? boxesOf(this.answers, this.threshold) : [];
  }

  #move(place: number): void {
    this.at = Math.max(0, Math.min(places - 1, place));
  }

  #point({ clientX, currentTarget }: PointerEvent & { currentTarget: HTMLElement }): void {
    const { left, width: whole } = currentTarget.getBoundingClientRect();
    this.#move(Math.round((((clientX - left) / whole) * width - side / 2) / stride));
  }

  #key(event: KeyboardEvent): void {
    const step = keySteps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#move(this.at + step);
  }

  #drawn({ target }: Event & { target: DrawingPad }): void {
    this.strokes = target.strokes;
    void this.start();
  }

  #percent(value: number): string {
    return value.toLocaleString(this.language, { style: 'percent', maximumFractionDigits: value > 0.1 ? 0 : 1 });
  }

  protected content(): TemplateResult {
    const { t, answers } = this;
    return html`
      ${answers ? this.#controls() : html`<p>${t.idle}</p>`}
      <div class="stage" @pointermove=${this.#point} @pointerdown=${this.#point}>
        ${answers ? this.#labels() : nothing} ${this.#pad()} ${answers ? this.#map(answers) : nothing}
      </div>
      ${answers ? html`<p class="quiet">${t.mapHint} ${t.boxes}</p>${this.#below(answers)}` : nothing}
    `;
  }

  #controls(): TemplateResult {
    const { t, boxes, row, strokes, threshold } = this;
    const typed = ({ target }: Event & { target: HTMLInputElement }) => {
      this.threshold = target.valueAsNumber / 100;
    };
    const undo = () => {
      this.strokes = strokes.slice(0, -1);
    };
    const slider = html`<input type="range" min=${100 * thresholds[0]} max=${100 * thresholds[1]} .value=${String(Math.round(100 * threshold))} @input=${typed} />`;
    return html`<div class="controls">
        ${
          isHidden(this.partName, 'seed')
            ? nothing
            : html`<button type="button" @click=${() => this.#lay((this.seed % largestSeed) + 1)}>${t.other}</button>
              <button type="button" @click=${() => this.#lay(0)}>${t.empty}</button>`
        }
        <button type="button" ?disabled=${strokes.length === 0} @click=${undo}>${t.undo}</button>
        ${this.control('threshold', t.threshold(this.#percent(threshold)), slider)}
      </div>
      <p class="result" aria-live="polite">
        ${t.read}: <strong>${boxes.map(({ digit }) => digit).join(' ') || t.nothing}</strong>
        ${strokes.length === 0 && row.labels.length > 0 ? html`<span class="quiet labels">${t.labels(row.labels.join(' '))}</span>` : nothing}
      </p>`;
  }

  /** What was read, above the boxes. */
  #labels(): TemplateResult {
    const label = ({ place, digit, probability }: Box) =>
      html`<span style="left: ${percentOf(place * stride + side / 2)}">${digit}<small>${this.#percent(probability)}</small></span>`;
    return html`<div class="reading" aria-hidden="true">${this.boxes.map(label)}</div>`;
  }

  #pad(): TemplateResult {
    const { answers, at, strokes, t } = this;
    const at28 = (place: number) => `left: ${percentOf(place * stride)}; width: ${percentOf(side)}`;
    return html`<striate-drawing-pad bare ratio=${width / side} label=${t.field} .strokes=${strokes} @input=${this.#drawn} @change=${this.#drawn}>
      <div class="sheet">
        ${answers ? html`<span class="window" style=${at28(at)}></span>` : nothing}
        <canvas class="pixels"></canvas>
        ${this.boxes.map(({ place }) => html`<span class="box" style=${at28(place)}></span>`)}
      </div>
    </striate-drawing-pad>`;
  }

  /** The answers, a column below the middle of each window. */
  #map({ probabilities }: Answers): TemplateResult {
    const { t, at } = this;
    const middle = (side - stride) / 2;
    const from = at * stride;
    const all = answersAt(probabilities, at);
    const most = Math.max(...all);
    const spoken = `${this.#window()}: ${t.answer(all.indexOf(most), this.#percent(most))}`;
    return html`
      <svg class="funnel" viewBox="0 0 ${width} 10" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<polygon points="${from},0 ${from + side},0 ${from + middle + stride},10 ${from + middle},10" />`}
      </svg>
      <div
        class="map"
        style="margin-inline: ${percentOf(middle)}"
        tabindex="0"
        role="slider"
        aria-label=${t.map}
        aria-valuemin="1"
        aria-valuemax=${places}
        aria-valuenow=${at + 1}
        aria-valuetext=${spoken}
        @keydown=${this.#key}
      >
        <canvas class="pixels"></canvas>
        <ol aria-hidden="true">${all.map((_, digit) => html`<li>${digit}</li>`)}</ol>
        <span class="column" style="left: ${(100 * at) / places}%; width: ${100 / places}%"></span>
      </div>
    `;
  }

  #window(): string {
    return this.t.window(this.at + 1, this.at * stride, this.at * stride + side - 1);
  }

  #below({ probabilities }: Answers): TemplateResult {
    const { t, costs } = this;
    const items = answersAt(probabilities, this.at).map((value, digit) => ({ label: String(digit), value }));
    const cost = (label: string, count: number, most: number) => html`<div>
      <dt>${label}</dt>
      <dd>${this.number(count, 0)}</dd>
      <dd class="length ${count < most ? 'least' : ''}" aria-hidden="true"><span style="width: ${(100 * count) / most}%"></span></dd>
    </div>`;
    return html`<div class="below">
      <section>
        <h4>${this.#window()}</h4>
        ${bars(items, { label: t.probabilities, language: this.language })}
      </section>
      ${
        costs
          ? html`<section class="costs">
              <h4>${t.costs}</h4>
              <dl>${cost(t.onePass, costs.onePass, costs.oneByOne)} ${cost(t.oneByOne(places), costs.oneByOne, costs.oneByOne)}</dl>
              <p class="quiet">${t.ratio(this.number(costs.oneByOne / costs.onePass, 1))}</p>
            </section>`
          : nothing
      }
    </div>`;
  }
}

function pixelOf(character: string): number {
  return character === '.' ? 0 : Number.parseInt(character, 16) / 15;
}

customElements.define('striate-sliding-network', SlidingNetwork);
