import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { isHidden } from '../address';
import type { GivenImage } from '../kit/ImageInput';
import { Part } from '../Part';
import { photos } from '../photos/photos';
import { theme } from '../theme';
import { type ChangeName, type Changes, changeNames, generatorCode, gentle, largest, layersCode } from './changes';
import { messages } from './messages';

const size = 112;
const count = 11;

/**
 * One picture and what Striate's augmentation layers make of it, with the strength of each change, and the code that does the same.
 *
 * Attributes: `seed`. Controls a link may hide: `picture`, `seed`, and each change (`flip`, `rotation`, `zoom`, `translation`,
 * `shear`, `contrast`, `brightness`, `hue`, `erasing`).
 *
 * @example
 * ```html
 * <striate-augmentation-grid seed="7"></striate-augmentation-grid>
 * ```
 */
export class AugmentationGrid extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    css`
      .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 0.5rem; }
      .pictures canvas, .pictures img { width: 100%; aspect-ratio: 1; object-fit: cover; display: block; border-radius: 6px; }
      .pictures .original { outline: 2px solid var(--accent); outline-offset: 1px; }
      .controls output { color: var(--ink); font-variant-numeric: tabular-nums; min-width: 2.5rem; }
      .controls input[type='range'] { width: 6rem; }
      .controls input[type='number'] { width: 5rem; }
      .codes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0.9rem; }
      .codes h4 { font-size: 0.8125rem; font-weight: 400; color: var(--quiet); }
      pre { font: 0.8125rem/1.5 var(--mono); padding: 0.6rem 0.75rem; border-radius: 7px; background: var(--raised); overflow-x: auto; }
    `,
  ];

  static override properties = {
    ...Part.properties,
    seed: { type: Number },
    changes: { attribute: false },
    batch: { state: true },
    image: { state: true },
    pictures: { state: true },
  };

  static override shared = ['seed', 'changes'];

  declare seed: number;
  declare changes: Changes;
  declare batch: number;
  declare image: ImageData | undefined;
  /** The picture, and its variants. */
  declare pictures: readonly ImageData[];
  protected readonly messages = messages;
  #making = false;

  constructor() {
    super();
    this.seed = 1;
    this.changes = gentle;
    this.batch = 0;
    this.pictures = [];
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'seed') return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32;
    if (typeof value !== 'object' || value === null) return false;
    return changeNames.every((name) => {
      const strength: unknown = Reflect.get(value, name);
      return typeof strength === 'number' && strength >= 0 && strength <= largest[name];
    });
  }

  protected async open(): Promise<void> {
    await Promise.all([import('../kit/ImageInput'), import('./augment')]);
  }

  /** Makes the variants; what is asked for meanwhile is made afterwards. */
  async #make(): Promise<void> {
    if (this.#making || !this.image) return;
    this.#making = true;
    const asked = () => [this.image, this.seed, this.changes, this.batch] as const;
    try {
      const { augment } = await import('./augment');
      let made: ReturnType<typeof asked>;
      do {
        made = asked();
        const [image, seed, changes, batch] = made;
        if (image) this.pictures = await augment(image, { seed, changes, batch, count });
      } while (asked().some((value, i) => value !== made[i]));
    } catch (error) {
      this.fail(error);
    } finally {
      this.#making = false;
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (['image', 'seed', 'changes', 'batch'].some((key) => changed.has(key))) void this.#make();
    if (!changed.has('pictures')) return;
    for (const [i, canvas] of this.renderRoot.querySelectorAll<HTMLCanvasElement>('.pictures canvas').entries()) {
      const picture = this.pictures[i];
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d')?.putImageData(picture, 0, 0);
    }
  }

  protected content(): TemplateResult {
    const { t, phase, pictures, seed, changes } = this;
    return html`
      ${
        phase === 'open'
          ? this.#picture()
          : html`<div class="pictures">${Object.values(photos).map((src) => html`<img src=${src} alt="" loading="lazy" />`)}</div>`
      }
      <div class="controls">
        ${changeNames.map((name) => this.#slider(name))}
        ${this.control(
          'seed',
          t.seed,
          html`<input
            type="number"
            min="0"
            .value=${String(seed)}
            @change=${({ target }: Event & { target: HTMLInputElement }) => {
              if (this.accepts('seed', target.valueAsNumber)) this.seed = target.valueAsNumber;
            }}
          />`,
        )}
        ${
          phase === 'open'
            ? html`<button type="button" class="another" @click=${() => {
                this.batch++;
              }}>${t.another}</button>`
            : nothing
        }
      </div>
      ${
        pictures.length > 0
          ? html`<div class="pictures">${pictures.map(
              (_, i) =>
                html`<canvas class=${i === 0 ? 'original' : 'variant'} role="img" aria-label=${i === 0 ? t.original : t.variant(i)}></canvas>`,
            )}</div>`
          : nothing
      }
      <p class="quiet">${t.note}</p>
      <div class="codes">
        <div><h4>${t.layers}</h4><pre tabindex="0" class="layers">${layersCode(changes, seed)}</pre></div>
        <div><h4>${t.generator}</h4><pre tabindex="0" class="generator">${generatorCode(changes, seed, t.notHere)}</pre></div>
      </div>
    `;
  }

  #picture(): TemplateResult {
    // Hidden, it still gives the photo.
    return html`<striate-image-input ?hidden=${isHidden(this.partName, 'picture')} size=${size} photo="cat" @image=${({
      detail,
    }: CustomEvent<GivenImage>) => {
      this.image = detail.image;
    }}></striate-image-input>`;
  }

  #slider(name: ChangeName): TemplateResult | typeof nothing {
    const strength = this.changes[name];
    if (name === 'flip')
      return this.control(
        name,
        this.t.changes[name],
        html`<input
          type="checkbox"
          .checked=${strength > 0}
          @change=${({ target }: Event & { target: HTMLInputElement }) => {
            this.changes = { ...this.changes, flip: target.checked ? 1 : 0 };
          }}
        />`,
      );
    return this.control(
      name,
      this.t.changes[name],
      html`<span class="row" style="gap:0.3rem"><input
        type="range"
        min="0"
        max=${largest[name]}
        step="0.02"
        .value=${String(strength)}
        @input=${({ target }: Event & { target: HTMLInputElement }) => {
          this.changes = { ...this.changes, [name]: target.valueAsNumber };
        }}
      /><output>${strength}</output></span>`,
    );
  }
}

customElements.define('striate-augmentation-grid', AugmentationGrid);
