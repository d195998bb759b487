import { bars, barsStyles } from '@striate/parts/kit/bars';
import type { GivenImage } from '@striate/parts/kit/ImageInput';
import '@striate/parts/kit/ImageInput';
import { architectures, openModelFile, rulesFor } from '@striate/parts/kit/openModelFile';
import { largestOf, paintMap } from '@striate/parts/kit/paintMap';
import { theme } from '@striate/parts/theme';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import { type Model, type NetworkName, network, plotModel, summaryRows } from 'striate';
import { type Look, look } from './look';

/** The networks whose trained weights come with Striate, and who knows pictures. */
const examples = {
  'LeNet-5, handwritten digits': () => network('lenet5', { weights: 'mnist' }),
  'ResNet-20, CIFAR-10': () => network('resNetCifar20', { weights: 'cifar10' }),
  'The fifth lecture’s CNN, clothes': () => network('lecture5Cnn', { weights: 'fashion-mnist' }),
} as const;

/** Maps of a layer that are drawn at first. */
const few = 32;

/** Opens a model file, draws its graph, lists its layers, runs it on a picture, and shows what every layer makes of it. */
class ModelExplorer extends LitElement {
  static override styles = [
    theme,
    barsStyles,
    css`
      .part { margin-block: 1rem; }
      .drop { padding: 1.25rem; border: 2px dashed var(--line); border-radius: var(--radius); background: var(--paper); display: grid; gap: 0.75rem; }
      .drop.over { border-color: var(--accent); background: var(--highlight); }
      .graph { overflow: auto; max-height: 32rem; border-radius: var(--radius); background: #fff; text-align: center; }
      .graph svg { max-width: 100%; height: auto; }
      h2 { font-size: 1rem; }
      .table { overflow-x: auto; max-height: 32rem; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 0.875rem; }
      th, td { padding: 0.3rem 0.6rem; text-align: start; border-bottom: 1px solid var(--line); }
      th { position: sticky; top: 0; background: var(--paper); }
      .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; align-items: start; }
      .heat { position: relative; width: min(100%, 14rem); aspect-ratio: 1; }
      .heat canvas { position: absolute; inset: 0; width: 100%; height: 100%; border-radius: 6px; }
      .heat canvas + canvas { opacity: 0.75; }
      .maps { display: flex; flex-wrap: wrap; gap: 4px; }
      .maps canvas { width: 4.5rem; height: 4.5rem; background: var(--raised); border-radius: 4px; }
    `,
  ];

  static override properties = {
    model: { state: true },
    title: { state: true },
    seen: { state: true },
    layer: { state: true },
    picture: { state: true },
    busy: { state: true },
    problem: { state: true },
    over: { state: true },
    architecture: { state: true },
    all: { state: true },
  };

  declare model: Model | undefined;
  declare title: string;
  declare seen: Look | undefined;
  declare layer: string;
  declare picture: ImageData | undefined;
  declare busy: string;
  declare problem: string;
  declare over: boolean;
  declare architecture: NetworkName | '';
  declare all: boolean;

  constructor() {
    super();
    Object.assign(this, { title: '', layer: '', busy: '', problem: '', over: false, architecture: '', all: false });
  }

  /** Does something that may fail and take its time, and says so. */
  async #attempt(what: string, body: () => Promise<void>): Promise<void> {
    this.busy = what;
    this.problem = '';
    // The page shows it before the work begins.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    try {
      await body();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.busy = '';
  }

  #open(title: string, load: () => Promise<Model>): Promise<void> {
    return this.#attempt(`Opening ${title} …`, async () => {
      this.model = await load();
      this.title = title;
      this.seen = undefined;
      await this.#look();
    });
  }

  #openFile(file: File | undefined): void {
    if (file) void this.#open(file.name, () => openModelFile(file, this.architecture || undefined));
  }

  async #look(): Promise<void> {
    const { model, picture } = this;
    if (!model || !picture) return;
    this.busy = `${this.title} looks at the picture …`;
    this.seen = await look(model, picture, rulesFor(model));
    const { maps } = this.seen;
    if (!maps.some(({ name }) => name === this.layer)) this.layer = maps.find(({ shape }) => shape[3] > 3)?.name ?? '';
  }

  protected override render(): TemplateResult {
    const { model } = this;
    return html`
      ${this.#chooser()}
      <p role="status">${this.busy}</p>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
      ${model ? html`${this.#run()} ${this.#graph(model)} ${this.#layers(model)}` : nothing}
    `;
  }

  #chooser(): TemplateResult {
    const drop = (event: DragEvent) => {
      event.preventDefault();
      this.over = false;
      this.#openFile(event.dataTransfer?.files[0]);
    };
    return html`
      <section
        class="drop ${this.over ? 'over' : ''}"
        aria-label="Model file"
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => {
          this.over = false;
        }}
        @drop=${drop}
      >
        <div class="controls">
          <label class="control">
            Drop or choose a model: .keras, .h5, .safetensors, .pth
            <input type="file" accept=".keras,.h5,.hdf5,.safetensors,.pth,.pt,.th" @change=${(event: Event & { target: HTMLInputElement }) => this.#openFile(event.target.files?.[0])} />
          </label>
          <label class="control">
            Architecture, for a file of weights
            <select @change=${({ target }: Event & { target: HTMLSelectElement }) => {
              this.architecture = target.value as NetworkName | '';
            }}>
              <option value="">in the file</option>
              ${architectures.map((name) => html`<option>${name}</option>`)}
            </select>
          </label>
        </div>
        <div class="controls">
          <span class="quiet">or one that comes with Striate:</span>
          ${Object.entries(examples).map(([name, load]) => html`<button type="button" @click=${() => this.#open(name, load)}>${name}</button>`)}
        </div>
      </section>
    `;
  }

  #section(title: string, body: TemplateResult): TemplateResult {
    return html`<section class="part" aria-label=${title}><header><h2>${title}</h2></header><div class="body">${body}</div></section>`;
  }

  #run(): TemplateResult {
    const { seen } = this;
    const probable = seen?.classes.every(({ value }) => value >= 0 && value <= 1);
    const take = ({ detail }: CustomEvent<GivenImage>) => {
      this.picture = detail.image;
      if (!this.busy) void this.#attempt(`${this.title} looks at the picture …`, () => this.#look());
    };
    return this.#section(
      `What ${this.title} sees`,
      html`
        <div class="columns">
          <striate-image-input photo="cat" rate="2" @image=${take}></striate-image-input>
          ${seen && probable ? bars(seen.classes, { label: 'Classes', language: 'en' }) : nothing}
          ${seen && !probable ? html`<ol>${seen.classes.map(({ label, value }) => html`<li>${label}: ${value.toFixed(2)}</li>`)}</ol>` : nothing}
          ${seen?.heat ? html`<figure><div class="heat" role="img" aria-label="Grad-CAM of ${seen.classes[0].label}"><canvas class="under"></canvas><canvas class="over"></canvas></div><figcaption class="quiet">Grad-CAM: where it looks for ${seen.classes[0].label}</figcaption></figure>` : nothing}
        </div>
        ${seen && this.layer ? this.#maps(seen) : nothing}
      `,
    );
  }

  #maps({ maps }: Look): TemplateResult {
    const shown = maps.find(({ name }) => name === this.layer);
    const channels = shown?.shape[3] ?? 0;
    const choose = ({ target }: Event & { target: HTMLSelectElement }) => {
      this.layer = target.value;
      this.all = false;
    };
    return html`
      <label class="control">
        Feature maps of
        <select @change=${choose}>
          ${maps.map(({ name, shape }) => html`<option value=${name} ?selected=${name === this.layer}>${name} ${shape.slice(1).join(' × ')}</option>`)}
        </select>
      </label>
      <div class="maps" role="img" aria-label="Feature maps of ${this.layer}">
        ${Array.from({ length: this.all ? channels : Math.min(channels, few) }, () => html`<canvas class="pixels map"></canvas>`)}
      </div>
      ${
        channels > few && !this.all
          ? html`<button type="button" @click=${() => {
              this.all = true;
            }}>All ${channels}</button>`
          : nothing
      }
    `;
  }

  #graph(model: Model): TemplateResult {
    return this.#section(
      'Graph',
      html`<div class="graph" tabindex="0">${unsafeSVG(plotModel(model, { showShapes: true, showLayerNames: true }))}</div>`,
    );
  }

  #layers(model: Model): TemplateResult {
    const shape = (sizes: unknown) => JSON.stringify(sizes)?.replaceAll('null', '?').replaceAll(',', ', ') ?? '';
    return this.#section(
      `${model.layers.length} layers, ${model.countParams().toLocaleString('en')} parameters`,
      html`<div class="table" tabindex="0">
        <table>
          <thead><tr><th>Layer</th><th>Class</th><th>Output</th><th>Parameters</th></tr></thead>
          <tbody>
            ${summaryRows(model).map(({ name, type, outputShape, params }) => html`<tr><td>${name}</td><td>${type}</td><td>${shape(outputShape)}</td><td>${params.toLocaleString('en')}</td></tr>`)}
          </tbody>
        </table>
      </div>`,
    );
  }

  protected override updated(): void {
    const { seen, picture } = this;
    const canvases = (selector: string) => this.renderRoot.querySelectorAll<HTMLCanvasElement>(selector);
    const shown = seen?.maps.find(({ name }) => name === this.layer);
    if (shown) {
      const [, height, width, channels] = shown.shape;
      canvases('canvas.map').forEach((canvas, channel) => {
        paintMap(canvas, shown.values, { width, height, channels, channel });
      });
    }
    const [under] = canvases('canvas.under');
    if (!under || !seen?.heat || !picture) return;
    Object.assign(under, { width: picture.width, height: picture.height });
    under.getContext('2d')?.putImageData(picture, 0, 0);
    const { values, ...size } = seen.heat;
    paintMap(canvases('canvas.over')[0], values, { ...size, scale: largestOf(values) });
  }
}

customElements.define('model-explorer', ModelExplorer);
