import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { languageOf } from '../language';
import { theme } from '../theme';
import { messages } from './messages';
import { isRight } from './readAnswer';

/**
 * A question with a checked answer. `answer` is a matrix of numbers (one number: `[[28]]`), or with `choices` the index of the
 * right one. The question is the default slot; `hint` and `why` are shown when asked for or solved. What the visitor wrote is
 * remembered in this browser under the page's address and the element's `id`.
 *
 * @example
 * ```html
 * <striate-exercise id="size" answer="[[28]]">How wide is the map? <p slot="why">32 − 5 + 1.</p></striate-exercise>
 * ```
 */
export class Exercise extends LitElement {
  static override styles = [
    theme,
    css`
      :host { border: 1px solid var(--line); border-radius: var(--radius); padding: 0.9rem 1rem; background: var(--paper); }
      :host([solved]) { border-color: var(--good); }
      .title { font-size: 0.8125rem; font-weight: 600; color: var(--accent); letter-spacing: 0.02em; }
      :host([solved]) .title { color: var(--good); }
      form { display: grid; gap: 0.75rem; margin-top: 0.75rem; }
      table { justify-self: start; border-collapse: separate; border-spacing: 4px; margin-inline-start: -4px; }
      th { font-weight: 400; font-size: 0.8125rem; color: var(--quiet); text-align: start; padding-inline-end: 0.5rem; }
      input[type='text'] { width: 5.5rem; text-align: end; font-variant-numeric: tabular-nums; }
      input.single { width: 10rem; }
      input[aria-invalid='true'] { border-color: var(--bad); }
      input.right { border-color: var(--good); }
      .choices { display: grid; gap: 0.4rem; border: 0; padding: 0; }
      .choices label { display: flex; gap: 0.6rem; align-items: baseline; padding: 0.4rem 0.7rem; border: 1px solid var(--line); border-radius: 7px; cursor: pointer; }
      .choices label:hover { border-color: var(--accent); }
      .choices label.right { border-color: var(--good); }
      .bar { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
      .verdict { font-weight: 600; }
      .verdict.good { color: var(--good); }
      .verdict.bad { color: var(--bad); }
      .more { margin-top: 0.75rem; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--line); }
      :host([solved]) .why { border-color: var(--good); }
      @container (max-width: 26rem) { input[type='text'] { width: 3.6rem; padding-inline: 0.3rem; } input.single { width: 10rem; } }
    `,
  ];

  static override properties = {
    answer: { type: Object },
    choices: { type: Array },
    labels: { type: Array },
    tolerance: { type: Number },
    solved: { type: Boolean, reflect: true },
    written: { state: true },
    verdict: { state: true },
    hinted: { state: true },
    shown: { state: true },
  };

  declare answer: number[][] | number;
  declare choices: string[];
  /** A name for each row of numbers. */
  declare labels: string[];
  declare tolerance: number;
  declare solved: boolean;
  /** What is in the fields, row by row; for a choice, its index. */
  declare written: string[];
  declare verdict: string;
  declare hinted: boolean;
  declare shown: boolean;

  constructor() {
    super();
    this.answer = [[0]];
    this.choices = [];
    this.labels = [];
    this.tolerance = 0;
    this.solved = false;
    this.written = [];
    this.verdict = '';
    this.hinted = false;
    this.shown = false;
  }

  get #t() {
    return messages[languageOf(this)];
  }

  get #answers(): number[] {
    return typeof this.answer === 'number' ? [this.answer] : this.answer.flat();
  }

  get #memory(): string {
    return `striate-exercise ${location.pathname}#${this.id}`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#memory) ?? 'null');
      if (Array.isArray(kept) && kept.every((text) => typeof text === 'string')) this.written = kept;
    } catch {
      // Nothing is remembered where storage is forbidden or damaged.
    }
    this.solved = this.written.length > 0 && this.#wrong() === 0;
  }

  #wrong(): number {
    return this.#answers.filter((answer, i) => !isRight(this.written[i] ?? '', answer, this.tolerance)).length;
  }

  #write(index: number, text: string): void {
    this.written = Array.from(this.#answers, (_, i) => (i === index ? text : (this.written[i] ?? '')));
    this.verdict = '';
    this.solved = false;
  }

  #check(event: Event): void {
    event.preventDefault();
    const t = this.#t;
    const wrong = this.#wrong();
    this.solved = wrong === 0;
    const empty = !this.written.some((text) => text.trim() !== '');
    this.verdict = empty ? t.empty : this.solved ? t.right : this.#answers.length > 1 ? t.someWrong(wrong) : t.wrong;
    try {
      localStorage.setItem(this.#memory, JSON.stringify(this.written));
    } catch {
      // Private windows may refuse.
    }
  }

  #reveal(): void {
    this.shown = !this.shown;
  }

  #again(): void {
    this.written = [];
    this.verdict = '';
    this.solved = false;
    this.shown = false;
    localStorage.removeItem(this.#memory);
  }

  protected override render(): TemplateResult {
    const t = this.#t;
    const has = (slot: string) => this.querySelector(`:scope > [slot='${slot}']`) !== null;
    const verdict = this.solved ? t.right : this.verdict;
    return html`
      <div class="title">${t.title}${this.solved ? ' ✓' : ''}</div>
      <slot></slot>
      <form @submit=${this.#check}>
        ${this.choices.length > 0 ? this.#options() : this.#fields()}
        <div class="bar">
          <button class="primary" ?disabled=${this.solved}>${t.check}</button>
          ${has('hint') && !this.hinted && !this.solved ? html`<button type="button" @click=${() => (this.hinted = true)}>${t.hint}</button>` : nothing}
          ${this.verdict && !this.solved && !this.shown ? html`<button type="button" @click=${this.#reveal}>${t.answer}</button>` : nothing}
          ${this.solved || this.shown ? html`<button type="button" @click=${this.#again}>${t.again}</button>` : nothing}
          <span class="verdict ${this.solved ? 'good' : 'bad'}" role="status">${verdict}</span>
        </div>
      </form>
      <div class="more" ?hidden=${!this.hinted || this.solved}><slot name="hint"></slot></div>
      <div class="more why" ?hidden=${!this.solved && !this.shown}>
        ${this.shown && !this.solved ? html`<p><strong>${this.#solution()}</strong></p>` : nothing}<slot name="why"></slot>
      </div>
    `;
  }

  #solution(): string {
    if (typeof this.answer === 'number') return this.choices[this.answer] ?? String(this.answer);
    return this.answer.map((row) => row.map((v) => v.toLocaleString(languageOf(this))).join(', ')).join(' / ');
  }

  #options(): TemplateResult {
    return html`<fieldset class="choices" aria-label=${this.#t.yours}>
      ${this.choices.map(
        (choice, i) => html`<label class=${this.solved && this.answer === i ? 'right' : ''}>
          <input type="radio" name="choice" .checked=${this.written[0] === String(i)} @change=${() => this.#write(0, String(i))} />
          <span>${choice}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  #fields(): TemplateResult {
    const rows = typeof this.answer === 'number' ? [[this.answer]] : this.answer;
    const t = this.#t;
    let index = 0;
    const field = (answer: number, row: number, column: number) => {
      const at = index++;
      const text = this.written[at] ?? '';
      const right = text !== '' && isRight(text, answer, this.tolerance);
      const label = this.labels[row] ?? (this.#answers.length > 1 ? t.cell(row + 1, column + 1) : t.yours);
      return html`<td><input
        type="text" inputmode="text" autocomplete="off" aria-label=${label}
        class="${this.#answers.length === 1 ? 'single' : ''} ${this.verdict && right ? 'right' : ''}"
        aria-invalid=${this.verdict && text !== '' && !right ? 'true' : 'false'}
        .value=${text}
        @input=${({ target }: Event & { target: HTMLInputElement }) => this.#write(at, target.value)}
      /></td>`;
    };
    return html`<table role="presentation"><tbody>
      ${rows.map(
        (row, y) =>
          html`<tr>${this.labels[y] ? html`<th>${this.labels[y]}</th>` : nothing}${row.map((v, x) => field(v, y, x))}</tr>`,
      )}
    </tbody></table>`;
  }
}

customElements.define('striate-exercise', Exercise);
