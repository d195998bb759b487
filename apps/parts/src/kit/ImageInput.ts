import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { languageOf } from '../language';
import { type PhotoName, photoNames, photos } from '../photos/photos';
import { theme } from '../theme';
import { type Drawable, drawPicture } from './drawPicture';
import { imageInputMessages } from './imageInputMessages';
import { type WebcamRefusal, webcamStream } from './webcamStream';

/** What the event `image` carries. A webcam gives one after another until it stops. */
export interface GivenImage {
  readonly image: ImageData;
  readonly source: 'photo' | 'file' | 'webcam';
  /** A photograph's or a file's name. */
  readonly name: string;
}

/**
 * Where a part gets its picture from: a file, dropped or chosen; a photograph that comes with the page; or the webcam, asked for
 * only when it is chosen, and shown and given as in a mirror. Each picture is an event `image` (see `GivenImage`), the last one
 * the property `image`, and `canvas` shows it.
 *
 * Attributes: `size` (side of the square crop, 224; of a whole picture its longer side at most), `whole` (no crop), `photo`
 * (`cat`, `coffee` or `astronaut`: shown from the start), `multiple` (several files may be chosen: an event each), `bare` (no
 * photographs to choose), `rate` (pictures a second from the webcam, at most: 15).
 *
 * @example
 * ```html
 * <striate-image-input size="128" photo="cat"></striate-image-input>
 * ```
 */
export class ImageInput extends LitElement {
  static override styles = [
    theme,
    css`
      :host { margin: 0; container-type: normal; }
      .input { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: start; }
      .stage { width: 9rem; max-width: 100%; min-height: 9rem; display: grid; place-items: center; border: 1px dashed var(--line); border-radius: var(--radius); overflow: clip; background: var(--raised); text-align: center; }
      .over .stage { border: 1px solid var(--accent); background: var(--highlight); }
      .stage canvas { display: block; width: 100%; }
      .ways { display: grid; gap: 0.5rem; justify-items: start; flex: 1 1 11rem; }
      .thumbs, .buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; }
      .thumbs button { padding: 0; width: 3rem; height: 3rem; overflow: clip; }
      .thumbs img { display: block; width: 100%; height: 100%; object-fit: cover; }
    `,
  ];

  static override properties = {
    size: { type: Number },
    whole: { type: Boolean },
    photo: { type: String },
    multiple: { type: Boolean },
    bare: { type: Boolean },
    rate: { type: Number },
    given: { state: true },
    live: { state: true },
    problem: { state: true },
    over: { state: true },
  };

  declare size: number;
  declare whole: boolean;
  declare photo: PhotoName | '';
  declare multiple: boolean;
  declare bare: boolean;
  declare rate: number;
  /** The webcam runs. */
  declare live: boolean;
  declare protected given: GivenImage | undefined;
  declare protected problem: string;
  declare protected over: boolean;

  /** Shows the last picture, in its own pixels. */
  readonly canvas = document.createElement('canvas');
  readonly #video = document.createElement('video');
  /** Counts choices, so that what was decoded too late, or granted too late, is dropped. */
  #choice = 0;

  constructor() {
    super();
    this.size = 224;
    this.whole = false;
    this.photo = '';
    this.multiple = false;
    this.bare = false;
    this.rate = 15;
    this.live = false;
    this.given = undefined;
    this.problem = '';
    this.over = false;
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.canvas.role = 'img';
  }

  /** The last picture. */
  get image(): ImageData | undefined {
    return this.given?.image;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.photo in photos && !this.given) void this.choosePhoto(this.photo as PhotoName);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  /** Gives one of the photographs that come with the page. */
  async choosePhoto(name: PhotoName): Promise<void> {
    this.stop();
    await this.#decode(async () => (await fetch(photos[name])).blob(), 'photo', name);
  }

  /** Gives pictures from files; only the first unless `multiple`. */
  async chooseFiles(files: Iterable<File>): Promise<void> {
    this.stop();
    const chosen = this.multiple ? [...files] : [...files].slice(0, 1);
    for (const file of chosen) await this.#decode(async () => file, 'file', file.name);
  }

  /** Asks for the webcam and gives its pictures until `stop`, or until another picture is chosen. */
  async startWebcam(): Promise<void> {
    this.stop();
    const choice = this.#choice;
    const stream = await webcamStream();
    if (typeof stream === 'string') {
      if (choice === this.#choice) this.problem = this.#texts[stream satisfies WebcamRefusal];
      return;
    }
    if (choice !== this.#choice) return stopTracks(stream);
    this.#video.srcObject = stream;
    this.live = true;
    // Rejects when it is stopped before its first picture.
    await this.#video.play().catch(() => undefined);
    this.#watch(choice, 0);
  }

  /** Stops the webcam, its light too. The last picture stays. */
  stop(): void {
    this.#choice++;
    this.problem = '';
    this.live = false;
    stopTracks(this.#video.srcObject);
    this.#video.srcObject = null;
  }

  #watch(choice: number, last: number): void {
    if (choice !== this.#choice) return;
    const now = performance.now();
    const due = now - last >= 1000 / this.rate - 4;
    const { videoWidth: width, videoHeight: height } = this.#video;
    if (due && width > 0) this.#give({ picture: this.#video, width, height }, 'webcam', '');
    requestAnimationFrame(() => this.#watch(choice, due ? now : last));
  }

  async #decode(load: () => Promise<Blob>, source: 'photo' | 'file', name: string): Promise<void> {
    const choice = this.#choice;
    const bitmap = await load()
      .then((blob) => createImageBitmap(blob))
      .catch(() => undefined);
    if (choice !== this.#choice) return;
    if (!bitmap) {
      this.problem = this.#texts.unreadable(name);
      return;
    }
    this.#give({ picture: bitmap, width: bitmap.width, height: bitmap.height }, source, name);
    bitmap.close();
  }

  #give(drawable: Drawable, source: GivenImage['source'], name: string): void {
    const { size, whole } = this;
    const image = drawPicture(this.canvas, drawable, { size, whole, flipped: source === 'webcam' });
    this.given = { image, source, name };
    this.dispatchEvent(new CustomEvent<GivenImage>('image', { detail: this.given }));
  }

  get #texts(): (typeof imageInputMessages)['en'] {
    return imageInputMessages[languageOf(this)];
  }

  get #description(): string {
    const { given } = this;
    if (given?.source === 'webcam') return this.#texts.live;
    return given?.source === 'photo' ? this.#texts.photos[given.name as PhotoName] : (given?.name ?? '');
  }

  protected override render(): TemplateResult {
    const t = this.#texts;
    this.canvas.ariaLabel = this.#description;
    const pick = ({ target }: Event & { target: HTMLInputElement }) => {
      void this.chooseFiles(target.files ?? []);
      target.value = '';
    };
    const openFiles = () => this.renderRoot.querySelector('input')?.click();
    return html`
      <div
        class="input ${this.over ? 'over' : ''}"
        role="group"
        aria-label=${t.label}
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => {
          this.over = false;
        }}
        @drop=${this.#drop}
      >
        <div class="stage">${this.given ? this.canvas : html`<span class="quiet">${t.empty}</span>`}</div>
        <div class="ways">
          ${this.bare ? nothing : this.#thumbs()}
          <div class="buttons">
            <button type="button" @click=${openFiles}>${t.file}</button>
            <button type="button" class="webcam" aria-pressed=${this.live} @click=${() => (this.live ? this.stop() : this.startWebcam())}>
              ${this.live ? t.stop : t.webcam}
            </button>
          </div>
          <input type="file" accept="image/*" hidden ?multiple=${this.multiple} aria-label=${t.file} @change=${pick} />
          <span class="quiet">${t.drop}</span>
          ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
        </div>
      </div>
    `;
  }

  #thumbs(): TemplateResult {
    const thumb = (name: PhotoName) => {
      const chosen = this.given?.source === 'photo' && this.given.name === name;
      const label = this.#texts.photos[name];
      return html`<button type="button" title=${label} aria-pressed=${chosen} @click=${() => this.choosePhoto(name)}>
        <img src=${photos[name]} alt=${label} loading="lazy" />
      </button>`;
    };
    return html`<div class="thumbs">${photoNames.map(thumb)}</div>`;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    void this.chooseFiles(event.dataTransfer?.files ?? []);
  }
}

function stopTracks(stream: MediaProvider | null): void {
  if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
}

customElements.define('striate-image-input', ImageInput);
