import { type CSSResultGroup, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { isHidden, readAddress, writeAddress } from './address';
import { frameMessages } from './frameMessages';
import { type Language, languageOf, type Translations } from './language';
import { theme } from './theme';

/** `idle`: nothing heavy was loaded; `opening`: Striate is on its way; `open`: it runs; `failed`: `problem` says why. */
export type Phase = 'idle' | 'opening' | 'open' | 'failed';

/**
 * An interactive part of the course: a framed custom element that shows itself at once and loads Striate when the visitor
 * presses play. A subclass gives its `messages`, its `content()` and what `open()` loads; `shared` names the properties
 * that are kept in the address.
 *
 * @example
 * ```html
 * <striate-kernel-playground></striate-kernel-playground>
 * ```
 */
export abstract class Part<M extends { readonly title: string }> extends LitElement {
  /** Subclasses with styles of their own write `static override styles = [theme, css`…`]`. */
  static override styles: CSSResultGroup = theme;

  static override properties = {
    phase: { state: true },
    problem: { state: true },
    copied: { state: true },
    embedded: { type: Boolean, reflect: true },
  };

  /** Names of reactive properties that a link to this part carries. Their values are JSON. */
  static shared: readonly string[] = [];

  declare phase: Phase;
  declare problem: string;
  declare copied: boolean;
  /** Alone on its page, in somebody's frame. */
  declare embedded: boolean;

  protected abstract readonly messages: Translations<M>;
  #language: Language = 'en';
  #initial: Record<string, unknown> = {};

  constructor() {
    super();
    this.phase = 'idle';
    this.problem = '';
    this.copied = false;
    this.embedded = false;
  }

  /** The part's name in addresses: its element's without `striate-`. */
  get partName(): string {
    return this.localName.replace(/^striate-/, '');
  }

  get language(): Language {
    return this.#language;
  }

  /** The texts in the page's language. */
  protected get t(): M {
    return this.messages[this.#language];
  }

  /** A number as people of the page's language write it. */
  protected number(value: number, digits = 2): string {
    return value.toLocaleString(this.#language, { maximumFractionDigits: digits });
  }

  /** What is inside the frame, in any phase. */
  protected abstract content(): TemplateResult;

  /** Loads what the part runs on, and runs it first. Called once, when play is pressed; an error is shown. */
  protected abstract open(): Promise<void>;

  /** The text of the button that opens the part. */
  protected get playLabel(): string {
    return frameMessages[this.#language].play;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#language = languageOf(this);
    const { shared } = this.constructor as typeof Part;
    for (const key of shared) {
      this.#initial[key] ??= this.#shared(key);
      const given = readAddress(this.partName, key);
      if (given !== undefined && typeof given === typeof this.#initial[key] && this.accepts(key, given))
        Object.assign(this, { [key]: given });
    }
  }

  /** Whether a value from a link (of the right type) may become the property `key`. Links are hostile: check ranges here. */
  protected accepts(_key: string, _value: unknown): boolean {
    return true;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { shared } = this.constructor as typeof Part;
    if (!this.hasUpdated || !shared.some((key) => changed.has(key))) return;
    writeAddress(this.partName, Object.fromEntries(shared.map((key) => [key, this.#shared(key)])), this.#initial);
  }

  #shared(key: string): unknown {
    return Reflect.get(this, key);
  }

  /** Opens the part: what its play button does. */
  async start(): Promise<void> {
    if (this.phase === 'opening' || this.phase === 'open') return;
    this.phase = 'opening';
    try {
      await this.open();
      this.phase = 'open';
    } catch (error) {
      this.fail(error);
    }
  }

  /** Shows what went wrong, in the frame. */
  protected fail(error: unknown): void {
    this.problem = error instanceof Error ? error.message : String(error);
    this.phase = 'failed';
    console.warn(error);
  }

  /** A labelled control, unless a link hides it: `?hide=stride`. */
  protected control(key: string, label: string, input: unknown): TemplateResult | typeof nothing {
    if (isHidden(this.partName, key)) return nothing;
    return html`<label class="control" data-control=${key}>${label}${input}</label>`;
  }

  protected override render(): TemplateResult {
    const texts = frameMessages[this.#language];
    return html`
      <section class="part" aria-label=${this.t.title} aria-busy=${this.phase === 'opening'}>
        <header>
          <h3>${this.t.title}</h3>
          ${this.phase === 'open' ? nothing : this.#play()}
          <button type="button" title=${texts.shareHint} @click=${this.#share}>${this.copied ? texts.copied : texts.share}</button>
        </header>
        <div class="body">
          ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing} ${this.content()}
        </div>
      </section>
    `;
  }

  #play(): TemplateResult {
    const opening = this.phase === 'opening';
    const label = opening ? frameMessages[this.#language].opening : `▶ ${this.playLabel}`;
    return html`<button type="button" class="primary play" ?disabled=${opening} @click=${() => this.start()}>${label}</button>`;
  }

  async #share(): Promise<void> {
    const url = new URL(location.href);
    url.hash = this.id;
    await navigator.clipboard.writeText(url.href).catch(() => undefined);
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, 2000);
  }
}
