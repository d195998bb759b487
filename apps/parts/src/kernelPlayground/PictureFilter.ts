import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { GivenImage } from '../kit/ImageInput';
import '../kit/ImageInput';
import { numberGrid, numberGridStyles, short } from '../kit/numberGrid';
import { paintMap } from '../kit/paintMap';
import { slidesOf, tapsAt } from '../kit/sliding';
import { languageOf } from '../language';
import { theme } from '../theme';
import { type FilteredPicture, filterPicture, valuesOf } from './filterPicture';
import { filterSizes, type Matrix, resized } from './NumbersState';
import { type PictureFilterName, pictureFilters } from './pictureFilters';
import { pictureMessages } from './pictureMessages';
import { signed } from './productsText';

type Show = 'clip' | 'magnitude' | 'signed';
const shows: readonly Show[] = ['clip', 'magnitude', 'signed'];

/**
 * A photo, a file or the webcam through a filter that one edits while it runs, on Striate's backend of the page. Pointing at a
 * pixel of the result shows its patch, the products and their sum.
 *
 * Attributes: `backend`, a name to show beside the pictures a second.
 *
 * @example
 * ```html
 * <striate-picture-filter></striate-picture-filter>
 * ```
 */
export class PictureFilter extends LitElement {
  static override styles = [
    theme,
    numberGridStyles,
    css`
      :host { margin: 0; }
      .view { display: grid; gap: 0.9rem; grid-template-columns: minmax(0, 1fr); }
      .stage { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: start; }
      figure { display: grid; gap: 0.35rem; min-width: 0; }
      figure.result { flex: 1 1 18rem; }
      figcaption { font-size: 0.8125rem; color: var(--quiet); }
      figure.result canvas { width: 100%; max-width: 32rem; border-radius: 7px; cursor: crosshair; }
      table.grid { --cell: min(2.75rem, calc((100cqi - 2.2rem) / var(--columns))); }
    `,
  ];

  static override properties = {
    backend: { type: String },
    filter: { attribute: false },
    stride: { state: true },
    dilation: { state: true },
    gray: { state: true },
    show: { state: true },
    image: { state: true },
    result: { state: true },
    at: { state: true },
    rate: { state: true },
    problem: { state: true },
  };

  declare backend: string;
  declare filter: Matrix;
  declare stride: number;
  declare dilation: number;
  declare gray: boolean;
  declare show: Show;
  declare image: ImageData | undefined;
  declare result: FilteredPicture | undefined;
  declare at: { row: number; column: number } | undefined;
  declare rate: number;
  declare problem: string;
  #running = false;

  constructor() {
    super();
    this.backend = '';
    this.filter = pictureFilters.sobelHorizontal;
    this.stride = 1;
    this.dilation = 1;
    this.gray = true;
    this.show = 'magnitude';
    this.rate = 0;
    this.problem = '';
  }

  /** Filters what is there; pictures that come meanwhile wait, and only the last of them is taken. */
  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const asked = () => [this.image, this.filter, this.stride, this.dilation, this.gray] as const;
    try {
      let made: ReturnType<typeof asked>;
      do {
        made = asked();
        const [image, filter, stride, dilation, gray] = made;
        if (!image) break;
        const start = performance.now();
        this.result = await filterPicture(image, { filter, stride, dilation, gray });
        const rate = 1000 / Math.max(0.1, performance.now() - start);
        this.rate = this.rate ? 0.8 * this.rate + 0.2 * rate : rate;
      } while (asked().some((value, i) => value !== made[i]));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.#running = false;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (['image', 'filter', 'stride', 'dilation', 'gray'].some((key) => changed.has(key))) void this.#run();
    if (changed.has('result') || changed.has('show')) this.#paint();
  }

  #paint(): void {
    const { result, show } = this;
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('figure.result canvas');
    if (!result || !canvas) return;
    const { values, width, height, channels } = result;
    if (show === 'signed') {
      paintMap(canvas, values, { width, height, channels, scale: 255 });
      return;
    }
    const image = new ImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      for (let c = 0; c < 3; c++) {
        const value = values[i * channels + (c % channels)];
        image.data[i * 4 + c] = show === 'magnitude' ? Math.abs(value) : value;
      }
      image.data[i * 4 + 3] = 255;
    }
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.putImageData(image, 0, 0);
  }

  get #t() {
    return pictureMessages[languageOf(this)];
  }

  protected override render(): TemplateResult {
    const { filter, result, rate } = this;
    const t = this.#t;
    const label = result ? t.output(result.width, result.height) : t.output(0, 0);
    return html`<div class="view">
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
      <striate-image-input size="320" whole photo="cat" rate="30" @image=${({ detail }: CustomEvent<GivenImage>) => {
        this.image = detail.image;
      }}></striate-image-input>
      ${this.#controls()}
      <div class="stage">
        <figure>
          <figcaption>${t.filter}</figcaption>
          ${numberGrid(filter, {
            label: t.filter,
            onEdit: (y, x, value) => {
              this.filter = filter.with(y, filter[y].with(x, value));
            },
          })}
        </figure>
        <figure class="result">
          <figcaption>${label}</figcaption>
          <canvas role="img" tabindex="0" aria-label=${label} @pointermove=${this.#point} @pointerdown=${this.#point} @keydown=${this.#walk}></canvas>
          <span class="quiet speed">${rate ? t.speed(rate.toFixed(0), this.backend || 'cpu') : ''}</span>
        </figure>
      </div>
      ${this.#patch()}
    </div>`;
  }

  #point(event: PointerEvent & { currentTarget: HTMLCanvasElement }): void {
    const { width, height } = event.currentTarget;
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    const column = Math.floor(((event.clientX - box.left) / box.width) * width);
    if (row >= 0 && row < height && column >= 0 && column < width) this.at = { row, column };
  }

  #walk(event: KeyboardEvent): void {
    const ways: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const way = ways[event.key];
    if (!way || !this.result) return;
    event.preventDefault();
    const { height, width } = this.result;
    const { row, column } = this.at ?? { row: height >> 1, column: width >> 1 };
    const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
    this.at = { row: within(row + way[0], height), column: within(column + way[1], width) };
  }

  /** What is under the filter at the pixel one points at; of a colour picture, its red. */
  #patch(): TemplateResult {
    const { at, image, result, filter, stride, dilation, gray } = this;
    const t = this.#t;
    if (!at || !image || !result || at.row >= result.height || at.column >= result.width)
      return html`<p class="quiet">${t.point}</p>`;
    const size = [image.height, image.width] as const;
    const window = { size, window: [filter.length, filter[0].length], stride, dilation, padding: 'same' } as const;
    const pixels = valuesOf(image, gray);
    const channels = gray ? 1 : 3;
    const taps = tapsAt(slidesOf(window), window, at.row, at.column).map((tap) => {
      const isInside = tap.row >= 0 && tap.row < size[0] && tap.column >= 0 && tap.column < size[1];
      return { ...tap, value: isInside ? pixels[(tap.row * size[1] + tap.column) * channels] : 0 };
    });
    const patch = filter.map((row, y) => row.map((_, x) => taps[y * row.length + x].value));
    const products = taps.map(({ y, x, value }) => `${short(value)}×${signed(filter[y][x])}`).join(' + ');
    const sum = result.values[(at.row * result.width + at.column) * channels];
    return html`<div class="stage">
      <figure>
        <figcaption>${t.patch}</figcaption>
        ${numberGrid(patch, { label: t.patch, background: (y, x) => `color-mix(in srgb, rgb(${patch[y][x]} ${patch[y][x]} ${patch[y][x]}) 30%, var(--paper))` })}
      </figure>
      <p class="formula" style="flex: 1 1 16rem">${products} = <strong>${short(sum)}</strong></p>
    </div>`;
  }

  #controls(): TemplateResult {
    const { filter, stride, dilation, show } = this;
    const t = this.#t;
    const chosen = Object.entries(pictureFilters).find(([, matrix]) => matrix === filter)?.[0];
    const names = Object.keys(pictureFilters) as PictureFilterName[];
    const select = (
      label: string,
      values: readonly (readonly [string, string])[],
      value: string,
      set: (value: string) => void,
    ) =>
      html`<label class="control">${label}<select @change=${({ target }: Event & { target: HTMLSelectElement }) => set(target.value)}>
        ${values.map(([name, text]) => html`<option value=${name} ?selected=${name === value}>${text}</option>`)}
      </select></label>`;
    const numbers = (values: readonly number[]) => values.map((n) => [String(n), String(n)] as const);
    return html`<div class="controls">
      ${select(
        t.preset,
        [...(chosen ? [] : [['', t.own] as const]), ...names.map((name) => [name, t.presets[name]] as const)],
        chosen ?? '',
        (name) => {
          if (name in pictureFilters) this.filter = pictureFilters[name as PictureFilterName];
          // What sums to nothing is dark but for its edges, whose sign would be lost in a picture.
          const sum = this.filter.flat().reduce((a, b) => a + b, 0);
          this.show = Math.abs(sum) < 1e-6 ? 'magnitude' : 'clip';
        },
      )}
      ${select(t.size, numbers(filterSizes), String(filter.length), (k) => {
        this.filter = resized(filter, Number(k), Number(k));
      })}
      ${select(t.stride, numbers([1, 2, 4]), String(stride), (value) => {
        this.stride = Number(value);
      })}
      ${select(t.dilation, numbers([1, 2, 4]), String(dilation), (value) => {
        this.dilation = Number(value);
      })}
      ${select(
        t.show,
        shows.map((name) => [name, t.shows[name]] as const),
        show,
        (name) => {
          this.show = name as Show;
        },
      )}
      <label class="control">${t.gray}<input type="checkbox" .checked=${this.gray} @change=${({
        target,
      }: Event & { target: HTMLInputElement }) => {
        this.gray = target.checked;
      }} /></label>
    </div>`;
  }
}

customElements.define('striate-picture-filter', PictureFilter);
