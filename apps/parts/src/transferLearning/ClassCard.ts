import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { GivenImage, ImageInput } from '../kit/ImageInput';
import { languageOf } from '../language';
import { theme } from '../theme';
import { messages } from './messages';
import { fileSamples } from './sampleSets';

/** A class to be learned. */
export interface TaughtClass {
  readonly name: string;
  readonly pictures: readonly ImageData[];
}

const most = 200;
const shown = 12;

/**
 * One class of a lesson: its name and its pictures, from files or, while its button is held, from `source`, a
 * `striate-image-input`. Each change is an event `change` with the new `TaughtClass`; `remove` asks to be removed.
 *
 * Properties: `value` (the class), `number` (from 1), `source`; attributes `removable`, `disabled`.
 */
export class ClassCard extends LitElement {
  static override styles = [
    theme,
    css`
      :host { margin: 0; container-type: normal; }
      .card { display: grid; gap: 0.5rem; padding: 0.7rem; border: 1px solid var(--line); border-radius: var(--radius); height: 100%; align-content: start; }
      .name { display: flex; gap: 0.4rem; }
      .name input { flex: 1; min-width: 0; font-weight: 600; }
      .thumbs { display: flex; flex-wrap: wrap; gap: 3px; min-height: 40px; }
      .thumbs canvas { width: 40px; height: 40px; border-radius: 4px; }
      .buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; }
      .record { touch-action: none; user-select: none; -webkit-user-select: none; }
      .record[aria-pressed='true'] { background: var(--accent); color: var(--on-accent); }
    `,
  ];

  static override properties = {
    value: { attribute: false },
    number: { type: Number },
    source: { attribute: false },
    removable: { type: Boolean },
    disabled: { type: Boolean },
    recording: { state: true },
  };

  declare value: TaughtClass;
  declare number: number;
  declare source: ImageInput | undefined;
  declare removable: boolean;
  declare disabled: boolean;
  declare protected recording: boolean;

  constructor() {
    super();
    this.value = { name: '', pictures: [] };
    this.number = 1;
    this.source = undefined;
    this.removable = false;
    this.disabled = false;
    this.recording = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  #change(change: Partial<TaughtClass>): void {
    this.value = { ...this.value, ...change };
    this.dispatchEvent(new CustomEvent<TaughtClass>('change', { detail: this.value }));
  }

  #add(pictures: readonly ImageData[]): void {
    this.#change({ pictures: [...this.value.pictures, ...pictures].slice(0, most) });
  }

  readonly #record = (event: Event) => this.#add([(event as CustomEvent<GivenImage>).detail.image]);

  #hold(): void {
    if (this.recording || this.disabled) return;
    this.recording = true;
    if (this.source?.image) this.#add([this.source.image]);
    else void this.source?.startWebcam();
    this.source?.addEventListener('image', this.#record);
  }

  #release(): void {
    this.recording = false;
    this.source?.removeEventListener('image', this.#record);
  }

  async #files(input: HTMLInputElement): Promise<void> {
    const found = await fileSamples([...(input.files ?? [])]);
    input.value = '';
    this.#add(found);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('value')) return;
    const pictures = this.value.pictures.slice(-shown);
    for (const [i, canvas] of this.renderRoot.querySelectorAll('canvas').entries()) {
      const { width, height } = pictures[i];
      [canvas.width, canvas.height] = [width, height];
      canvas.getContext('2d')?.putImageData(pictures[i], 0, 0);
    }
  }

  protected override render(): TemplateResult {
    const t = messages[languageOf(this)];
    const { name, pictures } = this.value;
    const isKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
    const keyDown = (event: KeyboardEvent) => {
      if (!isKey(event)) return;
      event.preventDefault();
      this.#hold();
    };
    const openFiles = () => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
    return html`
      <div class="card" role="group" aria-label=${name}>
        <div class="name">
          <input type="text" maxlength="40" aria-label=${t.nameOf(this.number)} .value=${name} ?disabled=${this.disabled}
            @change=${({ target }: Event & { target: HTMLInputElement }) => this.#change({ name: target.value.trim() || t.className(this.number) })} />
          ${
            this.removable
              ? html`<button type="button" aria-label=${t.remove} title=${t.remove} ?disabled=${this.disabled}
                  @click=${() => this.dispatchEvent(new Event('remove'))}>×</button>`
              : nothing
          }
        </div>
        <div class="thumbs" role="img" aria-label=${t.count(pictures.length)}>${pictures.slice(-shown).map(() => html`<canvas></canvas>`)}</div>
        <span class="quiet count">${t.count(pictures.length)}</span>
        <div class="buttons">
          <button type="button" class="record" title=${t.recordHint} aria-pressed=${this.recording} ?disabled=${this.disabled}
            @pointerdown=${(event: PointerEvent & { currentTarget: HTMLElement }) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              this.#hold();
            }}
            @pointerup=${this.#release} @pointercancel=${this.#release} @lostpointercapture=${this.#release}
            @keydown=${keyDown} @keyup=${this.#release} @blur=${this.#release}>● ${t.record}</button>
          <button type="button" ?disabled=${this.disabled} @click=${openFiles}>${t.files}</button>
          <button type="button" ?disabled=${this.disabled || pictures.length === 0} @click=${() => this.#change({ pictures: [] })}>${t.clear}</button>
          <input type="file" accept="image/*" multiple hidden aria-label=${t.files}
            @change=${({ target }: Event & { target: HTMLInputElement }) => this.#files(target)} />
        </div>
      </div>
    `;
  }
}

customElements.define('striate-class-card', ClassCard);
