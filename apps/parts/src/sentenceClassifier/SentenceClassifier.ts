import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { bars, barsStyles } from '../kit/bars';
import { paintMap } from '../kit/paintMap';
import { Part } from '../Part';
import { theme } from '../theme';
import { examples, messages } from './messages';
import type { Filter, Phrase, Reading } from './Reading';
import { phraseStyles, phraseTable, windowText } from './views';

const widths = [3, 4, 5];
const filtersOfAWidth = 64;

/**
 * The convolutional network for sentences of Kim (2014), trained on movie reviews: type an English sentence and see its tone, its matrix
 * of embeddings, filters of 3, 4 and 5 words going over it, which words won, and what each adds to the decision, exactly.
 *
 * Attributes, also kept in the address: `sentence`, `width` (3, 4 or 5), `filter` (0 to 63; -1 for the one that adds most).
 */
export class SentenceClassifier extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    barsStyles,
    phraseStyles,
    css`
      h4 { font-size: 0.9375rem; font-weight: 600; }
      .ask { display: grid; gap: 0.5rem; }
      .ask input { width: 100%; font-size: 1rem; }
      .examples { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; }
      .examples button { min-height: 2rem; font-size: 0.8125rem; text-align: start; }
      figure { display: grid; gap: 0.4rem; }
      figcaption { font-size: 0.875rem; color: var(--quiet); }
      table.matrix { border-collapse: collapse; width: 100%; }
      table.matrix th { padding: 0 0.6rem 0 0.3rem; font: 400 0.875rem / 1.5rem var(--mono); text-align: end; width: 1%; white-space: nowrap; border-inline-start: 3px solid transparent; }
      table.matrix th.unknown { color: var(--quiet); text-decoration: underline dotted; }
      table.matrix tr.lit th { background: var(--highlight); border-color: var(--accent); }
      table.matrix tr.lit td.vector { box-shadow: inset 2px 0 0 var(--accent), inset -2px 0 0 var(--accent); }
      table.matrix td { padding: 0; height: 1.5rem; }
      table.matrix canvas { width: 100%; height: 1.4rem; }
      table.matrix td.answer { width: 28%; padding-inline-start: 0.6rem; }
      .answer span { display: block; height: 0.7rem; border-radius: 3px; width: calc(100% * var(--share)); background: var(--quiet); }
      .answer span.won { background: var(--accent); }
    `,
  ];

  static override properties = {
    ...Part.properties,
    sentence: { type: String },
    width: { type: Number },
    filter: { type: Number },
    reading: { state: true },
    at: { state: true },
  };

  static override shared = ['sentence', 'width', 'filter'];

  declare sentence: string;
  declare width: number;
  declare filter: number;
  declare reading: Reading | undefined;
  /** Where the window stands; where the filter answered most unless told. */
  declare protected at: number | undefined;
  protected readonly messages = messages;
  #read: ((sentence: string) => Promise<Reading>) | undefined;
  #sliding: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.sentence = examples[0];
    this.width = 3;
    this.filter = -1;
    this.reading = undefined;
    this.at = undefined;
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'sentence') return String(value).length <= 400;
    if (key === 'width') return widths.includes(Number(value));
    return Number.isInteger(value) && Number(value) >= -1 && Number(value) < filtersOfAWidth;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#sliding);
  }

  protected async open(): Promise<void> {
    const { sentenceReader } = await import('./readSentence');
    this.#read = await sentenceReader();
    await this.#readAgain();
  }

  async #readAgain(): Promise<void> {
    const { sentence } = this;
    const reading = await this.#read?.(sentence);
    if (sentence !== this.sentence) return;
    this.reading = reading;
    this.#point(undefined);
  }

  #say(sentence: string): void {
    this.sentence = sentence;
    void (this.phase === 'open' ? this.#readAgain() : this.start());
  }

  /** The filter that is looked at. */
  get chosen(): Filter | undefined {
    const own = this.reading?.filters.filter(({ width }) => width === this.width) ?? [];
    const byStrength = own.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
    return this.filter < 0 ? byStrength[0] : own[this.filter];
  }

  #point(at: number | undefined): void {
    clearInterval(this.#sliding);
    this.at = at;
  }

  #show({ width, filters }: Phrase): void {
    const strongest = filters.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))[0];
    this.width = width;
    this.filter = strongest.number;
    this.#point(undefined);
  }

  /** Moves the window over the sentence once, at reading pace. */
  #slide(): void {
    const { reading } = this;
    if (!reading) return;
    this.#point(reading.padding);
    this.#sliding = setInterval(() => {
      const next = (this.at ?? 0) + 1;
      if (next >= reading.padding + reading.words.length) this.#point(undefined);
      else this.at = next;
    }, 450);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('reading') || !this.reading) return;
    const { words } = this.reading;
    const scale = Math.max(...words.map(({ vector }) => Math.max(...vector.map(Math.abs))));
    for (const [i, canvas] of this.renderRoot.querySelectorAll<HTMLCanvasElement>('.matrix canvas').entries())
      paintMap(canvas, words[i].vector, { width: words[i].vector.length, height: 1, scale });
  }

  protected content(): TemplateResult {
    const { t, reading } = this;
    const two = (value: number) => this.#two(value);
    const items = t.tones.map((label, i) => ({ label, value: reading?.probabilities[i] ?? 0 }));
    const typed = ({ target }: Event & { target: HTMLInputElement }) => this.#say(target.value);
    return html`
      ${reading ? nothing : html`<p>${t.idle}</p>`}
      <div class="ask">
        <label class="control">${t.sentence}
          <input type="text" lang="en" maxlength="400" .value=${this.sentence} @input=${this.phase === 'open' ? typed : nothing} @change=${typed} />
        </label>
        <div class="examples"><span class="quiet">${t.examples}</span>
          ${examples.map((text) => html`<button type="button" lang="en" aria-pressed=${text === this.sentence} @click=${() => this.#say(text)}>${text}</button>`)}
        </div>
        <p class="quiet">${t.language}</p>
      </div>
      ${
        reading
          ? html`<div aria-live="polite">${bars(items, { label: t.tone, language: this.language })}</div>
              ${reading.words.length > 0 ? this.#matrix(reading) : nothing}
              <h4>${t.phrases}</h4>
              <p class="quiet">${t.phrasesHint}</p>
              ${phraseTable(reading, t, two, (phrase) => this.#show(phrase))}`
          : nothing
      }
    `;
  }

  #matrix(reading: Reading): TemplateResult {
    const { t, chosen } = this;
    if (!chosen) return html``;
    const two = (value: number) => this.#two(value);
    const at = (this.at ?? chosen.at) - reading.padding;
    const row = ({ text, known }: Reading['words'][number], i: number) => {
      return html`<tr class=${i >= at && i < at + chosen.width ? 'lit' : ''} @pointerenter=${() => this.#point(i + reading.padding)}>
        <th scope="row" class=${known ? '' : 'unknown'} title=${known ? nothing : t.unknown} lang="en">${text}${known ? '' : ' ?'}</th>
        <td class="vector"><canvas class="pixels" role="img" aria-label=${text}></canvas></td>
        ${answerAt(i + reading.padding)}
      </tr>`;
    };
    // The window may begin before the first word, where the sentence is padded with zeros.
    const edge = Array.from({ length: Math.max(0, reading.padding - chosen.at) }, (_, i) => chosen.at + i);
    const answerAt = (place: number) =>
      html`<td class="answer"><span class=${place === chosen.at ? 'won' : ''} style="--share: ${chosen.pooled > 0 ? chosen.answers[place] / chosen.pooled : 0}"></span></td>`;
    const edgeRow = (
      place: number,
    ) => html`<tr class=${place - reading.padding >= at ? 'lit' : ''} @pointerenter=${() => this.#point(place)}>
      <th scope="row" class="quiet">(${t.edge})</th><td class="vector"></td>${answerAt(place)}
    </tr>`;
    const weight = chosen.pooled > 0 ? two(chosen.contribution / chosen.pooled) : '–';
    const words = windowText(reading, chosen.at - reading.padding, chosen.width, t);
    return html`<figure>
      <figcaption>${t.matrix(reading.words.length, reading.words[0].vector.length)}</figcaption>
      <div class="controls">${this.#filterControls(chosen)}</div>
      <table class="matrix" @pointerleave=${() => this.#point(undefined)}><tbody>${edge.map((i) => edgeRow(i))} ${reading.words.map(row)}</tbody></table>
      <p class="says">${t.filterSays(chosen.width, chosen.number + 1, words, two(chosen.pooled), weight, two(chosen.contribution))}</p>
    </figure>`;
  }

  /** Two digits after the point, so that columns line up. */
  #two(value: number): string {
    return value.toLocaleString(this.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }

  #filterControls(chosen: Filter): unknown[] {
    const { t } = this;
    const choose = (width: number) => {
      this.width = width;
      this.filter = -1;
      this.#point(undefined);
    };
    const pick = ({ target }: Event & { target: HTMLInputElement }) => {
      this.filter = target.valueAsNumber - 1;
      this.#point(undefined);
    };
    return [
      this.control(
        'width',
        t.width,
        html`<select @change=${({ target }: Event & { target: HTMLSelectElement }) => choose(Number(target.value))}>
        ${widths.map((width) => html`<option value=${width} ?selected=${width === this.width}>${width}</option>`)}
      </select>`,
      ),
      this.control(
        'filter',
        `${t.filter} ${chosen.number + 1}`,
        html`<input type="range" min="1" max=${filtersOfAWidth} .value=${String(chosen.number + 1)} @input=${pick} />`,
      ),
      html`<button type="button" class="slide" @click=${() => this.#slide()}>▶ ${t.slide}</button>`,
    ];
  }
}

customElements.define('striate-sentence-classifier', SentenceClassifier);
