import type { GivenImage } from '@striate/parts/kit/ImageInput';
import '@striate/parts/kit/ImageInput';
import { drawPattern, type PatternName, patterns } from '@striate/parts/kit/patterns';
import { theme } from '@striate/parts/theme';
import { proxy, type Remote, wrap } from 'comlink';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Order, Painted, Painter } from './painter.worker';

/** Two pictures in, a painted one out; or a dream of one. */
class StyleStudio extends LitElement {
  static override styles = [
    theme,
    css`
      .part { margin-block: 1rem; }
      h2 { font-size: 1rem; }
      .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1.25rem; align-items: start; }
      .column { display: grid; gap: 0.6rem; }
      .patterns { display: flex; flex-wrap: wrap; gap: 0.4rem; }
      canvas.style { width: 9rem; border-radius: var(--radius); }
      canvas.result { width: min(100%, 28rem); border-radius: var(--radius); background: var(--raised); aspect-ratio: 1; }
    `,
  ];

  static override properties = {
    kind: { state: true },
    content: { state: true },
    painting: { state: true },
    settings: { state: true },
    painted: { state: true },
    running: { state: true },
    network: { state: true },
    layers: { state: true },
    problem: { state: true },
  };

  declare kind: Order['kind'];
  declare content: ImageData | undefined;
  /** The picture whose style is taken. */
  declare painting: { readonly name: string; readonly image: ImageData } | undefined;
  declare settings: Omit<Order, 'kind' | 'content' | 'style'>;
  declare painted: Painted | undefined;
  declare running: boolean;
  declare network: string;
  declare layers: readonly string[];
  declare problem: string;
  readonly #painter: Remote<Painter>;
  #began = 0;

  constructor() {
    super();
    const worker = new Worker(new URL('./painter.worker.ts', import.meta.url), { type: 'module' });
    this.#painter = wrap<Painter>(worker);
    this.kind = 'style';
    this.painting = { name: 'waves', image: drawPattern('waves', 256) };
    this.settings = { size: 160, steps: 100, styleWeight: 100_000, seed: 1 };
    this.running = false;
    this.layers = [];
    this.problem = '';
    void this.#open();
  }

  async #open(file?: File): Promise<void> {
    await this.#attempt(async () => {
      this.network = `opening ${file?.name ?? 'ResNet-20'} …`;
      this.layers = await this.#painter.open(file);
      this.network = file ? `GoogLeNet, ${file.name}` : 'ResNet-20 (CIFAR-10), which comes with Striate';
      const layer =
        this.layers.find((name) => name === 'inception_4c/output') ?? this.layers[Math.floor(this.layers.length / 2)];
      // What suits the sizes of their numbers: one takes bytes, the other numbers around 1.
      this.settings = { ...this.settings, layer, styleWeight: file ? 1000 : 100_000 };
    });
  }

  async #paint(): Promise<void> {
    const { content, kind, painting, settings } = this;
    if (!content) return;
    this.running = true;
    this.painted = undefined;
    this.#began = performance.now();
    await this.#attempt(async () => {
      const order: Order = { ...settings, kind, content, style: painting?.image };
      await this.#painter.paint(
        order,
        proxy((painted) => {
          this.painted = painted;
        }),
      );
    });
    this.running = false;
  }

  async #attempt(body: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await body();
    } catch (error) {
      // Who cancels knows.
      if (!(error instanceof Error && error.name === 'AbortError'))
        this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  protected override render(): TemplateResult {
    return html`
      <section class="part" aria-label="Pictures">
        <header>
          ${this.#tab('style', 'Paint in a style')} ${this.#tab('dream', 'Dream')}
        </header>
        <div class="body">
          <div class="columns">
            <div class="column">
              <h2>Photograph</h2>
              <striate-image-input class="content" size="256" photo="cat" rate="1" @image=${({
                detail,
              }: CustomEvent<GivenImage>) => {
                this.content = detail.image;
              }}></striate-image-input>
            </div>
            ${this.kind === 'style' ? this.#style() : nothing}
          </div>
          ${this.#controls()}
        </div>
      </section>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
      ${this.#result()}
    `;
  }

  #tab(kind: Order['kind'], label: string): TemplateResult {
    return html`<button type="button" aria-pressed=${this.kind === kind} ?disabled=${this.running} @click=${() => {
      this.kind = kind;
      this.settings = { ...this.settings, steps: kind === 'dream' ? 10 : 100 };
    }}>${label}</button>`;
  }

  #style(): TemplateResult {
    const choose = (name: PatternName) => {
      this.painting = { name, image: drawPattern(name, 256) };
    };
    return html`<div class="column">
      <h2>Style</h2>
      <div class="patterns">
        ${(Object.keys(patterns) as PatternName[]).map((name) => html`<button type="button" aria-pressed=${this.painting?.name === name} @click=${() => choose(name)}>${name}</button>`)}
      </div>
      <canvas class="style" width="256" height="256" role="img" aria-label="The style: ${this.painting?.name}"></canvas>
      <striate-image-input class="style" size="256" bare @image=${({ detail }: CustomEvent<GivenImage>) => {
        this.painting = { name: detail.name, image: detail.image };
      }}></striate-image-input>
    </div>`;
  }

  #controls(): TemplateResult {
    const { settings } = this;
    const number = (
      key: 'size' | 'steps' | 'styleWeight' | 'seed',
      label: string,
      min: number,
      max: number,
      step: number,
    ) => html`
      <label class="control">${label}<input type="number" min=${min} max=${max} step=${step} .value=${String(settings[key])} @change=${({
        target,
      }: Event & { target: HTMLInputElement }) => {
        const value = Math.min(max, Math.max(min, target.valueAsNumber || min));
        this.settings = { ...this.settings, [key]: value };
      }} /></label>`;
    return html`
      <div class="controls">
        ${number('size', 'Size (pixels)', 32, 512, 16)} ${number('steps', this.kind === 'dream' ? 'Steps in each size' : 'Steps', 1, 2000, 1)}
        ${this.kind === 'style' ? number('styleWeight', 'Weight of the style', 0, 1e7, 1) : this.#layer()} ${number('seed', 'Seed', 0, 1e9, 1)}
        <button type="button" class="primary" ?disabled=${this.running || !this.content || this.layers.length === 0} @click=${this.#paint}>▶ ${this.kind === 'style' ? 'Paint' : 'Dream'}</button>
        ${this.running ? html`<button type="button" @click=${() => this.#painter.cancel()}>Stop</button>` : nothing}
      </div>
      <div class="controls">
        <label class="control">Network: ${this.network}. Richer with GoogLeNet's weights: choose bvlc_googlenet.safetensors
          <input type="file" accept=".safetensors" ?disabled=${this.running} @change=${({ target }: Event & { target: HTMLInputElement }) => target.files?.[0] && this.#open(target.files[0])} />
        </label>
      </div>
    `;
  }

  #layer(): TemplateResult {
    return html`<label class="control">More of what this layer sees
      <select @change=${({ target }: Event & { target: HTMLSelectElement }) => {
        this.settings = { ...this.settings, layer: target.value };
      }}>${this.layers.map((name) => html`<option ?selected=${name === this.settings.layer}>${name}</option>`)}</select>
    </label>`;
  }

  #result(): TemplateResult {
    const { painted } = this;
    const seconds = painted
      ? ((performance.now() - this.#began) / 1000 / painted.step) * (painted.steps - painted.step)
      : 0;
    const save = () => {
      const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.result');
      if (canvas)
        Object.assign(document.createElement('a'), {
          href: canvas.toDataURL('image/png'),
          download: 'picture.png',
        }).click();
    };
    return html`<section class="part" aria-label="Result">
      <div class="body">
        <progress max=${painted?.steps ?? 1} value=${painted?.step ?? 0} aria-label="Progress"></progress>
        <p role="status" class="number">
          ${painted ? `Step ${painted.step} of ${painted.steps}${this.running ? `, some ${Math.ceil(seconds)} s left` : ''}` : this.running ? 'Beginning …' : 'Nothing painted yet.'}
          ${painted?.losses ? html`· content loss <output class="content">${painted.losses.content.toPrecision(4)}</output> · style loss <output class="style">${painted.losses.style.toPrecision(4)}</output>` : nothing}
        </p>
        <canvas class="result" role="img" aria-label="The picture so far"></canvas>
        ${painted && !this.running ? html`<p><button type="button" @click=${save}>Save as PNG</button></p>` : nothing}
      </div>
    </section>`;
  }

  protected override updated(): void {
    const shown = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.style');
    if (this.painting) shown?.getContext('2d')?.putImageData(this.painting.image, 0, 0);
    const canvas = this.renderRoot.querySelector<HTMLCanvasElement>('canvas.result');
    if (!canvas || !this.painted) return;
    const { picture } = this.painted;
    Object.assign(canvas, { width: picture.width, height: picture.height });
    canvas.getContext('2d')?.putImageData(picture, 0, 0);
  }
}

customElements.define('style-studio', StyleStudio);
